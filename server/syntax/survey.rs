//! What is read of a document as a whole: its root, its comments, and everything that is not YAML.

use super::document::Document;
use super::explain;
use super::node::{Node, Place};
use super::raw::Kind;
use super::segment::{Body, Memo, Segment, Unit, positions};
use crate::text::{Span, cut};

/// A comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Comment<'a> {
    /// From the `#` to the end of the line.
    pub span: Span,
    /// The comment with its `#`.
    pub text: &'a str,
}

/// A part of a text that is not YAML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where the mistake is.
    pub span: Span,
    /// What is wrong and what to type.
    pub message: String,
}

impl Document {
    /// Length in bytes, its `---` line included.
    #[expect(clippy::len_without_is_empty, reason = "a document without text still is one")]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// A place to keep what was worked out about this document.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    /// Whether anything in it refers to an anchor, so that its parts do not stand alone.
    pub fn has_aliases(&self) -> bool {
        self.aliases > 0
    }

    /// How many of its pieces are not YAML; known without looking at them.
    pub fn faults(&self) -> u32 {
        self.faults
    }

    /// The outermost node, for a document that begins at offset `origin`; none if it holds nothing.
    pub fn root(&self, origin: u32) -> Option<Node<'_>> {
        let base = origin + self.head.text.len() as u32;
        let node = |place| Node { document: self, origin, place, base, memo: None };
        match &self.body.body {
            Body::Unit(unit) => (!unit.nodes.is_empty()).then(|| node(Place::Raw(unit, 0))),
            Body::Branch(branch) => Some(node(Place::Branch(branch))),
        }
    }

    /// The span of its content, `---` line and tail left out, for a document that begins at `origin`.
    pub fn body_span(&self, origin: u32) -> Span {
        let start = origin + self.head.text.len() as u32;
        Span::new(start, origin + self.len - self.tail.len() as u32)
    }

    /// What stands on the line of its `---`, if anything but a comment does. YAML allows it; Kubernetes,
    /// which cuts documents before it reads them, does not.
    pub fn beside_marker(&self, origin: u32) -> Option<Span> {
        if self.head.text.ends_with(['\n', '\r']) || !self.is_marked() {
            return None;
        }
        let line = self.body.head().text.lines().next().unwrap_or_default();
        let start = origin + self.head.text.len() as u32 + (line.len() - line.trim_start().len()) as u32;
        let content = line.trim();
        (!content.is_empty()).then(|| Span::new(start, start + content.len() as u32))
    }

    /// Everything in it that is not YAML, in text order.
    pub fn problems(&self, origin: u32) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.faults > 0 {
            // A line that is indented like the misplaced one above it repeats the same mistake, as do
            // brackets that close what could not be read.
            let mut above = None;
            let mut faulty = false;
            self.walk(origin, &mut |base, unit: &Unit, bad| {
                let closes = |letter: char| matches!(letter, ']' | '}' | ',') || letter.is_ascii_whitespace();
                let repeats = bad.is_some() && (bad == above || (faulty && unit.text.chars().all(closes)));
                above = bad;
                faulty = unit.fault().is_some();
                if !repeats {
                    let faults = unit.fault().into_iter();
                    problems.extend(
                        faults.map(|fault| Problem { span: fault.span.shift(base), message: fault.message.clone() }),
                    );
                }
            });
        }
        if self.aliases > 0 {
            self.unknown_aliases(origin, &mut problems);
            if let Some(excess) = self.excess() {
                problems.push(Problem { span: excess.span.shift(origin), message: excess.message() });
            }
            problems.sort_by_key(|problem| problem.span);
        }
        problems
    }

    fn unknown_aliases(&self, origin: u32, problems: &mut Vec<Problem>) {
        let mut known: rustc_hash::FxHashSet<&str> = rustc_hash::FxHashSet::default();
        self.walk(origin, &mut |base, unit, _| {
            let mut properties = unit.properties().iter().peekable();
            for (index, node) in unit.nodes.iter().enumerate() {
                while let Some(property) = properties.next_if(|property| property.node as usize <= index) {
                    known.extend(cut(&unit.text, property.span.range()).strip_prefix('&'));
                }
                let name = cut(&unit.text, node.span().range()).get(1..).unwrap_or_default();
                if node.kind == Kind::Alias && !known.contains(name) {
                    let fault = explain::unknown_alias(&unit.text, node.span());
                    problems.push(Problem { span: fault.span.shift(base), message: fault.message });
                }
            }
        });
    }

    /// Whether it is the source of a Go or Jinja template, not yet YAML: braces or `{%` stand where
    /// they decide its structure. Placeholders inside a value do not count.
    pub fn is_template(&self) -> bool {
        self.templates > 0
    }

    /// All comments, in text order.
    pub fn comments(&self, origin: u32) -> Vec<Comment<'_>> {
        let mut comments = Vec::new();
        self.walk(origin, &mut |base, unit, _| {
            comments.extend(
                unit.comments()
                    .iter()
                    .map(|span| Comment { span: span.shift(base), text: cut(&unit.text, span.range()) }),
            );
        });
        comments
    }

    /// Calls `visit` with every piece of text, its offset and, for a piece that is not part of the tree
    /// because it is misplaced, its column; in text order.
    fn walk<'a>(&'a self, origin: u32, visit: &mut dyn FnMut(u32, &'a Unit, Option<u32>)) {
        fn segment<'a>(
            piece: &'a Segment,
            bad: Option<u32>,
            base: u32,
            visit: &mut dyn FnMut(u32, &'a Unit, Option<u32>),
        ) {
            visit(base, piece.head(), bad);
            let Body::Branch(branch) = &piece.body else { return };
            for (child, base) in positions(branch, base) {
                segment(&child.segment, bad.or(child.bad.then_some(child.lead)), base, visit);
            }
        }
        visit(origin, &self.head, None);
        segment(&self.body, None, origin + self.head.text.len() as u32, visit);
    }
}
