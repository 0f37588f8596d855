//! Quantities: `500m`, `1.5Gi`, `1e3`. Read, rounded and compared as apimachinery's `resource.Quantity`
//! does at v1.36, quirks included (`.` and `Mi` count as 0); no floats. Knows no fields.

use std::cmp::Ordering;
use std::fmt;

/// Parts of 10^-9, the finest the server keeps.
const NANO: i128 = 1_000_000_000;
/// Binary quantities are capped here, in parts of 10^-9.
const MAX_BINARY: i128 = i64::MAX as i128 * NANO;

/// The power of ten of each decimal suffix.
const DECIMAL: &[(&str, i32)] =
    &[("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18)];
/// The power of two of each binary suffix.
const BINARY: &[(&str, u32)] = &[("Ki", 10), ("Mi", 20), ("Gi", 30), ("Ti", 40), ("Pi", 50), ("Ei", 60)];

/// How a quantity is written, and will be shown again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `500m`, `2G`, or no suffix.
    Decimal,
    /// `1e3`
    Exponent,
    /// `64Mi`
    Binary,
}

/// An amount of something. Equal and ordered by value alone.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// In parts of 10^-9; what is too big for it stays at its end.
    nano: i128,
    form: Form,
}

impl Quantity {
    /// Nothing.
    pub const ZERO: Quantity = Quantity { nano: 0, form: Form::Decimal };

    /// The quantity `text` stands for, if it is one. Spaces around it do not count.
    pub fn parse(text: &str) -> Option<Quantity> {
        let parts = Parts::of(trimmed(text))?;
        let scale = Scale::of(parts.suffix)?;
        // The server's slow path wants to see a digit, its fast path takes none for 0.
        if !parts.has_digit && !scale.is_fast(parts) {
            return None;
        }
        Some(parts.quantity(scale))
    }

    /// The quantity of a whole number.
    pub fn whole(number: i128) -> Quantity {
        Quantity { nano: number.saturating_mul(NANO), form: Form::Decimal }
    }

    /// As it is stored in limits and requests: rounded away from zero to thousandths.
    #[must_use]
    pub fn stored(self) -> Quantity {
        const MILLI: i128 = 1_000_000;
        match self.nano % MILLI {
            0 => self,
            rest if self.nano > 0 => Self { nano: self.nano.saturating_add(MILLI - rest), ..self },
            rest => Self { nano: self.nano.saturating_sub(MILLI + rest), ..self },
        }
    }

    /// Its size in parts of 10^-9, and how it is written.
    pub fn parts(self) -> (i128, Form) {
        (self.nano, self.form)
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        self.nano < 0
    }

    /// A whole number.
    pub fn is_whole(self) -> bool {
        self.nano % NANO == 0
    }

    /// The whole number at or above it, written as a plain number.
    #[must_use]
    pub fn rounded_up(self) -> Quantity {
        Self::whole(self.units())
    }

    /// The whole number at or above it.
    fn units(self) -> i128 {
        self.nano.div_euclid(NANO) + i128::from(!self.is_whole())
    }

    /// Whether it is a whole number of times `page`, itself a whole number above zero.
    pub fn is_multiple_of(self, page: Quantity) -> bool {
        page.is_whole() && page.units() > 0 && self.units() % page.units() == 0
    }

    /// The least multiple of `page`, and at least one, that is not below it; as many of `page`'s units.
    pub fn next_multiple_of(self, page: Quantity) -> Option<Quantity> {
        let size = page.units();
        (size > 0).then(|| {
            let pages = self.units().max(1).div_euclid(size) + i128::from(self.units().max(1) % size != 0);
            Self { nano: pages.saturating_mul(size).saturating_mul(NANO), form: page.form }
        })
    }

    /// The sum, in the form of the first that is not zero.
    #[must_use]
    pub fn plus(self, other: Quantity) -> Quantity {
        let form = if self.nano == 0 { other.form } else { self.form };
        Self { nano: self.nano.saturating_add(other.nano), form }
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.nano == other.nano
    }
}

impl Eq for Quantity {}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        self.nano.cmp(&other.nano)
    }
}

impl fmt::Display for Quantity {
    /// The server's canonical form: the largest suffix that leaves a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.form == Form::Binary && self.is_whole() && self.nano.abs() >= 1024 * NANO {
            let (mut number, mut suffix) = (self.nano / NANO, "");
            for (name, _) in BINARY {
                if number % 1024 != 0 {
                    break;
                }
                number /= 1024;
                suffix = name;
            }
            return write!(f, "{number}{suffix}");
        }
        let (mut number, mut exponent) = (self.nano, -9);
        while number != 0 && exponent < 18 && number % 1000 == 0 {
            number /= 1000;
            exponent += 3;
        }
        match DECIMAL.iter().find(|(_, power)| *power == exponent) {
            _ if number == 0 => f.write_str("0"),
            Some((suffix, _)) if self.form != Form::Exponent || exponent == 0 => write!(f, "{number}{suffix}"),
            _ => write!(f, "{number}e{exponent}"),
        }
    }
}

