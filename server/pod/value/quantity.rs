//! Quantities: `500m`, `128Mi`, `1e3`. Source: apimachinery's resource package at v1.36.
//! Knows the notation and the amount, not which amounts make sense where.

use crate::syntax::Scalar;

/// An amount, and the family of suffixes it was written with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quantity {
    /// Billionths; what is finer is rounded away from zero, as the server does.
    pub nanos: i128,
    /// How it was written.
    pub form: Form,
}

/// The family of suffixes a quantity was written with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// None, or `n` to `E`.
    Decimal,
    /// `Ki` to `Ei`.
    Binary,
    /// `e3`, `E-2`.
    Exponent,
}

const NANO: i128 = 1_000_000_000;
/// Far above what the server can hold, far below overflow.
const CAP: i128 = 1 << 125;

impl Quantity {
    /// Reads a quantity; none if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        let end = unsigned.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(unsigned.len());
        let (number, suffix) = (unsigned.get(..end)?, unsigned.get(end..)?);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if fraction.contains('.') || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let (base, power, form) = scale(suffix)?;
        let nanos = amount(whole, fraction, base, power);
        Some(Self { nanos: if negative { -nanos } else { nanos }, form })
    }

    /// What a scalar with this text means where a quantity belongs; none if it is no quantity.
    pub fn of(scalar: Scalar, text: &str) -> Option<Self> {
        match scalar {
            Scalar::String => Self::parse(text.trim()),
            Scalar::Integer(number) => Some(Self { nanos: number.checked_mul(NANO)?, form: Form::Decimal }),
            // Kubectl writes numbers anew, so that their notation is lost.
            Scalar::Float(number) if number.is_finite() => Self::parse(&format!("{number}")),
            _ => None,
        }
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        self.nanos % NANO == 0
    }

    /// The amount, if it is a whole number.
    pub fn whole(self) -> Option<i128> {
        self.is_whole().then_some(self.nanos / NANO)
    }
}

/// What a suffix multiplies by, as base and power.
fn scale(suffix: &str) -> Option<(u32, i32, Form)> {
    let (base, power, form) = match suffix {
        "n" => (10, -9, Form::Decimal),
        "u" => (10, -6, Form::Decimal),
        "m" => (10, -3, Form::Decimal),
        "" => (10, 0, Form::Decimal),
        "k" => (10, 3, Form::Decimal),
        "M" => (10, 6, Form::Decimal),
        "G" => (10, 9, Form::Decimal),
        "T" => (10, 12, Form::Decimal),
        "P" => (10, 15, Form::Decimal),
        "E" => (10, 18, Form::Decimal),
        "Ki" => (2, 10, Form::Binary),
        "Mi" => (2, 20, Form::Binary),
        "Gi" => (2, 30, Form::Binary),
        "Ti" => (2, 40, Form::Binary),
        "Pi" => (2, 50, Form::Binary),
        "Ei" => (2, 60, Form::Binary),
        _ => {
            let exponent = suffix.strip_prefix(['e', 'E'])?;
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            (10, exponent.parse().ok()?, Form::Exponent)
        }
    };
    Some((base, power, form))
}

/// `whole.fraction * base^power` in billionths, rounded up, never above [`CAP`].
fn amount(whole: &str, fraction: &str, base: u32, power: i32) -> i128 {
    let capped = |value: Option<i128>| value.map_or(CAP, |value| value.min(CAP));
    let mut digits: i128 = 0;
    let mut places = 0i32;
    let mut lost = false;
    for (index, byte) in whole.bytes().chain(fraction.bytes()).enumerate() {
        let after_point = index >= whole.len();
        // More digits than any amount needs, few enough to multiply with 2^60.
        if after_point && digits > 10i128.pow(17) {
            lost |= byte != b'0';
            continue;
        }
        digits = capped(digits.checked_mul(10).and_then(|digits| digits.checked_add(i128::from(byte - b'0'))));
        places += i32::from(after_point);
    }
    let (mut up, mut down) = (9 - places, 0u32);
    if base == 2 {
        digits = capped(digits.checked_mul(1i128 << power.clamp(0, 60)));
    } else {
        up = up.saturating_add(power);
    }
    if up < 0 {
        down = up.unsigned_abs();
        up = 0;
    }
    if digits == 0 {
        return 0;
    }
    let scaled = capped(10i128.checked_pow(up.unsigned_abs()).and_then(|factor| digits.checked_mul(factor)));
    let Some(divisor) = 10i128.checked_pow(down) else { return 1 };
    let rest = scaled % divisor != 0 || lost;
    (scaled / divisor + i128::from(rest)).min(CAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_as_the_server_reads_them() {
        for (text, nanos) in [
            ("1", NANO),
            ("+1", NANO),
            ("-1", -NANO),
            ("0", 0),
            ("1m", NANO / 1000),
            ("1n", 1),
            ("0.1n", 1),
            ("1.5Gi", 1_610_612_736 * NANO),
            ("1k", 1000 * NANO),
            ("1e3", 1000 * NANO),
            ("1E-3", NANO / 1000),
            ("1E", 1_000_000_000_000_000_000 * NANO),
            ("1Ei", (1 << 60) * NANO),
            (".5", NANO / 2),
            ("5.", 5 * NANO),
            ("1e999", CAP),
            ("1e-999", 1),
        ] {
            assert_eq!(Quantity::parse(text).map(|quantity| quantity.nanos), Some(nanos), "{text}");
        }
        for text in ["", "1 ", "1GB", "1mi", "1e", "1..2", ".", "1,5", "--1", "1K"] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
    }
}
