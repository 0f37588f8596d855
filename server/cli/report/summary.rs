//! What a run comes to: counts by severity, and the last line.

use anstyle::Style;

use super::Look;
use crate::finding::{Finding, Severity};

/// How many findings there are of each severity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    errors: usize,
    warnings: usize,
    informations: usize,
    hints: usize,
}

impl Tally {
    /// The tally of `findings`.
    pub fn of(findings: &[Finding]) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            *tally.slot(finding.severity) += 1;
        }
        tally
    }

    fn slot(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Information => &mut self.informations,
            Severity::Hint => &mut self.hints,
        }
    }

    /// Adds what `other` counts.
    pub fn add(&mut self, other: &Tally) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.informations += other.informations;
        self.hints += other.hints;
    }

    /// Whether anything is as bad as `threshold` or worse.
    pub fn reaches(&self, threshold: Severity) -> bool {
        let counts = [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Information, self.informations),
            (Severity::Hint, self.hints),
        ];
        counts.iter().any(|(severity, count)| *severity <= threshold && *count > 0)
    }

    /// How many there are in all.
    pub(super) fn total(&self) -> usize {
        self.errors + self.warnings + self.informations + self.hints
    }

    /// `3 errors, 1 warning`, or `no findings`.
    fn words(&self) -> String {
        let counts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.informations, "remark", "remarks"),
            (self.hints, "hint", "hints"),
        ];
        let words: Vec<String> = counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
    }
}

/// The last line of a run over `files` files, `blind` of which are not among them as they could not be looked at.
pub fn summary(files: usize, tally: &Tally, blind: usize, look: Look) -> String {
    let bold = if look.colour { Style::new().bold() } else { Style::new() };
    let noun = if files == 1 { "file" } else { "files" };
    let blind = if blind > 0 { format!("; could not look at {blind}") } else { String::new() };
    format!("{bold}checked {files} {noun}: {}{bold:#}{blind}\n", tally.words())
}

/// What was fixed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fixes {
    findings: usize,
    files: usize,
}

impl Fixes {
    /// Adds what was fixed in a file: how many findings, and whether it has changed.
    pub fn add(&mut self, (findings, is_changed): (usize, bool)) {
        self.findings += findings;
        self.files += usize::from(is_changed);
    }

    /// The line that says so; `left` remains. With `only_shown`, nothing was written.
    pub fn summary(&self, left: &Tally, only_shown: bool) -> String {
        let noun = |count: usize, one: &'static str, many: &'static str| if count == 1 { one } else { many };
        let left = left.total();
        let remains = if only_shown { "would remain" } else { noun(left, "remains", "remain") };
        let rest = if left > 0 { format!("; {left} {remains}") } else { String::new() };
        let fixed = if only_shown { "would fix" } else { "fixed" };
        if self.files == 0 {
            return format!("{fixed} nothing{rest}\n");
        }
        let findings = noun(self.findings, "finding", "findings");
        let files = noun(self.files, "file", "files");
        format!("{fixed} {} {findings} in {} {files}{rest}\n", self.findings, self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn tally(severities: &[Severity]) -> Tally {
        let findings: Vec<Finding> =
            severities.iter().map(|severity| Finding::new("x", *severity, Span::empty(0), "")).collect();
        Tally::of(&findings)
    }

    #[test]
    fn the_last_line_counts_in_words() {
        use Severity::{Error, Hint, Information, Warning};
        let cases: [(usize, &[Severity], usize, &str); 4] = [
            (0, &[], 0, "checked 0 files: no findings\n"),
            (1, &[Error], 0, "checked 1 file: 1 error\n"),
            (12, &[Error, Warning, Error, Error], 0, "checked 12 files: 3 errors, 1 warning\n"),
            (3, &[Hint, Hint, Information], 2, "checked 3 files: 1 remark, 2 hints; could not look at 2\n"),
        ];
        for (files, severities, blind, line) in cases {
            assert_eq!(summary(files, &tally(severities), blind, Look::default()), line);
        }
    }

    #[test]
    fn a_threshold_is_reached_by_its_like_and_by_worse() {
        use Severity::{Error, Hint, Information, Warning};
        let all = [Error, Warning, Information, Hint];
        for (at, severity) in all.into_iter().enumerate() {
            for (threshold_at, threshold) in all.into_iter().enumerate() {
                assert_eq!(tally(&[severity]).reaches(threshold), at <= threshold_at, "{severity:?} {threshold:?}");
            }
        }
        assert!(!tally(&[]).reaches(Hint));
    }
}
