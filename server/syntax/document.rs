//! One document of a stream: the text between two `---` lines, in pieces.
//! Knows how to make itself from text and how to follow a change of some of its lines.

use std::borrow::Cow;
use std::sync::Arc;

use super::build::{Region, Reuse, unit};
use super::explain;
use super::follow::{Follow, LineChange};
use super::line::{Class, Line, breaks, line_end, lines, within};
use super::outline::{EntryKind, outline};
use super::raw::Parsed;
use super::segment::{Body, Memo, Segment, Unit};
use crate::text::{Text, cut};

/// One document of a stream.
#[derive(Clone, Debug)]
pub struct Document {
    /// Everything up to and including its `---` line, if it has one.
    pub(super) head: Unit,
    /// The content; never bad, never indented.
    pub(super) body: Arc<Segment>,
    /// From a `...` line on: not part of the document, and not read by Kubernetes.
    pub(super) tail: Box<str>,
    /// Bytes of head, body and tail.
    pub(super) len: u32,
    /// Line breaks of head, body and tail.
    pub(super) breaks: u32,
    head_breaks: u32,
    body_breaks: u32,
    pub(super) faults: u32,
    pub(super) aliases: u32,
    pub(super) templates: u32,
    /// A quote or bracket is not closed: an edit further down may close it.
    open: bool,
    pub(super) memo: Memo,
    /// What its aliases stand for.
    pub(super) aliases_memo: Memo,
}

impl Document {
    /// The document whose whole text is `text`; `old` lends its pieces.
    pub(super) fn new(text: &str, old: &[Arc<Document>]) -> Self {
        Self::of_lines(text, &lines(text), old)
    }

    /// The same with the lines of `text`.
    pub(super) fn of_lines(text: &str, all: &[Line], old: &[Arc<Document>]) -> Self {
        let content = |class| !matches!(class, Class::Blank | Class::Comment);
        let first = all.iter().position(|line| content(line.class));
        let marker =
            first.filter(|first| matches!(all[*first].class, Class::DocumentStart | Class::DocumentStartContent));
        let misplaced = marker.and_then(|marker| entry_behind_marker(text, all.get(marker)?));
        let alone = |marker: usize| all[marker].class == Class::DocumentStart || misplaced.is_some();
        let head_lines = marker.map_or(0, |marker| marker + usize::from(alone(marker)));
        let end_line = all.iter().position(|line| line.class == Class::DocumentEnd).unwrap_or(all.len());
        let start = |line: usize| all.get(line).map_or(text.len(), |line| line.start as usize);
        // `--- value`: the value belongs to the body, behind three columns.
        let inline = all.get(head_lines).is_some_and(|line| line.class == Class::DocumentStartContent);
        let pad = if inline { 3 } else { 0 };
        let head_end = start(head_lines) + pad;
        let tail_at = start(end_line.max(head_lines));
        let mut head = unit(cut(text, 0..head_end), Parsed::default());
        if let Some(at) = misplaced {
            let fault = explain::behind_marker(&head.text, at);
            head = head.with_fault(fault);
        }
        let body_text = cut(text, head_end..tail_at);
        let tail = cut(text, tail_at..text.len());
        let mut reuse = Reuse::default();
        for document in old {
            if let Body::Branch(branch) = &document.body.body {
                reuse.collect(branch);
            }
        }
        let body_lines = match pad {
            0 => within(all, head_lines..end_line.max(head_lines)),
            _ => Cow::Owned(lines(body_text)),
        };
        let (body, open) = body(body_text, &body_lines, pad as u32, &reuse);
        let mut document = Self {
            head_breaks: breaks(&head.text),
            head,
            body: Arc::new(body),
            tail: tail.into(),
            len: 0,
            breaks: 0,
            body_breaks: 0,
            faults: 0,
            aliases: 0,
            templates: 0,
            open,
            memo: Memo::default(),
            aliases_memo: Memo::default(),
        };
        document.count();
        document
    }

    fn count(&mut self) {
        let body = self.body.summary();
        self.len = self.head.text.len() as u32 + body.len + self.tail.len() as u32;
        self.body_breaks = body.breaks;
        self.breaks = self.head_breaks + body.breaks + breaks(&self.tail);
        self.faults = body.faults + u32::from(self.head.fault().is_some());
        self.aliases = body.aliases;
        self.templates = body.templates;
    }

    /// Whether a change of the lines from `first` to `last` may move the borders of this document.
    pub(super) fn borders_touched(&self, first: u32, last: u32) -> bool {
        let starts_marked = !self.head.text.is_empty();
        first < self.head_breaks.max(u32::from(starts_marked))
            || (!self.tail.is_empty() && last >= self.head_breaks + self.body_breaks)
    }

    /// Whether it is announced by a `---` line.
    pub(super) fn is_marked(&self) -> bool {
        self.head.text.lines().any(|line| line.starts_with("---"))
    }

    /// Whether it has any content.
    pub(super) fn has_content(&self) -> bool {
        match &self.body.body {
            Body::Unit(unit) => !unit.nodes.is_empty() || unit.fault().is_some(),
            Body::Branch(_) => true,
        }
    }

    /// Follows a change of lines inside its body. `start` is its first line and `end` its last
    /// byte in `text`, the new text. Returns whether it could; if not, it must be made anew.
    pub(super) fn follow(&mut self, change: LineChange, start: u32, end: u32, text: &Text) -> bool {
        if self.open {
            return false;
        }
        let segment = Arc::make_mut(&mut self.body);
        let Body::Branch(branch) = &mut segment.body else { return false };
        segment.memo.clear();
        self.memo.clear();
        self.aliases_memo.clear();
        let follow = Follow { change, text, end: end - self.tail.len() as u32 };
        if !follow.branch(branch, EntryKind::Root, start + self.head_breaks, true, 0) {
            return false;
        }
        self.count();
        true
    }
}

/// Where a key or dash stands on the `---` line `marker`, which YAML does not allow.
fn entry_behind_marker(text: &str, marker: &Line) -> Option<usize> {
    let behind = marker.start as usize + 3;
    let line = cut(text, behind..text.len());
    let line = *lines(cut(line, 0..line_end(line.as_bytes(), 0).0)).first()?;
    let is_entry = line.dash || matches!(line.class, Class::KeyEmpty | Class::KeyValue);
    (marker.class == Class::DocumentStartContent && is_entry).then_some(behind + line.indent as usize)
}

/// The body of a document as one segment, and whether something in it is left open.
fn body(text: &str, lines: &[Line], pad: u32, reuse: &Reuse<'_>) -> (Segment, bool) {
    let mut outline = outline(text, lines, None, 0);
    if pad > 0
        && let Some(root) = outline.entries.first_mut()
    {
        root.opaque = true;
        root.start = pad;
    }
    let region = Region { text, lines, entries: &outline.entries, reuse };
    (region.root(), outline.open)
}
