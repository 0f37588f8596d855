//! Cron schedules, as a `CronJob` reads them: five fields, or a word behind `@`.
//! Source: `ParseStandard` of robfig/cron v3, which kube-apiserver calls.

use std::ops::Range;

/// What is wrong with a schedule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The part that is wrong, in bytes of the schedule.
    pub range: Range<usize>,
    /// What is wrong with it, as a sentence that names the part.
    pub message: String,
    /// What to write in its place, where there is one answer.
    pub instead: Option<&'static str>,
}

/// A field: its name, its smallest and largest number, and its words, the first one for the smallest.
pub(super) struct Field {
    name: &'static str,
    pub(super) least: u64,
    pub(super) most: u64,
    words: &'static [&'static str],
}

pub(super) const FIELDS: [Field; 5] = [
    Field { name: "minute", least: 0, most: 59, words: &[] },
    Field { name: "hour", least: 0, most: 23, words: &[] },
    Field { name: "day of the month", least: 1, most: 31, words: &[] },
    Field {
        name: "month",
        least: 1,
        most: 12,
        words: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    },
    Field { name: "weekday", least: 0, most: 6, words: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const WORDS: [&str; 7] = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// What is wrong with `schedule`, if anything: the first fault.
pub fn fault(schedule: &str) -> Option<Fault> {
    let all = 0..schedule.len();
    let fault = |message: String| Some(Fault { range: all.clone(), message, instead: None });
    if schedule.contains("TZ") {
        return fault("a schedule must not name a time zone; use the field `timeZone`".to_owned());
    }
    if let Some(interval) = schedule.strip_prefix("@every ") {
        return if is_duration(interval) {
            None
        } else {
            fault(format!("`{interval}` is not an interval; write it as `1h30m`"))
        };
    }
    if schedule.starts_with('@') {
        return if WORDS.contains(&schedule) {
            None
        } else {
            fault(format!(
                "`{schedule}` is not a schedule; write {} or `@every 1h`",
                WORDS.map(|word| format!("`{word}`")).join(", ")
            ))
        };
    }
    let count = schedule.split_whitespace().count();
    if count != FIELDS.len() {
        let message = format!("a schedule has 5 fields (minute, hour, day of the month, month, weekday), not {count}");
        return fault(message);
    }
    for (text, field) in schedule.split_whitespace().zip(&FIELDS) {
        for part in text.split(',').filter(|part| !part.is_empty()) {
            if let Some((message, instead)) = field.part(part) {
                let start = part.as_ptr() as usize - schedule.as_ptr() as usize;
                return Some(Fault { range: start..start + part.len(), message, instead });
            }
        }
    }
    None
}

impl Field {
    /// What is wrong with one of the parts between commas: `*`, `3`, `1-5`, `*/10`, `mon`.
    fn part(&self, part: &str) -> Option<(String, Option<&'static str>)> {
        let wrong = |message: String| Some((message, None));
        let name = self.name;
        let (least, most) = (self.least, self.most);
        let mut halves = part.split('/');
        let (range, step) = (halves.next().unwrap_or_default(), halves.next());
        let mut ends = range.split('-');
        let (low, high) = (ends.next().unwrap_or_default(), ends.next());
        let (start, mut end) = if matches!(low, "*" | "?") {
            (least, most)
        } else {
            let start = match self.number(low) {
                Ok(start) => start,
                Err(message) => return wrong(message),
            };
            let end = match high.map(|high| self.number(high)) {
                None => start,
                Some(Ok(end)) => end,
                Some(Err(message)) => return wrong(message),
            };
            if ends.next().is_some() {
                return wrong(format!("`{part}` has more than one `-`; separate ranges with `,`"));
            }
            (start, end)
        };
        if let Some(step) = step {
            match number(step) {
                Some(0) => return wrong(format!("the step of `{part}` must be at least 1")),
                Some(_) => {}
                None => return wrong(format!("`{step}` in `{part}` must be a whole number")),
            }
            if high.is_none() {
                end = most;
            }
        }
        if halves.next().is_some() {
            return wrong(format!("`{part}` has more than one `/`"));
        }
        if start < least || end > most {
            let instead = (name == "weekday" && part == "7").then_some("0");
            let sunday = if instead.is_some() { "; Sunday is `0`" } else { "" };
            return Some((format!("the {name} in `{part}` must lie between {least} and {most}{sunday}"), instead));
        }
        if start > end {
            return wrong(format!("`{part}` ends before it begins; write two ranges with a `,` between"));
        }
        None
    }

    /// The number that `text` is, or stands for.
    pub(super) fn number(&self, text: &str) -> Result<u64, String> {
        let word = self.words.iter().position(|word| word.eq_ignore_ascii_case(text));
        if let Some(index) = word {
            return Ok(self.least + index as u64);
        }
        number(text).ok_or_else(|| {
            if self.words.is_empty() {
                format!("`{text}` is not a valid {}; write a number, `*`, a range or a step", self.name)
            } else {
                let words = self.words.join("`, `");
                format!("`{text}` is not a valid {}; write a number, `*` or one of `{words}`", self.name)
            }
        })
    }
}

/// A whole number as Go's `Atoi` reads it, not negative.
pub(super) fn number(text: &str) -> Option<u64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse::<i64>().ok().filter(|value| !negative || *value == 0).map(|value| value as u64)
}

/// Whether `text` is a duration as Go reads it: `1h30m`, `1.5s`, `0`.
fn is_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    let mut total = 0.0;
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        let (amount, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let end = after.find(|letter: char| letter.is_ascii_digit() || letter == '.').unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(end).unwrap_or((after, ""));
        let seconds = match unit {
            "ns" => 1e-9,
            "us" | "µs" | "μs" => 1e-6,
            "ms" => 1e-3,
            "s" => 1.0,
            "m" => 60.0,
            "h" => 3600.0,
            _ => return false,
        };
        if amount.matches('.').count() > 1 || !amount.bytes().any(|byte| byte.is_ascii_digit()) {
            return false;
        }
        total += amount.trim_end_matches('.').parse::<f64>().unwrap_or_default() * seconds;
        rest = after;
    }
    // The longest duration Go can hold, a little under 293 years.
    !text.trim_start_matches(['+', '-']).is_empty() && total < 9.22e9
}

