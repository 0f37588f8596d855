//! When a cron schedule is due: in words, and as the next moments. Times are seconds since 1970 by the
//! clock the schedule goes by; knows no time zones.

use std::fmt::Write as _;

use super::cron::{FIELDS, Field, fault, number};

/// How far ahead a moment is looked for, as the controller does: five years of days.
const MAX_DAYS: i64 = 5 * 366;

const DAY: i64 = 86_400;

/// A schedule of five fields: each a set of numbers, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schedule {
    minutes: u64,
    hours: u64,
    days: u64,
    months: u64,
    weekdays: u64,
    /// `*` stands for the days of the month, which leaves the choice to the weekdays.
    any_day: bool,
    /// `*` stands for the weekdays.
    any_weekday: bool,
}

/// A date of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Date {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 is Sunday.
    pub weekday: u32,
}

impl Schedule {
    /// Reads a schedule without a fault; none for `@every`, which goes by no clock.
    pub fn parse(schedule: &str) -> Option<Schedule> {
        if fault(schedule).is_some() || schedule.starts_with("@every") {
            return None;
        }
        let fields = match schedule {
            "@yearly" | "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" | "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            fields => fields,
        };
        let mut sets = fields.split_whitespace().zip(&FIELDS).map(|(text, field)| set(text, field));
        let mut next = || sets.next();
        let ((minutes, _), (hours, _), (days, any_day), (months, _), (weekdays, any_weekday)) =
            (next()?, next()?, next()?, next()?, next()?);
        Some(Schedule { minutes, hours, days, months, weekdays, any_day, any_weekday })
    }

    /// The first moment after `time`; none within the next five years.
    pub fn next_after(&self, time: i64) -> Option<i64> {
        let start = time.div_euclid(60) + 1;
        let first_day = start.div_euclid(1440);
        for day in first_day..=first_day.saturating_add(MAX_DAYS) {
            if !self.has_day(date(day * DAY)) {
                continue;
            }
            let from = if day == first_day { start.rem_euclid(1440) } else { 0 };
            let due = (from..1440).find(|minute| has(self.hours, minute / 60) && has(self.minutes, minute % 60));
            if let Some(minute) = due {
                return Some(day * DAY + minute * 60);
            }
        }
        None
    }

    fn has_day(&self, date: Date) -> bool {
        let day = has(self.days, i64::from(date.day));
        let weekday = has(self.weekdays, i64::from(date.weekday));
        let fits = if self.any_day || self.any_weekday { day && weekday } else { day || weekday };
        fits && has(self.months, i64::from(date.month))
    }

    /// In words: `at 02:30 on Monday to Friday`.
    pub fn words(&self) -> String {
        let mut out = self.time_words();
        let (all_days, all_weekdays) = (self.days == full(1, 31), self.weekdays == full(0, 6));
        // A full set that is no `*` is one of two that are enough.
        let either = !self.any_day && !self.any_weekday;
        let daily = if either { all_days || all_weekdays } else { all_days && all_weekdays };
        let days = |set| format!("day {}", list(set, &|number| number.to_string()));
        let weekdays = |set| list(set, &|number| weekday(number).to_owned());
        match (all_days, all_weekdays) {
            _ if daily => {}
            (true, _) => {
                let _ = write!(out, " on {}", weekdays(self.weekdays));
            }
            (_, true) => {
                let _ = write!(out, " on {} of the month", days(self.days));
            }
            (false, false) => {
                let join = if either { "and on every" } else { "if it is a" };
                let _ = write!(out, " on {} of the month {join} {}", days(self.days), weekdays(self.weekdays));
            }
        }
        if self.months != full(1, 12) {
            let _ = write!(out, " in {}", list(self.months, &|number| month(number).to_owned()));
        } else if daily && !out.starts_with("every") && !out.contains("every hour") {
            out.push_str(" every day");
        }
        out
    }

