//! YAML as a tree with exact byte spans: error-tolerant, incremental, never expanded.
//!
//! A text is a list of documents (`---`), a document a tree of pieces ([`segment`]) that were cut by
//! indentation alone ([`outline`]) and parsed one by one ([`parse`]). Readers see none of that, but
//! [`Node`]s. The tree after any edit equals the tree of the same text made anew.
//! Knows no Kubernetes.

mod alias;
mod build;
mod document;
pub mod edit;
mod explain;
mod extent;
mod follow;
mod lenient;
mod line;
mod mend;
mod mistakes;
mod node;
mod outline;
mod parse;
mod path;
mod plain;
pub mod quote;
mod raw;
mod scalar;
mod segment;
mod span;
mod survey;
mod walk;

use std::sync::Arc;

pub use document::Document;
pub use node::{Entry, Node};
pub use path::{Around, Path, Step, around, enclosing, path_of};
pub use raw::Kind;
pub use scalar::Scalar;
pub use segment::Memo;
pub use survey::{Comment, Problem};
pub use walk::{Entries, Items};

use crate::text::{Edit, Span, Text, cut};
use follow::LineChange;
use line::{Class, lines};

/// The tree of one text.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    /// Length in bytes of the byte order mark in front, if there is one.
    mark: u32,
    documents: Vec<Arc<Document>>,
}

/// What an edit does to the lines of a text; made before the text changes, used after.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    first: u32,
    old_last: u32,
    new_end: u32,
    /// The touched lines cut documents, or did.
    cuts: bool,
    /// The edit reaches into the byte order mark, or may make one.
    at_start: bool,
    delta: i64,
}

impl Change {
    /// What `edit` is going to do to `before`.
    pub fn new(before: &Text, edit: &Edit) -> Self {
        // A line break may join with a character before it, so the line of that character counts as touched.
        let first = before.line_of(edit.span.start.saturating_sub(1));
        let old_last = before.line_of(edit.span.end);
        let end = before.line_start(old_last + 1);
        let touched = before.slice(Span::new(line_start(before, first), end));
        Self {
            first,
            old_last,
            new_end: edit.span.start.min(before.len()) + edit.new_text.len() as u32,
            cuts: lines(&touched).iter().any(line::Line::is_marker),
            at_start: edit.span.start < 3,
            delta: edit.new_text.len() as i64
                - i64::from(edit.span.end.min(before.len()) - edit.span.start.min(before.len())),
        }
    }
}

impl Syntax {
    /// The tree of `text`.
    pub fn new(text: &Text) -> Self {
        Self::read(&text.slice(Span::new(0, text.len())))
    }

    /// The tree of `text`, which stands in one piece.
    pub fn read(text: &str) -> Self {
        let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Self { mark: mark as u32, documents: split(cut(text, mark..text.len()), &[]) }
    }

    /// The documents with the offset at which each begins.
    pub fn documents(&self) -> impl Iterator<Item = (u32, &Arc<Document>)> {
        let mut at = self.mark;
        self.documents.iter().map(move |document| {
            let start = at;
            at += document.len;
            (start, document)
        })
    }

    /// The document that holds `offset`, and the offset at which it begins.
    pub fn document_at(&self, offset: u32) -> Option<(u32, &Arc<Document>)> {
        let last = self.documents.len().saturating_sub(1);
        let mut documents = self.documents().enumerate();
        documents
            .find(|(index, (start, document))| offset < start + document.len || *index == last)
            .map(|(_, found)| found)
    }

