//! Changes on offer for a place: the fixes of the findings there that keep their word, and a comment that
//! silences each of them. Knows no finding by name.

use std::borrow::Cow;

use super::{Action, Snapshot, findings, mended, silence, vetted};
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
        .filter(|finding| lines.meets(self::lines(text, finding.span)))
        .collect();
    near = vetted(snapshot, settings, mended(snapshot, settings, near));
    near.sort_by_key(|finding| !finding.span.meets(span));
    let mut actions: Vec<Action> = Vec::new();
    for finding in &near {
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
    let quiet = near.iter().filter_map(|finding| {
        let edits = vec![silence::ignore(text, snapshot.syntax(), finding)?];
        let title = Cow::from(format!("Ignore `{}` on this line", finding.code));
        Some(Action { title, finding: Some(finding.clone()), preferred: false, edits })
    });
    for action in quiet.collect::<Vec<_>>() {
        if !actions.iter().any(|other| other.title == action.title) {
            actions.push(action);
        }
    }
    actions
}

/// The whole lines of `span`.
fn lines(text: &Text, span: Span) -> Span {
    Span::new(text.line_of(span.start), text.line_of(span.end))
}