    fn time_words(&self) -> String {
        let (all_minutes, all_hours) = (self.minutes == full(0, 59), self.hours == full(0, 23));
        let minutes = members(self.minutes);
        let hours = members(self.hours);
        let between = |text: String| {
            if all_hours {
                text
            } else {
                format!("{text}, in the hours {}", list(self.hours, &|hour| hour.to_string()))
            }
        };
        match (minutes.as_slice(), hours.as_slice()) {
            ([], _) | (_, []) => "never".to_owned(),
            _ if all_minutes => between("every minute".to_owned()),
            ([minute], _) if all_hours && *minute == 0 => "every hour, on the hour".to_owned(),
            ([minute], _) if all_hours => format!("every hour, at minute {minute}"),
            ([minute], many) if many.len() > 4 && step(many, 24).is_some() => {
                let step = step(many, 24).unwrap_or(1);
                let at = if *minute == 0 { String::new() } else { format!(", at minute {minute}") };
                let from =
                    many.first().filter(|hour| **hour > 0).map_or(String::new(), |hour| format!(" from {hour} on"));
                format!("every {step} hours{from}{at}")
            }
            ([minute], many) => {
                let times: Vec<String> = many.iter().map(|hour| format!("{hour:02}:{minute:02}")).collect();
                format!("at {}", and(&times))
            }
            (many, _) => match step(many, 60) {
                Some(step) if many.first() == Some(&0) => between(format!("every {step} minutes")),
                _ => {
                    let of = if all_hours { " of every hour" } else { "" };
                    between(format!("at minutes {}{of}", list(self.minutes, &|minute| minute.to_string())))
                }
            },
        }
    }
}

/// The date of a moment.
pub fn date(time: i64) -> Date {
    // Days counted from a first of March, so that the leap day comes last.
    let days = time.div_euclid(DAY);
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date { year, month: month as u32, day: day as u32, weekday: (days + 4).rem_euclid(7) as u32 }
}

/// A moment as `2026-11-22 02:30, Sunday`.
pub fn shown(time: i64) -> String {
    let Date { year, month, day, weekday } = date(time);
    let minute = time.rem_euclid(DAY) / 60;
    let name = self::weekday(i64::from(weekday));
    format!("{year}-{month:02}-{day:02} {:02}:{:02}, {name}", minute / 60, minute % 60)
}

/// The numbers of one field, and whether it is left open.
fn set(text: &str, field: &Field) -> (u64, bool) {
    let (mut bits, mut open) = (0, false);
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (range, by) = part.split_once('/').map_or((part, None), |(range, by)| (range, number(by)));
        let (low, high) = range.split_once('-').map_or((range, None), |(low, high)| (low, Some(high)));
        let is_open = matches!(low, "*" | "?");
        let start = if is_open { field.least } else { field.number(low).unwrap_or(field.least) };
        let end = match high.filter(|_| !is_open) {
            _ if is_open => field.most,
            Some(high) => field.number(high).unwrap_or(start),
            None if by.is_some() => field.most,
            None => start,
        };
        let by = by.unwrap_or(1).max(1);
        open |= is_open && by == 1;
        let mut at = start;
        while at <= end.min(63) {
            bits |= 1 << at;
            at = at.saturating_add(by);
        }
    }
    (bits, open)
}

fn has(set: u64, number: i64) -> bool {
    u32::try_from(number).ok().and_then(|number| set.checked_shr(number)).is_some_and(|set| set & 1 == 1)
}

fn full(least: i64, most: i64) -> u64 {
    (least..=most).fold(0, |set, number| set | 1 << number)
}

fn members(set: u64) -> Vec<i64> {
    (0..64).filter(|number| has(set, *number)).collect()
}

/// The distance of `numbers` from each other, if it is the same for all of them round the clock.
fn step(numbers: &[i64], round: i64) -> Option<i64> {
    let by = numbers.get(1)? - numbers.first()?;
    let even = numbers.windows(2).all(|pair| matches!(pair, [one, next] if next - one == by));
    (even && round % by == 0 && numbers.len() as i64 == round / by).then_some(by)
}

