//! Shares of replicas: a whole number, or a percentage such as `25%`.

/// The number in front of the `%` of a percentage; none if `text` is anything else. A number too
/// large to hold counts as the largest.
pub fn percent(text: &str) -> Option<u32> {
    let digits = text.strip_suffix('%')?;
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| digits.parse().unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn only_digits_and_a_percent_sign_are_a_percentage() {
        assert_eq!(percent("25%"), Some(25));
        assert_eq!(percent("099%"), Some(99));
        assert_eq!(percent("99999999999%"), Some(u32::MAX));
        for wrong in ["", "%", "25", "2.5%", "-1%", "+1%", "25 %", "25%%", "x%"] {
            assert_eq!(percent(wrong), None, "{wrong:?}");
        }
    }
}
