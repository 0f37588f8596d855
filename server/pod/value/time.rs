//! Times: RFC 3339, as Go reads it. Source: Go's `time.Parse` with `2006-01-02T15:04:05Z07:00`,
//! which is a little wider than the standard: a single digit for the hour, a comma before fractions.

/// What is wrong with `text` as a time, in words that follow it in a sentence.
pub fn wrong(text: &str) -> Option<String> {
    let mut rest = text;
    match fields(&mut rest) {
        Some(true) if rest.is_empty() => None,
        Some(false) => Some("names no moment that exists; check month, day, hour, minute and second".to_owned()),
        _ => Some("must be a time such as `2006-01-02T15:04:05Z`".to_owned()),
    }
}

/// Takes a time off `rest`: none if it has another form, false if it has the form but a number is too
/// large.
fn fields(rest: &mut &str) -> Option<bool> {
    let year = number(rest, 4)?;
    let month = after(rest, "-", 2)?;
    let day = after(rest, "-", 2)?;
    *rest = rest.strip_prefix('T')?;
    let single = rest.as_bytes().get(1) == Some(&b':');
    let hour = number(rest, if single { 1 } else { 2 })?;
    let minute = after(rest, ":", 2)?;
    let second = after(rest, ":", 2)?;
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let end = fraction.trim_start_matches(|letter: char| letter.is_ascii_digit());
        if end.len() == fraction.len() {
            return None;
        }
        *rest = end;
    }
    let mut zone_fits = true;
    if let Some(end) = rest.strip_prefix('Z') {
        *rest = end;
    } else {
        *rest = rest.strip_prefix(['+', '-'])?;
        let hours = number(rest, 2)?;
        zone_fits = after(rest, ":", 2)? <= 60 && hours <= 24;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let date_fits = (1..=12).contains(&month) && (1..=days).contains(&day);
    Some(zone_fits && date_fits && hour < 24 && minute < 60 && second < 60)
}

fn after(rest: &mut &str, mark: &str, digits: usize) -> Option<u32> {
    *rest = rest.strip_prefix(mark)?;
    number(rest, digits)
}

fn number(rest: &mut &str, digits: usize) -> Option<u32> {
    let (number, end) = rest.split_at_checked(digits)?;
    *rest = end;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn times_are_read_as_go_reads_them() {
        for right in [
            "2024-01-01T00:00:00Z",
            "2024-02-29T23:59:59.123456789+02:00",
            "2024-01-01T1:00:00-00:30",
            "2024-01-01T00:00:00,5Z",
        ] {
            assert_eq!(wrong(right), None, "{right}");
        }
        for bad in [
            "",
            "yesterday",
            "2024-01-01",
            "2024-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01T00:00:00",
            "2024-01-01t00:00:00Z",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00Z ",
            "2024-01-01T00:00:00+0200",
            "2024-1-01T00:00:00Z",
            "é",
        ] {
            assert!(wrong(bad).is_some(), "{bad}");
        }
    }
}
