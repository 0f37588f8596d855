//! Findings as `JUnit` XML: a test suite a file, a test case a finding, and one that passes for a file
//! without findings.

use std::fmt::Write as _;

use super::seen::{Region, Seen, plain};
use crate::finding::Severity;
use crate::ide::draw::xml::escaped;

/// What comes before the first suite.
pub const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"podls\">\n";
/// What comes after the last one.
pub const CLOSE: &str = "</testsuites>\n";

/// The suite for what was seen. What is as bad as `threshold` or worse is a failure, the rest is said beside
/// a test that passes.
pub fn file(seen: Seen<'_>, threshold: Severity) -> String {
    let path = escaped(seen.path);
    let fails = |severity: Severity| severity <= threshold;
    let failures = seen.findings.iter().filter(|finding| fails(finding.severity)).count();
    let tests = seen.findings.len().max(1);
    let mut out = format!("  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n");
    if seen.findings.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"podls check\" classname=\"{path}\"/>");
    }
    for finding in seen.findings {
        let region = Region::new(seen.text(), finding.span);
        let (line, column) = (region.start_line, region.start_column);
        let (code, message) = (escaped(finding.code), escaped(&plain(&finding.message)));
        let severity = finding.severity.name();
        let _ = writeln!(
            out,
            "    <testcase name=\"{code} at {line}:{column}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">"
        );
        let body = format!("{path}:{line}:{column}: {severity}[{code}]: {message}");
        let _ = if fails(finding.severity) {
            writeln!(out, "      <failure type=\"{severity}\" message=\"{message}\">{body}</failure>")
        } else {
            writeln!(out, "      <system-out>{body}</system-out>")
        };
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
    out
}

/// The suite that says why something could not be looked at.
pub fn problem(path: &str, message: &str) -> String {
    let (path, message) = (escaped(path), escaped(&plain(message)));
    format!(
        "  <testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\">\n    \
         <testcase name=\"podls check\" classname=\"{path}\" file=\"{path}\">\n      \
         <error type=\"unreadable\" message=\"{message}\">'{path}' {message}</error>\n    \
         </testcase>\n  </testsuite>\n"
    )
}
