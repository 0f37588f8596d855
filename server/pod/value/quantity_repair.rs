//! What somebody meant who wrote something that is no quantity: `128mb`, `1,5Gi`, `100 m`, `0x10`.
//! Knows spelling habits; the grammar itself is `quantity`'s.

use super::quantity::Quantity;

/// A quantity that may have been meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// The quantity.
    pub text: String,
    /// It can mean nothing else: only spaces and the case of a binary suffix differ.
    pub sure: bool,
}

/// Units as people write them, in lower case, and the suffixes they stand for, the likeliest first.
const UNITS: &[(&[&str], &[&str])] = &[
    (&["", "b", "byte", "bytes", "core", "cores", "cpu", "cpus", "vcpu", "vcpus"], &[""]),
    (&["mc", "mcore", "mcores", "mcpu", "mcpus", "millicore", "millicores", "millicpu", "millicpus", "milli"], &["m"]),
    (&["k", "kb", "kbyte", "kbytes", "kilo", "kilobyte", "kilobytes"], &["k", "Ki"]),
    (&["ki", "kib", "kibibyte", "kibibytes"], &["Ki"]),
    (&["mb", "mbyte", "mbytes", "meg", "megs", "mega", "megabyte", "megabytes"], &["M", "Mi"]),
    (&["mi", "mib", "mebibyte", "mebibytes"], &["Mi"]),
    (&["g", "gb", "gbyte", "gbytes", "gig", "gigs", "giga", "gigabyte", "gigabytes"], &["G", "Gi"]),
    (&["gi", "gib", "gibibyte", "gibibytes"], &["Gi"]),
    (&["t", "tb", "tbyte", "tbytes", "tera", "terabyte", "terabytes"], &["T", "Ti"]),
    (&["ti", "tib", "tebibyte", "tebibytes"], &["Ti"]),
    (&["p", "pb", "petabyte", "petabytes"], &["P", "Pi"]),
    (&["pi", "pib", "pebibyte", "pebibytes"], &["Pi"]),
    (&["eb", "exabyte", "exabytes"], &["E", "Ei"]),
    (&["ei", "eib", "exbibyte", "exbibytes"], &["Ei"]),
];

/// The quantities that `text`, which is none, was likely meant to be; the likeliest first.
pub fn repairs(text: &str) -> Vec<Repair> {
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '_').collect();
    let spaces_only = !text.contains('_');
    if let Some(number) = hexadecimal(&compact) {
        return vec![Repair { text: number.to_string(), sure: false }];
    }
    let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '+' | '-');
    let end = compact.find(|letter| !is_number(letter)).unwrap_or(compact.len());
    let Some((number, unit)) = compact.split_at_checked(end) else { return Vec::new() };
    if !number.contains(|letter: char| letter.is_ascii_digit()) {
        return Vec::new();
    }
    let numbers = numbers(number);
    let same_number = numbers.first().is_some_and(|first| first == number);
    let mut found: Vec<Repair> = Vec::new();
    for number in &numbers {
        for suffix in suffixes(unit) {
            let text = format!("{number}{suffix}");
            if Quantity::parse(&text).is_none() || found.iter().any(|known| known.text == text) {
                continue;
            }
            let same_unit = suffix == unit || (suffix.ends_with('i') && suffix.eq_ignore_ascii_case(unit));
            found.push(Repair { text, sure: spaces_only && same_number && same_unit });
        }
    }
    found.truncate(2);
    found
}

/// The suffixes a unit may stand for: itself where it is one.
fn suffixes(unit: &str) -> Vec<&str> {
    if Quantity::parse(&format!("1{unit}")).is_some() {
        return vec![unit];
    }
    let lower = unit.to_ascii_lowercase();
    let lower = lower.trim_end_matches('.');
    UNITS.iter().find(|(names, _)| names.contains(&lower)).map(|(_, suffixes)| suffixes.to_vec()).unwrap_or_default()
}

/// The ways to read the digits: a comma is a decimal point, or parts thousands.
fn numbers(number: &str) -> Vec<String> {
    let number = number.replace('\'', "");
    let commas = number.matches(',').count();
    let dots = number.matches('.').count();
    if commas == 0 {
        return match dots {
            0 | 1 => vec![number],
            _ if number.contains("..") => vec![collapse(&number)],
            _ => vec![number.replace('.', "")],
        };
    }
    let last_comma = number.rfind(',').unwrap_or(0);
    let last_dot = number.rfind('.');
    if last_dot.is_some_and(|dot| dot > last_comma) || (commas > 1 && dots == 0) {
        return vec![number.replace(',', "")];
    }
    let point = number.replace('.', "").replace(',', ".");
    if number.len() - last_comma == 4 && dots == 0 {
        return vec![number.replace(',', ""), point];
    }
    vec![point]
}

/// Several points in a row made one.
fn collapse(number: &str) -> String {
    let mut text = String::new();
    for letter in number.chars() {
        if letter != '.' || !text.ends_with('.') {
            text.push(letter);
        }
    }
    text
}

fn hexadecimal(text: &str) -> Option<u64> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))?;
    u64::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::repairs;

    #[test]
    fn habits_lead_to_the_nearest_quantity() {
        for (wrong, right) in [
            ("128mb", &["128M", "128Mi"][..]),
            ("1GB", &["1G", "1Gi"]),
            ("256MiB", &["256Mi"]),
            ("100 m", &["100m"]),
            ("100M i", &["100Mi"]),
            ("1,5Gi", &["1.5Gi"]),
            ("1,024Mi", &["1024Mi", "1.024Mi"]),
            ("1.024,5Mi", &["1024.5Mi"]),
            ("128mi", &["128Mi"]),
            ("1_000Mi", &["1000Mi"]),
            ("1..2", &["1.2"]),
            ("1 core", &["1"]),
            ("500 millicores", &["500m"]),
            ("1K", &["1k", "1Ki"]),
            ("0x10", &["16"]),
            ("abc", &[]),
            ("", &[]),
            ("1e", &[]),
            ("🚀", &[]),
        ] {
            let found: Vec<String> = repairs(wrong).into_iter().map(|repair| repair.text).collect();
            assert_eq!(found, right, "{wrong}");
        }
        let sure = |text: &str| repairs(text).first().is_some_and(|repair| repair.sure);
        assert!(sure("128mi") && sure("100 m"));
        assert!(!sure("128MB") && !sure("1,5Gi") && !sure("1K"));
    }
}
