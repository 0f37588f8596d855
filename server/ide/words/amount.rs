//! Amounts in plain words: cores, bytes, seconds, rights on a file. Knows numbers, not where they stand.

use crate::pod::value::quantity::{Form, Quantity};

/// What an amount counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ide) enum Measure {
    /// Processor cores.
    Cores,
    /// Bytes of memory or storage.
    Bytes,
    /// Pieces.
    Count,
}

const NANO: i128 = 1_000_000_000;
const MILLI: i128 = 1_000_000;

impl Measure {
    /// What an amount of `resource` counts.
    pub(in crate::ide) fn of(resource: &str) -> Measure {
        let name = resource.trim_start_matches("requests.").trim_start_matches("limits.");
        match name {
            "cpu" => Measure::Cores,
            "memory" | "storage" | "ephemeral-storage" | "sizeLimit" => Measure::Bytes,
            name if name.starts_with("hugepages-") => Measure::Bytes,
            _ => Measure::Count,
        }
    }

    /// `amount` in full: `268,435,456 bytes (256 MiB, about 268 MB)`, `half a core`.
    pub(in crate::ide) fn words(self, amount: Quantity) -> String {
        let (nano, _) = amount.parts();
        match self {
            Measure::Cores => cores(nano),
            Measure::Bytes if nano > 0 && nano < NANO => format!("{} of a byte", decimal(nano, NANO)),
            Measure::Bytes => bytes(nano.div_euclid(NANO) + i128::from(nano % NANO != 0)),
            Measure::Count => decimal(nano, NANO),
        }
    }

    /// `amount` in short, as people would write it: `256Mi`, `500m`, `1.5Gi`.
    pub(in crate::ide) fn short(self, amount: Quantity) -> String {
        let (nano, form) = amount.parts();
        match (self, form) {
            (Measure::Bytes, Form::Decimal | Form::Exponent) => {
                // A plain number of bytes mostly comes from a binary one.
                let shown = amount.to_string();
                let whole = nano / NANO;
                let is_plain = shown.ends_with(|letter: char| letter.is_ascii_digit()) && form == Form::Decimal;
                let even = BINARY.iter().rev().find(|(size, _)| is_plain && whole > 0 && whole % size == 0);
                even.map_or(shown, |(size, name)| format!("{}{name}", whole / size))
            }
            (Measure::Bytes, Form::Binary) => {
                let whole = nano / NANO;
                let unit = BINARY.iter().rev().find(|(size, _)| whole >= *size && whole * 100 % size == 0);
                unit.map_or_else(
                    || amount.to_string(),
                    |(size, name)| format!("{}{name}", decimal(whole, *size).replace(',', "")),
                )
            }
            _ => amount.to_string(),
        }
    }

    /// What stands behind a number that is not plain as written; nothing where it is.
    pub(in crate::ide) fn hint(self, written: &str) -> Option<String> {
        let amount = Quantity::parse(written)?;
        let (nano, form) = amount.parts();
        let has_suffix = written.ends_with(|letter: char| letter.is_ascii_alphabetic());
        match self {
            Measure::Bytes if nano > 0 && (nano < NANO || written.ends_with('m')) => Some(self.words(amount)),
            Measure::Bytes if form == Form::Exponent => Some(about(nano / NANO)),
            Measure::Bytes if !has_suffix && nano >= 1024 * NANO => Some(about(nano / NANO)),
            Measure::Bytes if written.ends_with("Ki") && nano >= 1024 * 1024 * NANO => Some(about(nano / NANO)),
            Measure::Bytes if written.ends_with("Mi") && nano >= 10 * 1024 * 1024 * 1024 * NANO => {
                Some(about(nano / NANO))
            }
            Measure::Cores if written.ends_with('m') && nano > 1000 * MILLI => Some(cores(nano)),
            Measure::Cores if written.ends_with(['n', 'u']) || form == Form::Exponent => Some(cores(nano)),
            _ => None,
        }
    }
}

const BINARY: [(i128, &str); 6] =
    [(1 << 10, "Ki"), (1 << 20, "Mi"), (1 << 30, "Gi"), (1 << 40, "Ti"), (1 << 50, "Pi"), (1 << 60, "Ei")];
