//! Several edits of one text as one change. Knows no YAML beyond keeping a tree at hand.

use super::super::{Change, Syntax};
use crate::text::{Edit, Span, Text, cut};

/// Collects edits of one text. There are two ways to add some: those that were found for the text as it
/// was ([`add`](Self::add)), and those that are found for the text as it is by now ([`then`](Self::then)),
/// which may build on each other.
#[derive(Clone, Debug)]
pub struct Patch {
    before: Text,
    /// The text with all edits and its tree; none if edits came since.
    now: Option<(Text, Syntax)>,
    edits: Vec<Edit>,
    /// The edits as they came, to know them again.
    added: Vec<Edit>,
}

impl Patch {
    /// No edits yet of `text`, whose tree is `syntax`.
    pub fn new(text: &Text, syntax: &Syntax) -> Self {
        Self { before: text.clone(), now: Some((text.clone(), syntax.clone())), edits: Vec::new(), added: Vec::new() }
    }

    /// Takes in edits of the text as it was, all or none: none if one of them changes what is changed
    /// already. Insertions at one place stand in the order in which they came; the same edit twice counts once.
    pub fn add(&mut self, edits: &[Edit]) -> bool {
        let new: Vec<&Edit> = edits.iter().filter(|edit| !self.added.contains(edit)).collect();
        let all = self.edits.iter().chain(new.iter().copied()).cloned().collect();
        let Some(merged) = merged(all) else { return false };
        self.edits = merged;
        self.added.extend(new.into_iter().cloned());
        self.now = None;
        true
    }

    /// Takes in the edits that `find` finds for the text and tree as they are by now. Returns whether it found any way.
    pub fn then(&mut self, find: impl FnOnce(&Text, &Syntax) -> Option<Vec<Edit>>) -> bool {
        let (text, syntax) = self.now.get_or_insert_with(|| {
            let text = self.before.with_edits(&self.edits);
            let syntax = Syntax::new(&text);
            (text, syntax)
        });
        let Some(edits) = find(text, syntax).and_then(merged) else { return false };
        for edit in edits.iter().rev() {
            let change = Change::new(text, edit);
            text.replace(edit.span, &edit.new_text);
            syntax.edit(change, text);
            compose(&mut self.edits, edit);
        }
        true
    }

    /// The edits that lead from the text as it was to the text as it is by now, in text order, none
    /// touching another.
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
        if overlaps && *last == edit {
            continue;
        }
        if overlaps && !both_delete {
            return None;
        }
        last.span = last.span.join(edit.span);
        last.new_text.push_str(&edit.new_text);
    }
    Some(result)
}

/// Adds `next`, an edit of the text that `edits` lead to, to `edits`, which are in order and do not touch.
fn compose(edits: &mut Vec<Edit>, next: &Edit) {
    let Span { start, end } = next.span;
    // How much longer the text is by the edits so far.
    let mut grown = 0_i64;
    let was = |offset: u32, grown: i64| (i64::from(offset) - grown) as u32;
    let mut index = 0;
    let mut first = 0;
    let mut joined = Edit::replace(Span::empty(was(start, 0)), "");
    let mut tail = "";
    while let Some(edit) = edits.get(index) {
        let from = (i64::from(edit.span.start) + grown) as u32;
        let to = from + edit.new_text.len() as u32;
        if from > end {
            break;
        }
        grown += edit.new_text.len() as i64 - i64::from(edit.span.len());
        index += 1;
        if to < start {
            first = index;
            joined.span = Span::empty(was(start, grown));
            continue;
        }
        if from <= start {
            joined.span = Span::empty(edit.span.start);
            joined.new_text.push_str(cut(&edit.new_text, 0..(start - from) as usize));
        }
        joined.span.end = joined.span.start.max(edit.span.end);
        tail = if to >= end { cut(&edit.new_text, (end - from) as usize..edit.new_text.len()) } else { "" };
        if to < end {
            // What `next` replaces goes on behind this edit.
            joined.span.end = was(end, grown);
        }
    }
    if first == index {
        joined.span.end = was(end, grown);
    }
    joined.new_text.push_str(&next.new_text);
    joined.new_text.push_str(tail);
    edits.splice(first..index, std::iter::once(joined));
}