#[cfg(test)]
mod tests {
    use super::fault;
    use crate::text::cut;

    #[test]
    fn schedules_are_read_as_the_server_reads_them() {
        for right in [
            "* * * * *",
            "*/5 0-23/2 1,15 jan-DEC mon",
            "0\t0  1 1 ?",
            "5/15 * * * *",
            "1,,2 , * * *",
            "+5 05 * * *",
            "*-9 * * * *",
            "@daily",
            "@every 1h30m",
            "@every 1.5s",
            "@every -5m",
            "@every 0",
        ] {
            assert_eq!(fault(right), None, "{right}");
        }
        for (wrong, part) in [
            ("* * * *", "* * * *"),
            ("* * * * * *", "* * * * * *"),
            ("60 * * * *", "60"),
            ("* 24 * * *", "24"),
            ("* * 0 * *", "0"),
            ("* * 32 * *", "32"),
            ("* * * 13 *", "13"),
            ("* * * * 7", "7"),
            ("* * * * 1,5-7", "5-7"),
            ("*/0 * * * *", "*/0"),
            ("*/x * * * *", "*/x"),
            ("1/2/3 * * * *", "1/2/3"),
            ("1-2-3 * * * *", "1-2-3"),
            ("9-5 * * * *", "9-5"),
            ("a * * * *", "a"),
            ("* * * foo *", "foo"),
            ("* * * * mon-", "mon-"),
            ("-5 * * * *", "-5"),
            ("TZ=UTC * * * * *", "TZ=UTC * * * * *"),
            ("@never", "@never"),
            ("@Daily", "@Daily"),
            ("@every", "@every"),
            ("@every 5", "@every 5"),
            ("@every 1d", "@every 1d"),
            ("@every h", "@every h"),
            ("@every ", "@every "),
            ("é * * * *", "é"),
        ] {
            let found = fault(wrong).map(|fault| cut(wrong, fault.range));
            assert_eq!(found, Some(part), "{wrong}");
        }
        assert_eq!(fault("0 0 * * 7").and_then(|fault| fault.instead), Some("0"));
    }
}