const DECIMAL: [(i128, &str); 6] = [
    (1_000, "kB"),
    (1_000_000, "MB"),
    (1_000_000_000, "GB"),
    (1_000_000_000_000, "TB"),
    (1_000_000_000_000_000, "PB"),
    (1_000_000_000_000_000_000, "EB"),
];

fn cores(nano: i128) -> String {
    match nano / MILLI {
        _ if nano % MILLI != 0 => format!("{} cores", decimal(nano, NANO)),
        1000 => "one core".to_owned(),
        750 => "three quarters of a core".to_owned(),
        500 => "half a core".to_owned(),
        250 => "a quarter of a core".to_owned(),
        100 => "a tenth of a core".to_owned(),
        10 => "a hundredth of a core".to_owned(),
        1 => "a thousandth of a core".to_owned(),
        milli if milli > 0 && milli < 1000 => format!("{} of a core", decimal(nano, NANO)),
        _ => format!("{} cores", decimal(nano, NANO)),
    }
}

fn bytes(bytes: i128) -> String {
    let exact = format!("{} {}", thousands(bytes), if bytes == 1 { "byte" } else { "bytes" });
    if bytes < 1000 {
        return exact;
    }
    let binary = in_units(bytes, &BINARY).map(|text| format!("{text}B"));
    let parts: Vec<String> = binary.into_iter().chain(in_units(bytes, &DECIMAL)).collect();
    format!("{exact} ({})", parts.join(", "))
}

/// `1 GiB`, `about 1.5 GiB`
fn about(bytes: i128) -> String {
    in_units(bytes, &BINARY).map_or_else(|| self::bytes(bytes), |text| format!("{text}B"))
}

