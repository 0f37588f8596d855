//! The parts that can be folded away: what a key or a dash holds on further lines, runs of comments,
//! and the documents of a stream. Knows no Kubernetes.

use super::{Fold, Snapshot};
use crate::syntax::{Comment, Document, Node};
use crate::text::{Span, Text};

/// Of a text with more folds the innermost are left out, a whole level at a time, and comments: editors take
/// no more than about these, and finding and sending all would take long.
const MOST: usize = 5_000;

/// The parts that can be folded away, in text order, the outer before the inner.
pub fn folds(snapshot: &Snapshot) -> Vec<Fold> {
    let text = snapshot.text();
    let mut folds = Folds { text, lines: Lines::of(text), found: Vec::new() };
    let documents: Vec<_> = snapshot.syntax().documents().collect();
    for (origin, document) in documents.iter().filter(|_| documents.len() > 1) {
        folds.document(*origin, document);
    }
    let mut level: Vec<Node<'_>> = documents.iter().filter_map(|(origin, document)| document.root(*origin)).collect();
    // Deeper levels hold more, so one that cannot fit is not even looked for.
    while !level.is_empty() && folds.found.len() < MOST / 3 {
        level = level.iter().flat_map(|node| folds.node(*node)).collect();
    }
    folds.found.truncate(MOST.max(documents.len()));
    if level.is_empty() {
        for (origin, document) in &documents {
            folds.comments(&document.comments(*origin));
        }
    }
    folds.found.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    let lines = folds.lines;
    let both = |fold: &Fold| (lines.at(fold.span.start), lines.at(fold.span.end));
    // The first pair of an item has the lines of the item.
    folds.found.dedup_by(|inner, outer| !inner.comment && !outer.comment && both(inner) == both(outer));
    folds.found
}

/// Where lines begin: asked so often here that it is worth a list.
struct Lines(Vec<u32>);

impl Lines {
    fn of(text: &Text) -> Self {
        let all = text.slice(Span::new(0, text.len()));
        let bytes = all.as_bytes();
        let is_break = |at: usize| match bytes.get(at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|at| is_break(*at)).map(|at| at as u32 + 1);
        Self([0].into_iter().chain(starts).collect())
    }

    /// The line that holds `offset`.
    fn at(&self, offset: u32) -> usize {
        self.0.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn start(&self, line: usize) -> u32 {
        self.0.get(line).copied().unwrap_or_default()
    }
}

struct Folds<'a> {
    text: &'a Text,
    lines: Lines,
    found: Vec<Fold>,
}

impl Folds<'_> {
    /// A document goes without the comments and blank lines around it.
    fn document(&mut self, origin: u32, document: &Document) {
        let Some(root) = document.root(origin) else { return };
        let body = document.body_span(origin);
        let head = self.text.slice(Span::new(origin, body.start));
        let marker = head.rfind("---").map(|at| origin + at as u32);
        let start = marker.unwrap_or_else(|| root.span().start);
        self.add(Span::new(start, root.span().end.max(start)));
    }

    /// Adds what is right in `node`; returns those parts that may hold more.
    fn node<'n>(&mut self, node: Node<'n>) -> Vec<Node<'n>> {
        let mut parts = Vec::new();
        for entry in node.entries() {
            let key = entry.key.span();
            self.value(key.start.min(entry.value.span().start), entry.value);
            parts.push(entry.value);
        }
        for item in node.items() {
            self.value(item.span().start, item);
            parts.push(item);
        }
        parts.retain(|part| part.is_mapping() || part.is_sequence());
        parts
    }

    /// A value that begins on the line of `start` or below it.
    fn value(&mut self, start: u32, value: Node<'_>) {
        let mut end = value.span().end;
        if value.is_flow() && end > 0 {
            // A closing bracket on a line of its own stays.
            let line = self.lines.at(end - 1);
            let before = self.text.slice(Span::new(self.lines.start(line), end - 1));
            if line > 0 && before.trim().is_empty() {
                end = self.text.line_span(line as u32 - 1).end;
            }
        }
        self.add(Span::new(start, end.max(start)));
    }

    /// Adds `span` if it has more than one line.
    fn add(&mut self, span: Span) {
        if self.lines.at(span.start) < self.lines.at(span.end) {
            self.found.push(Fold { span, comment: false });
        }
    }

    /// Comments that stand alone on lines that follow each other.
    fn comments(&mut self, comments: &[Comment<'_>]) {
        let mut run: Option<(usize, Span)> = None;
        for comment in comments {
            let line = self.lines.at(comment.span.start);
            let before = self.text.slice(Span::new(self.lines.start(line), comment.span.start));
            if !before.trim().is_empty() {
                continue;
            }
            run = match run {
                Some((last, span)) if last + 1 == line => Some((line, span.join(comment.span))),
                _ => {
                    self.run(run);
                    Some((line, comment.span))
                }
            };
        }
        self.run(run);
    }

    fn run(&mut self, run: Option<(usize, Span)>) {
        let many = run.filter(|(last, span)| self.lines.at(span.start) < *last);
        self.found.extend(many.map(|(_, span)| Fold { span, comment: true }));
    }
}
