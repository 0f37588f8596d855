//! IP addresses, as kube-apiserver reads them. Source: `IsValidIP` and `GetWarningsForIP` of
//! apimachinery's validation package at v1.36. Knows no zones and no ranges: neither does the server.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What a server makes of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reading {
    /// An address in its usual form.
    Usual,
    /// An IPv6 address that could be written in this usual form; servers from 1.33 warn.
    Unusual(String),
    /// An address with leading zeros, which up to 1.35 was taken for this one.
    LeadingZeros(String),
    /// An IPv4 address in IPv6 form, which up to 1.35 was taken for this one.
    Mapped(String),
    /// No address.
    Not,
}

/// Reads `text` as an IP address.
pub fn read(text: &str) -> Reading {
    match text.parse::<IpAddr>() {
        Ok(IpAddr::V4(_)) => Reading::Usual,
        Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(inner) => Reading::Mapped(inner.to_string()),
            None if is_usual(address, text) => Reading::Usual,
            None => Reading::Unusual(address.to_string()),
        },
        Err(_) => without_zeros(text).map_or(Reading::Not, Reading::LeadingZeros),
    }
}

/// What is wrong with `text` for servers from 1.36 on, in words that follow it in a sentence.
pub fn wrong(text: &str) -> Option<String> {
    match read(text) {
        Reading::Usual | Reading::Unusual(_) => None,
        Reading::LeadingZeros(meant) => Some(format!("must not have leading zeros; write `{meant}`")),
        Reading::Mapped(meant) => Some(format!("must not be IPv4 in IPv6 form; write `{meant}`")),
        Reading::Not => Some("must be an IP address such as `10.9.8.7` or `2001:db8::1`".to_owned()),
    }
}

/// Whether `text` is how `address` is usually written. Most texts end at the first letter that differs.
fn is_usual(address: Ipv6Addr, text: &str) -> bool {
    use core::fmt::Write;
    struct Rest<'a>(&'a str);
    impl Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> core::fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(core::fmt::Error)?;
            Ok(())
        }
    }
    let mut rest = Rest(text);
    write!(rest, "{address}").is_ok() && rest.0.is_empty()
}

/// The address in usual form that `text` would be without its leading zeros.
fn without_zeros(text: &str) -> Option<String> {
    if !text.contains(':') {
        return v4_without_zeros(text).map(|address| address.to_string());
    }
    let mut plain = String::with_capacity(text.len());
    for (index, part) in text.split(':').enumerate() {
        if index > 0 {
            plain.push(':');
        }
        if part.contains('.') {
            plain.push_str(&v4_without_zeros(part)?.to_string());
        } else {
            let short = part.trim_start_matches('0');
            plain.push_str(if short.is_empty() && !part.is_empty() { "0" } else { short });
        }
    }
    let address: Ipv6Addr = plain.parse().ok()?;
    Some(address.to_ipv4_mapped().map_or_else(|| address.to_string(), |inner| inner.to_string()))
}

fn v4_without_zeros(text: &str) -> Option<Ipv4Addr> {
    let mut parts = text.split('.');
    let mut octet = || {
        let part = parts.next().filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        let short = part.trim_start_matches('0');
        if short.is_empty() { Some(0) } else { short.parse::<u8>().ok() }
    };
    let address = Ipv4Addr::new(octet()?, octet()?, octet()?, octet()?);
    parts.next().is_none().then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_the_server_reads_them() {
        for text in ["0.0.0.0", "10.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "2001:db8::", "1:2:3:4:5:6:7:8"]
        {
            assert_eq!(read(text), Reading::Usual, "{text}");
        }
        for (text, usual) in [
            ("FE80::1", "fe80::1"),
            ("2001:db8:0:0:0::1", "2001:db8::1"),
            ("2001:0db8::1", "2001:db8::1"),
            ("::1.2.3.4", "::102:304"),
            ("0:0:0:0:0:0:0:0", "::"),
            ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
            ("1::2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
        ] {
            assert_eq!(read(text), Reading::Unusual(usual.to_owned()), "{text}");
        }
        for (text, meant) in
            [("010.1.1.1", "10.1.1.1"), ("1.2.3.000", "1.2.3.0"), ("00001::", "1::"), ("::ffff:1.02.3.4", "1.2.3.4")]
        {
            assert_eq!(read(text), Reading::LeadingZeros(meant.to_owned()), "{text}");
        }
        assert_eq!(read("::ffff:1.2.3.4"), Reading::Mapped("1.2.3.4".to_owned()));
        assert_eq!(read("::ffff:102:304"), Reading::Mapped("1.2.3.4".to_owned()));
        for text in ["", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "0256.1.1.1", "1.2.3.4/8", " 1.2.3.4", "a.b.c.d"] {
            assert_eq!(read(text), Reading::Not, "{text:?}");
        }
        for text in ["fe80::1%eth0", "1::2::3", "1:2:3:4:5:6:7:8::", ":1", "12345::", "g::", "::1.2.3", "1.2.3.-4"] {
            assert_eq!(read(text), Reading::Not, "{text:?}");
        }
    }
}
