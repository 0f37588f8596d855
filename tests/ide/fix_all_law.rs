//! What fixing everything must keep: no new error, the YAML, edits that do not overlap, and that there is
//! nothing left to do. Knows no files.

use podls::finding::Severity;
use podls::ide::{Fixed, Snapshot, Which, findings, fix_all};
use podls::settings::Settings;

pub(crate) const SAFE: Which<'static> = Which { suggestions: false, code: None };
pub(crate) const ALL: Which<'static> = Which { suggestions: true, code: None };

/// What became of fixing `which` in `snapshot`, and what is wrong with it.
pub(crate) fn tried(snapshot: &Snapshot, settings: &Settings, which: Which<'_>) -> (Fixed, Vec<String>) {
    let mut faults = Vec::new();
    let fixed = fix_all(snapshot, settings, which);
    if fixed.edits.is_empty() {
        return (fixed, faults);
    }
    let errors = |snapshot: &Snapshot| {
        findings(snapshot, settings).iter().filter(|finding| finding.severity == Severity::Error).count()
    };
    let after = Snapshot::new(&snapshot.text().with_edits(&fixed.edits).to_string());
    if errors(&after) > errors(snapshot) {
        faults.push("brings errors".to_owned());
    }
    let problems = |snapshot: &Snapshot| {
        snapshot.syntax().documents().map(|(origin, document)| document.problems(origin).len()).sum::<usize>()
    };
    if problems(&after) > problems(snapshot) {
        faults.push("breaks the YAML".to_owned());
    }
    let again = fix_all(&after, settings, which);
    if !again.edits.is_empty() {
        faults.push(format!("a second time changes {:?}\n{}", again.edits, after.text()));
    }
    if fixed.edits.iter().zip(fixed.edits.iter().skip(1)).any(|(one, next)| one.span.end > next.span.start) {
        faults.push(format!("edits overlap: {:?}", fixed.edits));
    }
    (fixed, faults)
}
