//! What a scalar means to kubectl's parser: YAML 1.1 with Go's number syntax.
//!
//! `yes`, `on` and `y` are booleans, `0644` and `0o644` the same number, `1_000` a number,
//! `12:30` a string. Source: the resolver of go-yaml v2 as vendored by sigs.k8s.io/yaml, checked
//! against recorded answers of kube-apiserver v1.36. Knows no tree.

/// The type a plain scalar is given, with its value where it is not text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scalar {
    /// Nothing, `~` or `null`.
    Null,
    /// `true`, `no`, `On` …
    Bool(bool),
    /// A whole number, in any notation.
    Integer(i128),
    /// A number with a fraction or exponent, or not finite.
    Float(f64),
    /// Text.
    String,
}

impl Scalar {
    /// The name of the type, with its article.
    pub fn article_and_type(self) -> &'static str {
        match self {
            Scalar::Null => "nothing",
            Scalar::Bool(_) => "a boolean",
            Scalar::Integer(_) | Scalar::Float(_) => "a number",
            Scalar::String => "a string",
        }
    }

    /// What the plain scalar `text` means.
    pub fn of_plain(text: &str) -> Scalar {
        let Some(first) = text.as_bytes().first() else { return Scalar::Null };
        // No word that means something else than itself is longer than `false`, no number holds other letters.
        match first {
            b'~' | b'n' | b'N' | b'y' | b'Y' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' => {
                if text.len() <= "false".len() { word(text) } else { Scalar::String }
            }
            b'.' => special_float(text).or_else(|| decimal(text)).map_or(Scalar::String, Scalar::Float),
            b'0'..=b'9' | b'+' | b'-' if text.bytes().all(may_be_in_number) => number(text),
            _ => Scalar::String,
        }
    }
}

/// Digits of all notations, signs, and the letters of `0x`, `0o`, `1e5` and `.inf`.
fn may_be_in_number(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
        || matches!(byte, b'+' | b'-' | b'.' | b'_' | b'x' | b'X' | b'o' | b'O')
        || matches!(byte, b'i' | b'I' | b'n' | b'N')
}

fn word(text: &str) -> Scalar {
    match text {
        "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Scalar::Bool(true),
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Scalar::Bool(false),
        _ => Scalar::String,
    }
}

fn special_float(text: &str) -> Option<f64> {
    match text {
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

fn number(text: &str) -> Scalar {
    // Nearly all numbers are a port or a count.
    if text.len() <= 18 && !text.starts_with(['0', '+', '-']) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map_or(Scalar::String, Scalar::Integer);
    }
    if let Some(special) = special_float(text) {
        return Scalar::Float(special);
    }
    let digits = if text.contains('_') { text.replace('_', "") } else { String::new() };
    let digits = if digits.is_empty() { text } else { digits.as_str() };
    if let Some(integer) = integer(digits) {
        return Scalar::Integer(integer);
    }
    decimal(digits).map_or(Scalar::String, Scalar::Float)
}

/// Go's `ParseInt(_, 0, 64)` and, for positive numbers, `ParseUint(_, 0, 64)`.
fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let lower = digits.to_ascii_lowercase();
    let (radix, digits) = if let Some(hex) = lower.strip_prefix("0x") {
        (16, hex)
    } else if let Some(binary) = lower.strip_prefix("0b") {
        (2, binary)
    } else if let Some(octal) = lower.strip_prefix("0o") {
        (8, octal)
    } else if lower.len() > 1 && lower.starts_with('0') {
        (8, lower.get(1..)?)
    } else {
        (10, lower.as_str())
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let value = i128::from_str_radix(digits, radix).ok()?;
    let value = if negative { -value } else { value };
    let limit = if text.starts_with('+') { i128::from(i64::MAX) } else { i128::from(u64::MAX) };
    (i128::from(i64::MIN) <= value && value <= limit).then_some(value)
}

/// A decimal number: digits with at most one point, and an exponent.
fn decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (unsigned.get(..at)?, unsigned.get(at + 1..)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_ok = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && is_number(digits)
    });
    let some = !whole.is_empty() || !fraction.is_empty();
    (some && is_number(whole) && is_number(fraction) && exponent_ok).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_get_kubectls_types() {
        for (text, expected) in [
            ("", Scalar::Null),
            ("~", Scalar::Null),
            ("NULL", Scalar::Null),
            ("nUll", Scalar::String),
            ("yes", Scalar::Bool(true)),
            ("y", Scalar::Bool(true)),
            ("Off", Scalar::Bool(false)),
            ("oN", Scalar::String),
            ("0644", Scalar::Integer(420)),
            ("0o644", Scalar::Integer(420)),
            ("0x1F", Scalar::Integer(31)),
            ("0b11", Scalar::Integer(3)),
            ("-0b11", Scalar::Integer(-3)),
            ("1_000", Scalar::Integer(1000)),
            ("+5", Scalar::Integer(5)),
            ("18446744073709551615", Scalar::Integer(18_446_744_073_709_551_615)),
            ("089", Scalar::Float(89.0)),
            ("1.5", Scalar::Float(1.5)),
            ("3e1", Scalar::Float(30.0)),
            ("1.", Scalar::Float(1.0)),
            (".5", Scalar::Float(0.5)),
            ("-.inf", Scalar::Float(f64::NEG_INFINITY)),
            ("1.2.3", Scalar::String),
            ("12:30", Scalar::String),
            ("100m", Scalar::String),
            ("1e", Scalar::String),
            ("-", Scalar::String),
            ("--1", Scalar::String),
            (".", Scalar::String),
            ("2024-01-01", Scalar::String),
            ("<<", Scalar::String),
        ] {
            assert_eq!(Scalar::of_plain(text), expected, "{text:?}");
        }
    }
}