/// `1, 5 to 9 and 12`
fn list(set: u64, name: &dyn Fn(i64) -> String) -> String {
    let mut parts = Vec::new();
    let mut rest = members(set).into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut last = first;
        while rest.next_if_eq(&(last + 1)).is_some() {
            last += 1;
        }
        match last - first {
            0 => parts.push(name(first)),
            1 => parts.extend([name(first), name(last)]),
            _ => parts.push(format!("{} to {}", name(first), name(last))),
        }
    }
    and(&parts)
}

fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn weekday(number: i64) -> &'static str {
    const NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    NAMES.get(number as usize).copied().unwrap_or_default()
}

fn month(number: i64) -> &'static str {
    const NAMES: [&str; 13] = [
        "",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(number as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sunday, 22 November 2026, 19:00.
    const NOW: i64 = 1_795_374_000;

    #[test]
    fn schedules_are_told_in_words_with_their_next_run() {
        for (schedule, words, next) in [
            ("30 2 * * *", "at 02:30 every day", "2026-11-23 02:30, Monday"),
            ("* * * * *", "every minute", "2026-11-22 19:01, Sunday"),
            ("*/15 * * * *", "every 15 minutes", "2026-11-22 19:15, Sunday"),
            (
                "*/5 9-17 * * 1-5",
                "every 5 minutes, in the hours 9 to 17 on Monday to Friday",
                "2026-11-23 09:00, Monday",
            ),
            ("0 * * * *", "every hour, on the hour", "2026-11-22 20:00, Sunday"),
            ("7 * * * *", "every hour, at minute 7", "2026-11-22 19:07, Sunday"),
            ("*/7 * * * *", "at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour", "2026-11-22 19:07, Sunday"),
            ("0 */4 * * *", "every 4 hours", "2026-11-22 20:00, Sunday"),
            ("5 0,12 * * *", "at 00:05 and 12:05 every day", "2026-11-23 00:05, Monday"),
            ("0 0 1 1 *", "at 00:00 on day 1 of the month in January", "2027-01-01 00:00, Friday"),
            ("0 0 13 * 5", "at 00:00 on day 13 of the month and on every Friday", "2026-11-27 00:00, Friday"),
            (
                "0 0 */2 * MON",
                "at 00:00 on day 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29 and 31 of the month and on every Monday",
                "2026-11-23 00:00, Monday",
            ),
            ("0 0 29 2 *", "at 00:00 on day 29 of the month in February", "2028-02-29 00:00, Tuesday"),
            ("0 0 30 2 *", "at 00:00 on day 30 of the month in February", "none"),
            ("@weekly", "at 00:00 on Sunday", "2026-11-29 00:00, Sunday"),
            (
                "0 6 * jan,jun-aug 0,6",
                "at 06:00 on Sunday and Saturday in January and June to August",
                "2027-01-02 06:00, Saturday",
            ),
            ("0 0 1-31 * 1", "at 00:00 every day", "2026-11-23 00:00, Monday"),
        ] {
            let told = Schedule::parse(schedule)
                .map(|read| (read.words(), read.next_after(NOW).map_or("none".to_owned(), shown)));
            assert_eq!(told, Some((words.to_owned(), next.to_owned())), "{schedule}");
        }
        assert_eq!(Schedule::parse("@every 1h"), None);
        assert_eq!(Schedule::parse("60 * * * *"), None);
        assert_eq!(Schedule::parse(", * * * *").and_then(|never| never.next_after(NOW)), None);
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (time, expected) in [
            (0, "1970-01-01 00:00, Thursday"),
            (-1, "1969-12-31 23:59, Wednesday"),
            (951_782_400, "2000-02-29 00:00, Tuesday"),
            (4_107_542_399, "2100-02-28 23:59, Sunday"),
            (4_107_542_400, "2100-03-01 00:00, Monday"),
        ] {
            assert_eq!(shown(time), expected);
        }
    }
}