/// Whether a divisor of `resourceFieldRef` is one the server takes. It compares the text it would
/// show: the written one where that is canonical already, so `+1`, `01` and `1e3` are refused while
/// `1000` (which becomes `1k`) is not. `milli` for CPU: `1` and `1m`; else `1` and one of each suffix.
pub fn is_divisor(text: &str, milli: bool) -> bool {
    let text = trimmed(text);
    let Some(quantity) = Quantity::parse(text) else { return false };
    if quantity.nano == 0 {
        return true;
    }
    let shown = if keeps_text(text) { text.to_owned() } else { quantity.to_string() };
    let Some(suffix) = shown.strip_prefix('1') else { return false };
    if milli {
        return matches!(suffix, "" | "m");
    }
    BINARY.iter().any(|(name, _)| *name == suffix) || DECIMAL.iter().any(|(name, power)| *name == suffix && *power >= 0)
}

/// Whether the server shows a quantity again as it was written.
fn keeps_text(text: &str) -> bool {
    let Some(parts) = Parts::of(text) else { return false };
    match Scale::of(parts.suffix) {
        Some(scale @ Scale::Binary(_)) => {
            let last = parts.whole.parse::<i64>().unwrap_or_default();
            scale.is_fast(parts) && last & 7 != 0
        }
        Some(scale @ (Scale::Decimal(power) | Scale::Exponent(power))) => {
            let zeros = parts.fraction.is_empty() && parts.whole.ends_with("000") || parts.fraction.ends_with("000");
            let first = if parts.whole.is_empty() { "0" } else { parts.whole };
            scale.is_fast(parts)
                && power.wrapping_sub(parts.fraction.len() as i32) % 3 == 0
                && !zeros
                && !first.starts_with('0')
        }
        None => false,
    }
}

/// Spaces at the edges, as they reach the server: it takes them off, but sees `\t` and `\n` escaped.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| {
        letter == ' ' || (!letter.is_ascii() && letter.is_whitespace() && !matches!(letter, '\u{2028}' | '\u{2029}'))
    })
}

/// What a suffix multiplies by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Decimal(i32),
    Exponent(i32),
    Binary(u32),
}

impl Scale {
    fn of(suffix: &str) -> Option<Scale> {
        if let Some((_, power)) = DECIMAL.iter().find(|(name, _)| *name == suffix) {
            return Some(Scale::Decimal(*power));
        }
        if let Some((_, power)) = BINARY.iter().find(|(name, _)| *name == suffix) {
            return Some(Scale::Binary(*power));
        }
        let digits = suffix.strip_prefix(['e', 'E'])?;
        let power: i64 = digits.parse().ok()?;
        // The server cuts it to 32 bits.
        Some(Scale::Exponent(power as i32))
    }

    /// Whether the server reads the number as 64-bit digits, not as a big decimal.
    fn is_fast(self, parts: Parts<'_>) -> bool {
        let digits = (parts.whole.len().max(1) + parts.fraction.len()) as i64;
        match self {
            Scale::Decimal(power) | Scale::Exponent(power) => {
                digits <= 18 && i64::from(power) - parts.fraction.len() as i64 >= -9
            }
            Scale::Binary(power) => parts.fraction.is_empty() && 14 - digits - i64::from(power * 3 / 10) >= 0,
        }
    }
}

/// The parts of a quantity.
#[derive(Clone, Copy)]
struct Parts<'a> {
    negative: bool,
    /// The digits before the point, leading zeros left out.
    whole: &'a str,
    /// The digits behind the point.
    fraction: &'a str,
    /// Some digit stands there, be it a zero.
    has_digit: bool,
    suffix: &'a str,
}