    /// Follows `change`, which has led to the text `after`.
    pub fn edit(&mut self, change: Change, after: &Text) {
        if change.at_start && (self.mark > 0 || mark(after) > 0) {
            *self = Self::new(after);
            return;
        }
        let new_last = after.line_of(change.new_end);
        let lines = LineChange { first: change.first, old_last: change.old_last, new_last };
        let Some((from, from_line, from_byte)) = self.at_line(lines.first) else {
            *self = Self::new(after);
            return;
        };
        let Some((to, ..)) = self.at_line(lines.old_last) else { return };
        let document = &self.documents[from];
        let borders = document.borders_touched(lines.first - from_line, lines.old_last - from_line);
        if from != to || borders || change.cuts || Self::cuts(lines, after) {
            self.resplit(from.saturating_sub(1), to, change.delta, after);
            return;
        }
        let end = (i64::from(from_byte + document.len) + change.delta) as u32;
        let document = Arc::make_mut(&mut self.documents[from]);
        if !document.follow(lines, from_line, end, after) {
            let old = [Arc::clone(&self.documents[from])];
            self.documents[from] = Arc::new(Document::new(&after.slice(Span::new(from_byte, end)), &old));
        }
        if self.is_only_top(from) {
            self.resplit(from, from + 1, 0, after);
        }
    }

    /// Whether a document without `---` and without content stands before another: it is only the top of that.
    fn is_only_top(&self, index: usize) -> bool {
        let document = self.documents.get(index);
        index + 1 < self.documents.len()
            && document.is_some_and(|document| !document.is_marked() && !document.has_content())
    }

    /// Whether one of the lines that are new cuts documents.
    fn cuts(change: LineChange, after: &Text) -> bool {
        let span = Span::new(line_start(after, change.first), after.line_start(change.new_last + 1));
        lines(&after.slice(span)).iter().any(line::Line::is_marker)
    }

    /// Makes the documents from `from` to `to` anew; their text has grown by `delta` bytes. What is left
    /// of them may be only the top of the next document, which is made anew then, too.
    fn resplit(&mut self, from: usize, to: usize, delta: i64, after: &Text) {
        let start = self.mark + self.documents.iter().take(from).map(|document| document.len).sum::<u32>();
        let old_len: u32 = self.documents.get(from..=to).unwrap_or_default().iter().map(|document| document.len).sum();
        let end = (i64::from(start + old_len) + delta) as u32;
        let made = split(&after.slice(Span::new(start, end)), self.documents.get(from..=to).unwrap_or_default());
        let last = from + made.len().saturating_sub(1);
        self.documents.splice(from..=to, made);
        if self.is_only_top(last) {
            self.resplit(last, last + 1, 0, after);
        }
    }

    /// Index, first line and first byte of the document that holds `line`.
    fn at_line(&self, line: u32) -> Option<(usize, u32, u32)> {
        let mut first = 0;
        let mut byte = self.mark;
        for (index, document) in self.documents.iter().enumerate() {
            if line < first + document.breaks || index + 1 == self.documents.len() {
                return Some((index, first, byte));
            }
            first += document.breaks;
            byte += document.len;
        }
        None
    }
}

/// Stands in front of a text and is no part of it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Length of the byte order mark in front of `text`.
fn mark(text: &Text) -> u32 {
    let length = BYTE_ORDER_MARK.len() as u32;
    if text.slice(Span::new(0, length)) == BYTE_ORDER_MARK { length } else { 0 }
}

/// Where `line` begins, a byte order mark left out.
fn line_start(text: &Text, line: u32) -> u32 {
    if line == 0 { mark(text) } else { text.line_start(line) }
}

/// Cuts `text` into documents at its `---` lines; `old` lends its pieces.
fn split(text: &str, old: &[Arc<Document>]) -> Vec<Arc<Document>> {
    let all = lines(text);
    let mut starts = vec![0];
    let mut seen = false;
    for (index, line) in all.iter().enumerate() {
        match line.class {
            Class::Blank | Class::Comment => {}
            Class::DocumentStart | Class::DocumentStartContent => {
                if seen {
                    starts.push(index);
                }
                seen = true;
            }
            _ => seen = true,
        }
    }
    starts.push(all.len());
    let offset = |line: usize| all.get(line).map_or(text.len(), |line| line.start as usize);
    let ranges = starts.iter().zip(starts.iter().skip(1));
    ranges
        .map(|(start, end)| {
            let text = cut(text, offset(*start)..offset(*end));
            Arc::new(Document::of_lines(text, &line::within(&all, *start..*end), old))
        })
        .collect()
}
