//! A cron schedule: in words, and when it runs next. Knows no time zone but UTC; the time is told by the door.

use std::fmt::Write as _;

use crate::ide::facts::code;
use crate::pod::Map;
use crate::pod::value::schedule::{Schedule, shown};

/// How many runs are told.
const RUNS: usize = 3;

/// `schedule` of a `CronJob` with this `spec`; `now` in seconds since 1970.
pub(super) fn story(schedule: &str, spec: Option<Map<'_>>, now: Option<i64>) -> Option<String> {
    if let Some(interval) = schedule.strip_prefix("@every ") {
        return Some(format!("Every {}, counted from when the CronJob was created.", code(interval)));
    }
    let read = Schedule::parse(schedule)?;
    let zone = spec.and_then(|spec| spec.text("timeZone"));
    let clock = match zone {
        None => "by the clock of the controller manager, usually UTC".to_owned(),
        Some("UTC" | "Etc/UTC" | "Etc/UCT" | "UCT" | "Etc/Zulu" | "Zulu" | "Etc/Universal" | "Universal") => {
            "UTC".to_owned()
        }
        Some(zone) => format!("by the clock of {}", code(zone)),
    };
    let mut out = format!("Runs {}, {clock}.", read.words());
    if spec.and_then(|spec| spec.bool("suspend")) == Some(true) {
        out.push_str(" It is suspended: nothing runs.");
    }
    let Some(now) = now else { return Some(out) };
    let runs: Vec<i64> =
        std::iter::successors(read.next_after(now), |last| read.next_after(*last)).take(RUNS).collect();
    if runs.is_empty() {
        out.push_str("\n\nNo such day comes within five years, so it never runs.");
        return Some(out);
    }
    let note = if clock.starts_with("by the clock of `") { " (its clock; counted from now in UTC)" } else { " (UTC)" };
    let _ = write!(out, "\n\nNext{note}:\n");
    for run in runs {
        let _ = write!(out, "\n- {}", shown(run));
    }
    Some(out)
}