impl<'a> Parts<'a> {
    /// Cuts `text` up as the server's scanner does.
    fn of(text: &'a str) -> Option<Parts<'a>> {
        if text.is_empty() {
            return None;
        }
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (negative, all) = (text.starts_with('-'), unsigned);
        let significant = all.trim_start_matches('0');
        let (whole, rest) = digits(significant);
        let (fraction, suffix) = match rest.strip_prefix('.') {
            Some(rest) => digits(rest),
            None => ("", rest),
        };
        let has_digit = significant.len() < all.len() || !whole.is_empty() || !fraction.is_empty();
        let has_digit = has_digit || unsigned.is_empty();
        let behind = suffix.trim_start_matches(['e', 'E', 'i', 'n', 'u', 'm', 'k', 'K', 'M', 'G', 'T', 'P']);
        let behind = behind.strip_prefix(['-', '+']).unwrap_or(behind);
        digits(behind).1.is_empty().then_some(Parts { negative, whole, fraction, has_digit, suffix })
    }

    fn quantity(self, scale: Scale) -> Quantity {
        let form = match scale {
            Scale::Decimal(_) => Form::Decimal,
            Scale::Exponent(_) => Form::Exponent,
            Scale::Binary(_) => Form::Binary,
        };
        let size = self.nano(scale).unwrap_or(i128::MAX);
        let size = if form == Form::Binary { size.min(MAX_BINARY) } else { size };
        Quantity { nano: if self.negative { -size } else { size }, form }
    }

    /// Its size in parts of 10^-9, rounded up; none if it is too big to count.
    fn nano(self, scale: Scale) -> Option<i128> {
        // More digits than fit only tell whether there is something to round up.
        let room = 37usize.saturating_sub(self.whole.len()).min(24);
        let (kept, cut) = self.fraction.split_at_checked(room).unwrap_or((self.fraction, ""));
        let rest = cut.bytes().any(|digit| digit != b'0');
        let mut mantissa: i128 = 0;
        for digit in self.whole.bytes().chain(kept.bytes()) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        if mantissa == 0 && !rest {
            return Some(0);
        }
        let power = match scale {
            Scale::Decimal(power) | Scale::Exponent(power) => i64::from(power),
            Scale::Binary(power) => {
                mantissa = mantissa.checked_mul(1i128.checked_shl(power)?)?;
                0
            }
        };
        let shift = power - kept.len() as i64 + 9;
        if let Ok(up) = u32::try_from(shift) {
            return mantissa.checked_mul(10i128.checked_pow(up)?);
        }
        let Some(divisor) = u32::try_from(-shift).ok().and_then(|down| 10i128.checked_pow(down)) else {
            return Some(1);
        };
        Some(mantissa / divisor + i128::from(rest || mantissa % divisor != 0))
    }
}

/// The leading digits of `text`, and what is behind them.
fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quantities_exactly_where_the_server_says_so() {
        for (text, shown) in [
            ("0", "0"),
            ("1", "1"),
            ("+1", "1"),
            ("-1", "-1"),
            ("1.5", "1500m"),
            ("1500m", "1500m"),
            ("1.5Gi", "1536Mi"),
            ("1024Mi", "1Gi"),
            ("0.5Ki", "512"),
            ("1000", "1k"),
            ("128M", "128M"),
            ("1e3", "1e3"),
            ("1E3", "1e3"),
            ("1E", "1E"),
            ("1e-3", "1e-3"),
            ("0.1n", "1n"),
            ("1.", "1"),
            (".5", "500m"),
            ("Mi", "0"),
            (".", "0"),
            ("-", "0"),
            ("16Ei", "9223372036854775807"),
            (" 100m ", "100m"),
            ("0000000000000000000000000000000000000000001", "1"),
            ("1.000000000000000000000000000000000000000000000", "1"),
        ] {
            let quantity = Quantity::parse(text).map(|quantity| quantity.to_string());
            assert_eq!(quantity.as_deref(), Some(shown), "{text}");
        }
        for text in [
            "", " ", "1 Gi", "128mi", "1K", "1GB", "1,5Gi", "1..2", "1e", "1e+", "abc", "0x10", "1_000", "Pi",
            "100m\n", "é",
        ] {
            assert!(Quantity::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn amounts_are_compared_and_rounded_without_loss() {
        let read = |text: &str| Quantity::parse(text).unwrap_or(Quantity::ZERO);
        for (less, more) in [("1", "1001m"), ("1G", "1Gi"), ("1n", "1u"), ("-1", "0"), ("1Ei", "1e20"), ("9E", "1e30")]
        {
            assert!(read(less) < read(more), "{less} < {more}");
        }
        for (one, same) in [("1000m", "1"), ("1Gi", "1024Mi"), ("1e3", "1k"), ("1e100", "1e200")] {
            assert_eq!(read(one), read(same));
        }
        assert_eq!(read("0.1m").stored(), read("1m"));
        assert_eq!(read("-0.1m").stored(), read("-1m"));
        assert_eq!(read("1500m").rounded_up(), read("2"));
        assert!(read("4Mi").is_multiple_of(read("2Mi")) && !read("5M").is_multiple_of(read("2Mi")));
        assert_eq!(read("5M").next_multiple_of(read("2Mi")).map(|next| next.to_string()).as_deref(), Some("6Mi"));
        assert_eq!(read("1Gi").plus(read("1M")).to_string(), "1074741824");
    }

    #[test]
    fn divisors_are_one_of_some_unit_as_the_server_shows_it() {
        for text in ["1", "1Mi", "1k", "1000", "1024Ki", "1.0", "0", "10e-1"] {
            assert!(is_divisor(text, false), "{text}");
        }
        for text in ["2", "1m", "1024", "1e3", "1e0", "+1", "01", "-1", "1n"] {
            assert!(!is_divisor(text, false), "{text}");
        }
        for (text, good) in [("1", true), ("1m", true), ("0.001", true), ("10m", false), ("1k", false)] {
            assert_eq!(is_divisor(text, true), good, "{text}");
        }
    }
}
