//! Names of iSCSI targets and initiators, and addresses with a port. Source: kube-apiserver v1.36.
//! Says what is wrong in words that follow the value in a sentence.

/// The name of a target or initiator: `iqn.2001-04.com.example:disk`, `eui.` with 16 or `naa.` with
/// 32 letters or digits.
pub fn name(text: &str) -> Option<String> {
    let (good, form) = if text.starts_with("iqn") {
        // The server looks for the form anywhere up to the end.
        let good = text.match_indices("iqn.").any(|(at, _)| text.get(at + 4..).is_some_and(is_qualified));
        (good, "`iqn.YYYY-MM.DOMAIN:NAME`, such as `iqn.2001-04.com.example:disk`")
    } else if let Some(rest) = text.strip_prefix("eui") {
        (is_code(rest, 16), "`eui.` and 16 letters or digits")
    } else if let Some(rest) = text.strip_prefix("naa") {
        (is_code(rest, 32), "`naa.` and 32 letters or digits")
    } else {
        return Some("must begin with `iqn.`, `eui.` or `naa.`".to_owned());
    };
    (!good).then(|| format!("must have the form {form}"))
}

/// `2001-04.com.example:disk`
fn is_qualified(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(8) else { return false };
    let dated = date.bytes().enumerate().all(|(index, byte)| match index {
        4 => byte == b'-',
        7 => byte == b'.',
        _ => byte.is_ascii_digit(),
    });
    let Some((domain, name)) = rest.split_once(':') else { return false };
    let in_domain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let in_name =
        |letter: char| !matches!(letter, ',' | ';' | '*' | '&' | '$' | '|' | ' ' | '\t' | '\n' | '\r' | '\x0c');
    dated && !domain.is_empty() && domain.bytes().all(in_domain) && !name.is_empty() && name.chars().all(in_name)
}

/// One character, whichever, and `length` letters or digits.
fn is_code(text: &str, length: usize) -> bool {
    let mut letters = text.chars();
    let separated = letters.next().is_some_and(|separator| separator != '\n');
    let rest = letters.as_str();
    separated && rest.len() == length && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether `text` is `host:port` or `[address]:port`; either part may be empty, as it may for Go.
pub fn is_host_and_port(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    if port.contains(['[', ']']) {
        return false;
    }
    match host.strip_prefix('[') {
        Some(address) => address.strip_suffix(']').is_some_and(|address| !address.contains(['[', ']'])),
        None => !host.contains([':', '[', ']']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_their_forms() {
        for good in [
            "iqn.2001-04.com.example:disk1",
            "iqn.2001-04.com.example:storage:a/b",
            "eui.02004567A425678D",
            "naa.60004567BA64678D0123456789ABCDEF",
        ] {
            assert_eq!(name(good), None, "{good}");
        }
        for bad in [
            "",
            "x",
            "IQN.2001-04.com.example:disk",
            "iqn.bad",
            "iqn.2001-04.com.example",
            "iqn.2001-04.com.example:",
            "iqn.2001-04.com.example:a b",
            "iqn.01-04.com.example:a",
            "iqn.2001-04.é:a",
            "eui.0200",
            "naa.0200",
            "eui",
        ] {
            assert!(name(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn addresses_have_a_port() {
        for good in ["a:1", "[::1]:80", ":1", "a:", "10.0.0.1:7861"] {
            assert!(is_host_and_port(good), "{good}");
        }
        for bad in ["", "a", "::1", "[::1]", "[::1", "a:1:2", "[a]b:1"] {
            assert!(!is_host_and_port(bad), "{bad}");
        }
    }
}
