//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.

use std::fmt::Write as _;

use super::paths::short;
use super::seen::{Region, Seen, plain};
use crate::finding::Severity;

/// The commands for what was seen, a line each.
pub fn file(seen: Seen<'_>) -> String {
    let mut out = String::new();
    let path = property(&short(seen.path));
    for finding in seen.findings {
        let Region { start_line, start_column, end_line, end_column } = Region::new(seen.text(), finding.span);
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let _ = write!(out, "::{command} file={path},line={start_line}");
        if end_line == start_line {
            // GitHub takes columns only where a place is on one line.
            let _ = write!(out, ",col={start_column},endLine={end_line},endColumn={end_column}");
        } else {
            let _ = write!(out, ",endLine={end_line}");
        }
        let _ = writeln!(out, ",title={}::{}", property(finding.code), data(&plain(&finding.message)));
    }
    out
}

/// The command that says why something could not be looked at.
pub fn problem(path: &str, message: &str) -> String {
    format!("::error file={}::{}\n", property(&short(path)), data(&format!("'{path}' {}", plain(message))))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