/// `256 MiB`, `about 268.4 MB`; nothing for less than one of the smallest unit.
fn in_units(bytes: i128, units: &[(i128, &str)]) -> Option<String> {
    let (size, name) = units.iter().rev().find(|(size, _)| bytes >= *size)?;
    let tenths = (bytes * 10 + size / 2) / size;
    let exact = if bytes * 10 % size == 0 { "" } else { "about " };
    let number = if tenths % 10 == 0 || tenths >= 1000 {
        thousands((tenths + if tenths >= 1000 { 5 } else { 0 }) / 10)
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    let exact = if tenths >= 1000 && tenths % 10 != 0 { "about " } else { exact };
    Some(format!("{exact}{number} {name}"))
}

/// `1,048,576`
pub(in crate::ide) fn thousands(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `amount` / `of` with as many digits behind the point as it takes.
fn decimal(amount: i128, of: i128) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let (whole, mut rest) = (amount.abs() / of, amount.abs() % of);
    let mut digits = String::new();
    while rest != 0 && digits.len() < 9 {
        rest *= 10;
        digits.push_str(&(rest / of).to_string());
        rest %= of;
    }
    let point = if digits.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{digits}", thousands(whole))
}

/// `45 s`, `1 min 30 s`, `2 h`, `1 day`: the two largest units.
pub(in crate::ide) fn seconds(seconds: i64) -> String {
    const UNITS: [(i64, &str); 4] = [(86_400, "day"), (3_600, "h"), (60, "min"), (1, "s")];
    let mut rest = seconds.max(0);
    let mut parts = Vec::new();
    for (size, name) in UNITS {
        let count = rest / size;
        rest %= size;
        if count > 0 && parts.len() < 2 {
            let plural = if name == "day" && count > 1 { "s" } else { "" };
            parts.push(format!("{} {name}{plural}", thousands(i128::from(count))));
        }
    }
    if parts.is_empty() { "0 s".to_owned() } else { parts.join(" ") }
}

/// The rights on a file: `0644, rw-r--r--: the owner reads and writes, the group and all others read`.
pub(in crate::ide) fn mode(mode: i64) -> Option<String> {
    let mode = u32::try_from(mode).ok().filter(|mode| *mode <= 0o7777)?;
    let bits = |shift: u32| (mode >> shift) & 7;
    let letters = |bits: u32| {
        let letter = |bit: u32, letter: char| if bits & bit != 0 { letter } else { '-' };
        [letter(4, 'r'), letter(2, 'w'), letter(1, 'x')].into_iter().collect::<String>()
    };
    let may = |bits: u32| match bits {
        0 => "nothing",
        1 => "execute",
        2 => "write",
        3 => "write and execute",
        4 => "read",
        5 => "read and execute",
        6 => "read and write",
        _ => "read, write and execute",
    };
    let rights = format!("{}{}{}", letters(bits(6)), letters(bits(3)), letters(bits(0)));
    let (owner, group, others) = (may(bits(6)), may(bits(3)), may(bits(0)));
    let words = if group == others {
        format!("the owner may {owner}, everyone else {group}")
    } else {
        format!("the owner may {owner}, the group {group}, others {others}")
    };
    Some(format!("`0{mode:03o}`, `{rights}`: {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_in_plain_words() {
        for (measure, text, words) in [
            (Measure::Bytes, "256Mi", "268,435,456 bytes (256 MiB, about 268 MB)"),
            (Measure::Bytes, "512M", "512,000,000 bytes (about 488 MiB, 512 MB)"),
            (Measure::Bytes, "1.5Gi", "1,610,612,736 bytes (1.5 GiB, about 1.6 GB)"),
            (Measure::Bytes, "400m", "0.4 of a byte"),
            (Measure::Bytes, "100", "100 bytes"),
            (Measure::Bytes, "1", "1 byte"),
            (Measure::Bytes, "1000", "1,000 bytes (1 kB)"),
            (Measure::Cores, "500m", "half a core"),
            (Measure::Cores, "1", "one core"),
            (Measure::Cores, "2500m", "2.5 cores"),
            (Measure::Cores, "350m", "0.35 of a core"),
            (Measure::Cores, "0", "0 cores"),
            (Measure::Count, "2k", "2,000"),
        ] {
            assert_eq!(measure.words(Quantity::parse(text).unwrap_or(Quantity::ZERO)), words, "{text}");
        }
    }

    #[test]
    fn only_what_is_not_plain_gets_a_hint() {
        for (measure, text, hint) in [
            (Measure::Bytes, "64Mi", None),
            (Measure::Bytes, "1Gi", None),
            (Measure::Bytes, "134217728", Some("128 MiB")),
            (Measure::Bytes, "129e6", Some("about 123 MiB")),
            (Measure::Bytes, "400m", Some("0.4 of a byte")),
            (Measure::Bytes, "131072Ki", Some("128 MiB")),
            (Measure::Bytes, "65536Mi", Some("64 GiB")),
            (Measure::Cores, "500m", None),
            (Measure::Cores, "0.5", None),
            (Measure::Cores, "2500m", Some("2.5 cores")),
            (Measure::Bytes, "odd", None),
        ] {
            assert_eq!(measure.hint(text).as_deref(), hint, "{text}");
        }
    }

    #[test]
    fn short_forms_are_those_people_write() {
        for (text, short) in [
            ("512M", "512M"),
            ("134217728", "128Mi"),
            ("1000", "1k"),
            ("1e9", "1e9"),
            ("1.5Gi", "1.5Gi"),
            ("1536Mi", "1.5Gi"),
            ("1000Mi", "1000Mi"),
            ("0", "0"),
        ] {
            assert_eq!(Measure::Bytes.short(Quantity::parse(text).unwrap_or(Quantity::ZERO)), short, "{text}");
        }
    }

    #[test]
    fn seconds_and_modes_are_told() {
        for (number, words) in
            [(0, "0 s"), (45, "45 s"), (90, "1 min 30 s"), (3600, "1 h"), (86_400, "1 day"), (200_000, "2 days 7 h")]
        {
            assert_eq!(seconds(number), words);
        }
        assert_eq!(
            mode(0o644).as_deref(),
            Some("`0644`, `rw-r--r--`: the owner may read and write, everyone else read")
        );
        assert_eq!(
            mode(0o750).as_deref(),
            Some(
                "`0750`, `rwxr-x---`: the owner may read, write and execute, the group read and execute, others nothing"
            )
        );
        assert_eq!(mode(99_999), None);
    }
}
