//! Findings as a Code Quality report for GitLab: one array of objects.

use serde::Serialize;

use super::paths::short;
use super::seen::{Region, Seen, plain};
use crate::finding::Severity;

/// The entries for what was seen, with commas between.
pub fn file(seen: Seen<'_>) -> String {
    let path = short(seen.path);
    let fingerprints = seen.fingerprints(&path);
    let entries = seen.findings.iter().zip(&fingerprints).map(|(finding, fingerprint)| {
        let region = Region::new(seen.text(), finding.span);
        let severity = match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Information => "minor",
            Severity::Hint => "info",
        };
        line(&Entry {
            description: &plain(&finding.message),
            check_name: finding.code,
            fingerprint,
            severity,
            location: Location { path: &path, lines: Lines { begin: region.start_line, end: region.end_line } },
        })
    });
    entries.collect::<Vec<_>>().join(",\n")
}

/// The entry that says why something could not be looked at.
pub fn problem(path: &str, message: &str) -> String {
    let path = short(path);
    line(&Entry {
        description: &format!("'{path}' {}", plain(message)),
        check_name: "unreadable",
        fingerprint: &super::seen::fingerprint(&[&path, "unreadable"]),
        severity: "blocker",
        location: Location { path: &path, lines: Lines { begin: 1, end: 1 } },
    })
}

/// These types have string keys and no maps: writing them cannot fail.
fn line(entry: &Entry<'_>) -> String {
    serde_json::to_string(entry).unwrap_or_default()
}

#[derive(Serialize)]
struct Entry<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}
