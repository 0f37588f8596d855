//! Several edits of one text as one change.

use crate::text::{Edit, Span};

/// Collects edits of one text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Patch {
    edits: Vec<Edit>,
}

impl Patch {
    /// No edits yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in `edits`, all or none: none if one of them changes what an earlier one changes.
    /// Insertions at one place stand in the order in which they came; the same edit twice counts once.
    pub fn add(&mut self, edits: &[Edit]) -> bool {
        let new = edits.iter().filter(|edit| !self.edits.contains(edit));
        let all = self.edits.iter().chain(new).cloned().collect();
        let merged = merged(all);
        let fits = merged.is_some();
        self.edits = merged.unwrap_or_else(|| std::mem::take(&mut self.edits));
        fits
    }

    /// The edits in text order, none touching another.
    pub fn into_edits(self) -> Vec<Edit> {
        self.edits
    }
}

/// `edits` in text order, with those that meet joined; none if two change the same text in different ways.
pub(super) fn merged(mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
    edits.retain(|edit| !edit.span.is_empty() || !edit.new_text.is_empty());
    edits.sort_by_key(|edit| edit.span);
    let mut result: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let Some(last) = result.last_mut().filter(|last| last.span.end >= edit.span.start) else {
            result.push(edit);
            continue;
        };
        let overlaps = last.span.end > edit.span.start;
        let both_delete = last.new_text.is_empty() && edit.new_text.is_empty();
        if overlaps && !both_delete && *last != edit {
            return None;
        }
        if *last != edit || !overlaps {
            last.span = Span::new(last.span.start, last.span.end.max(edit.span.end));
            last.new_text.push_str(&edit.new_text);
        }
    }
    Some(result)
}
