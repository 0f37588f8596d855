//! How the pieces of a document follow a change of some lines: only what the change can reach is made anew.
//! Whatever cannot be followed with certainty is left to the parent, and at last to the document.

use std::ops::Range;
use std::sync::Arc;

use super::build::{Region, Reuse, UNIT_LINES, unit};
use super::line::{Line, breaks, lines};
use super::line_start;
use super::outline::{EntryKind, outline};
use super::raw::{Kind, Parsed};
use super::segment::{Body, Branch};
use crate::text::{Span, Text};

/// A change in terms of lines: those from `first` to `old_last` became those from `first` to `new_last`.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineChange {
    pub(super) first: u32,
    pub(super) old_last: u32,
    pub(super) new_last: u32,
}

impl LineChange {
    /// Where a line, or a number of lines, behind the change has moved to.
    pub(super) fn moved(self, line: u32) -> u32 {
        (line + self.new_last).saturating_sub(self.old_last)
    }
}

/// A change to follow.
pub(super) struct Follow<'a> {
    pub(super) change: LineChange,
    /// The text after the change.
    pub(super) text: &'a Text,
    /// Where the body of the document ends in it.
    pub(super) end: u32,
}

impl Follow<'_> {
    /// Follows the change inside `branch`, which begins at line `start` and, if `closing`, ends where
    /// the document does. Returns whether it could; if not, `branch` is half changed and must be made anew.
    pub(super) fn branch(&self, branch: &mut Branch, kind: EntryKind, start: u32, closing: bool, depth: usize) -> bool {
        let change = self.change;
        let head_breaks = breaks(&branch.head.text);
        let first_line = start + head_breaks;
        if change.first < first_line {
            return kind == EntryKind::Root && self.head(branch, start, first_line);
        }
        let midline = kind == EntryKind::Item && head_breaks == 0;
        if branch.collection.is_none() || (midline && change.first == first_line) {
            return false;
        }
        let Some((at, at_line)) = child_at(branch, first_line, change.first) else { return false };
        let Some((mut last, last_line)) = child_at(branch, first_line, change.old_last) else { return false };
        let mut to = last_line + branch.children[last].summary.breaks;

        if at == last && change.first > at_line {
            let closing = closing && last + 1 == branch.children.len();
            let child = &mut branch.children[at];
            let long = child.summary.breaks.min(change.moved(child.summary.breaks)) > UNIT_LINES;
            // Only a piece that stays cut can be followed inside.
            if long && matches!(child.segment.body, Body::Branch(_)) {
                let segment = Arc::make_mut(&mut child.segment);
                segment.memo.clear();
                let kind = segment.kind;
                if let Body::Branch(inner) = &mut segment.body
                    && self.branch(inner, kind, at_line, closing, depth + 1)
                {
                    child.summary = segment.summary();
                    return true;
                }
            }
        }

        // Make the touched children anew: from the last one that surely begins where it did, to the
        // last one whose place depends on the touched ones.
        let (mut from, mut from_line) = (at, at_line);
        while from > 0 && (branch.children[from].bad || change.first <= from_line) {
            from -= 1;
            from_line -= branch.children[from].summary.breaks;
        }
        while branch.children.get(last + 1).is_some_and(|next| next.bad) {
            last += 1;
            to += branch.children[last].summary.breaks;
        }
        if branch.children[from].bad {
            return false;
        }
        let end = if closing && last + 1 == branch.children.len() {
            self.end
        } else {
            self.text.line_start(change.moved(to))
        };
        self.remake(branch, from..last + 1, line_start(self.text, from_line), end, midline && from == 0, depth)
    }

    /// Makes the children in `range` anew from the new text between `begin`, a line start, and `end`.
    fn remake(
        &self,
        branch: &mut Branch,
        range: Range<usize>,
        begin: u32,
        end: u32,
        midline: bool,
        depth: usize,
    ) -> bool {
        let column = branch.column;
        let kind = if branch.collection == Some(Kind::Sequence) { EntryKind::Item } else { EntryKind::Pair };
        // A child that shares its first line with a dash is read as if spaces stood there.
        let pad = if midline { column } else { 0 };
        let mut text = " ".repeat(pad as usize);
        self.text.push_slice(Span::new(begin + pad, end), &mut text);
        let lines = lines(&text);
        let outline = outline(&text, &lines, Some((column, kind)), depth + 1);
        let sound = outline
            .entries
            .get(1)
            .is_some_and(|first| !first.bad && first.line == 0 && first.kind == kind && first.column == column);
        if outline.escaped || outline.open || !sound {
            return false;
        }
        let region = Region { text: &text, lines: &lines, entries: &outline.entries, reuse: &Reuse::default() };
        let mut children = region.children(0, lines.len() as u32);
        if midline && let Some(first) = children.first_mut() {
            first.lead = 0;
        }
        branch.children.splice(range, children);
        true
    }

    /// Follows a change of the comments on top of a document, between the lines `start` and `first_line`.
    fn head(&self, branch: &mut Branch, start: u32, first_line: u32) -> bool {
        if self.change.old_last >= first_line {
            return false;
        }
        let begin = line_start(self.text, start);
        let end = self.text.line_start(self.change.moved(first_line));
        let slice = self.text.slice(Span::new(begin, end));
        let sound = lines(&slice).iter().all(Line::is_trivia);
        if sound {
            branch.head = unit(&slice, Parsed::default());
        }
        sound
    }
}

/// The child that holds `line`, and its first line; `first` is the first line of the first child.
fn child_at(branch: &Branch, first: u32, line: u32) -> Option<(usize, u32)> {
    let mut at = first;
    for (index, child) in branch.children.iter().enumerate() {
        let next = at + child.summary.breaks;
        if line < next || index + 1 == branch.children.len() {
            return (line >= at).then_some((index, at));
        }
        at = next;
    }
    None
}
