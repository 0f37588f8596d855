//! Whether a refactoring would add a fault: what is said of the document before and after, by number.

use std::collections::BTreeMap;

use super::scene::Scene;
use crate::finding::Severity;
use crate::ide::{Snapshot, findings};
use crate::settings::Settings;
use crate::text::{Edit, Span};

/// How often each error and warning is said of the document as it is; worked out when first asked for.
#[derive(Debug, Default)]
pub(super) struct Judge(Option<(Snapshot, Counts)>);

type Counts = BTreeMap<&'static str, usize>;

impl Judge {
    /// Whether `edits` of the document of `scene` add no error and no warning.
    pub(super) fn allows(&mut self, scene: &Scene<'_>, edits: &[Edit]) -> bool {
        let span = Span::new(scene.origin, scene.origin + scene.document().len());
        if !edits.iter().all(|edit| span.covers(edit.span)) {
            return false;
        }
        // By itself: nothing in another document changes what is said of this one.
        let (snapshot, before) = self.0.get_or_insert_with(|| {
            let snapshot = Snapshot::new(&scene.snapshot.text().slice(span));
            let counts = counts(&snapshot, scene.settings);
            (snapshot, counts)
        });
        let mut after = snapshot.clone();
        for edit in edits.iter().rev() {
            after.edit(&Edit::replace(edit.span.shift(scene.origin.wrapping_neg()), edit.new_text.as_str()));
        }
        let after = counts(&after, scene.settings);
        after.iter().all(|(code, count)| before.get(code).is_some_and(|before| count <= before))
    }
}

fn counts(snapshot: &Snapshot, settings: &Settings) -> Counts {
    let mut counts = Counts::new();
    for finding in findings(snapshot, settings) {
        if matches!(finding.severity, Severity::Error | Severity::Warning) {
            *counts.entry(finding.code).or_default() += 1;
        }
    }
    counts
}
