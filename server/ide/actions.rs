//! Changes on offer for a place: the fixes of the findings there that keep their word. Knows no
//! finding by name.

use super::{Action, Snapshot, findings, vetted};
use crate::finding::Finding;
use crate::settings::Settings;
use crate::text::{Span, Text};

/// Changes on offer for `span`: the fixes of findings on its lines, those it meets first. Editors
/// send the empty span of the cursor, so lines count.
pub fn actions(snapshot: &Snapshot, settings: &Settings, span: Span) -> Vec<Action> {
    let text = snapshot.text();
    let lines = lines(text, span);
    let mut near: Vec<Finding> = findings(snapshot, settings)
        .into_iter()
        .filter(|finding| !finding.fixes.is_empty() && lines.meets(self::lines(text, finding.span)))
        .collect();
    near = vetted(snapshot, settings, near);
    near.sort_by_key(|finding| !finding.span.meets(span));
    let mut actions: Vec<Action> = Vec::new();
    for finding in near {
        let best = finding.fixes.iter().position(|fix| fix.safe);
        for (index, fix) in finding.fixes.iter().enumerate() {
            if actions.iter().any(|action| action.title == fix.title) {
                continue;
            }
            actions.push(Action {
                title: fix.title.clone(),
                finding: Some(finding.clone()),
                preferred: best == Some(index),
                edits: fix.edits.clone(),
            });
        }
    }
    actions
}

/// The whole lines of `span`.
fn lines(text: &Text, span: Span) -> Span {
    Span::new(text.line_of(span.start), text.line_of(span.end))
}
