//! What readers see of a tree: nodes with absolute spans, whatever pieces they lie in.

use std::borrow::Cow;

use super::document::Document;
use super::outline::EntryKind;
use super::raw::{Kind, RawNode};
use super::scalar::Scalar;
use super::segment::{Body, Branch, Child, Memo, Segment, Unit};
use crate::text::{Span, cut};

/// A node of a document. Cheap to copy; all places are byte offsets in the whole text.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    document: &'a Document,
    /// Where the document begins in the text.
    origin: u32,
    place: Place<'a>,
    /// Where the piece of `place` begins in the text.
    base: u32,
    /// The piece of which this is the value, if it is one.
    memo: Option<&'a Memo>,
}

#[derive(Clone, Copy, Debug)]
enum Place<'a> {
    Raw(&'a Unit, u32),
    Branch(&'a Branch),
}

/// A `key: value` of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The key; not necessarily a scalar.
    pub key: Node<'a>,
    /// The value; an empty plain scalar if nothing stands there.
    pub value: Node<'a>,
}

impl Entry<'_> {
    /// From the start of the key to the end of the value.
    pub fn span(&self) -> Span {
        self.key.span().join(self.value.span())
    }
}

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

    /// The outermost node, for a document that begins at offset `origin`; none if it holds nothing.
    pub fn root(&self, origin: u32) -> Option<Node<'_>> {
        let base = origin + self.head.text.len() as u32;
        let node = |place| Node { document: self, origin, place, base, memo: None };
        match &self.body.body {
            Body::Unit(unit) => (!unit.parsed.nodes.is_empty()).then(|| node(Place::Raw(unit, 0))),
            Body::Branch(branch) => Some(node(Place::Branch(branch))),
        }
    }

    /// The span of its content, `---` line and tail left out, for a document that begins at `origin`.
    pub fn body_span(&self, origin: u32) -> Span {
        let start = origin + self.head.text.len() as u32;
        Span::new(start, origin + self.len - self.tail.len() as u32)
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
                faulty = unit.fault.is_some();
                if !repeats {
                    let faults = unit.fault.iter();
                    problems.extend(
                        faults.map(|fault| Problem { span: fault.span.shift(base), message: fault.message.clone() }),
                    );
                }
            });
        }
        if self.aliases > 0 {
            self.unknown_aliases(origin, &mut problems);
            problems.sort_by_key(|problem| problem.span);
        }
        problems
    }

    fn unknown_aliases(&self, origin: u32, problems: &mut Vec<Problem>) {
        let mut known: rustc_hash::FxHashSet<&str> = rustc_hash::FxHashSet::default();
        self.walk(origin, &mut |base, unit, _| {
            let mut properties = unit.parsed.properties.iter().peekable();
            for (index, node) in unit.parsed.nodes.iter().enumerate() {
                while let Some(property) = properties.next_if(|property| property.node as usize <= index) {
                    known.extend(cut(&unit.text, property.span.range()).strip_prefix('&'));
                }
                let name = cut(&unit.text, node.span().range()).get(1..).unwrap_or_default();
                if node.kind == Kind::Alias && !known.contains(name) {
                    let fault = super::explain::unknown_alias(&unit.text, node.span());
                    problems.push(Problem { span: fault.span.shift(base), message: fault.message });
                }
            }
        });
    }

    /// All comments, in text order.
    pub fn comments(&self, origin: u32) -> Vec<Comment<'_>> {
        let mut comments = Vec::new();
        self.walk(origin, &mut |base, unit, _| {
            comments.extend(
                unit.comments
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

    /// The node with the anchor `name` that an alias at offset `before` refers to: the last one above it.
    fn anchored(&self, name: &str, origin: u32, before: u32) -> Option<Node<'_>> {
        let mut found = None;
        self.walk(origin, &mut |base, unit, bad| {
            let mut properties = unit.parsed.properties.iter();
            let is_it = |span: Span| cut(&unit.text, span.range()).strip_prefix('&') == Some(name);
            if let Some(property) =
                properties.rfind(|property| is_it(property.span) && property.span.start + base < before)
                && bad.is_none()
            {
                found = Some((base, unit, property.node));
            }
        });
        let (base, unit, index) = found?;
        Some(Node { document: self, origin, place: Place::Raw(unit, index), base, memo: None })
    }
}

/// The children of a branch that begins at `base`, with the offset of each.
fn positions(branch: &Branch, base: u32) -> impl Iterator<Item = (&Child, u32)> {
    let mut at = base + branch.head.text.len() as u32;
    branch.children.iter().map(move |child| {
        let start = at + child.lead;
        at = start + child.summary.len;
        (child, start)
    })
}

impl<'a> Node<'a> {
    /// What it is and how it is written.
    pub fn kind(self) -> Kind {
        match self.place {
            Place::Branch(branch) => branch.collection.unwrap_or(Kind::Broken),
            Place::Raw(..) => self.raw().map_or(Kind::Broken, |raw| raw.kind),
        }
    }

    /// Whether it is a mapping.
    pub fn is_mapping(self) -> bool {
        self.kind() == Kind::Mapping
    }

    /// Whether it is a sequence.
    pub fn is_sequence(self) -> bool {
        self.kind() == Kind::Sequence
    }

    /// Whether it is a collection in brackets or braces.
    pub fn is_flow(self) -> bool {
        self.raw().is_some_and(|raw| raw.flow)
    }

    /// Whether nothing is written in its place.
    pub fn is_absent(self) -> bool {
        self.kind() == Kind::Plain && self.span().is_empty()
    }

    fn raw(self) -> Option<&'a RawNode> {
        match self.place {
            Place::Raw(unit, index) => unit.parsed.nodes.get(index as usize),
            Place::Branch(_) => None,
        }
    }

    /// From its first to its last character; of a block collection, from its first key or dash.
    pub fn span(self) -> Span {
        match self.place {
            Place::Raw(..) => self.raw().map_or(Span::empty(self.base), |raw| raw.span().shift(self.base)),
            Place::Branch(branch) => {
                let mut children = positions(branch, self.base).filter(|(child, _)| !child.bad);
                let head_end = self.base + branch.head.text.trim_end().len() as u32;
                let Some((first, start)) = children.next() else { return Span::empty(head_end) };
                let (last, last_start) = children.last().unwrap_or((first, start));
                Span::new(start, last_start + segment_end(&last.segment))
            }
        }
    }

    /// The source of a scalar or alias, quotes included.
    pub fn source(self) -> &'a str {
        match (self.place, self.raw()) {
            (Place::Raw(unit, _), Some(raw)) => cut(&unit.text, raw.span().range()),
            _ => "",
        }
    }

    /// The value of a scalar, quotes, escapes and folds undone.
    pub fn value(self) -> &'a str {
        let (Place::Raw(unit, _), Some(raw)) = (self.place, self.raw()) else { return "" };
        if raw.cooked != RawNode::AS_WRITTEN {
            return unit.parsed.cooked.get(raw.cooked as usize).map_or("", |cooked| cooked);
        }
        let source = self.source();
        match raw.kind {
            Kind::SingleQuoted | Kind::DoubleQuoted => cut(source, 1..source.len().saturating_sub(1)),
            Kind::Plain => source,
            _ => "",
        }
    }

    /// The type kubectl gives a scalar; none for anything else.
    pub fn scalar(self) -> Option<Scalar> {
        let kind = self.kind();
        if !kind.is_scalar() {
            return None;
        }
        match self.tag() {
            None if kind == Kind::Plain => Some(Scalar::of_plain(self.value())),
            Some("!!int" | "!!float" | "!!bool" | "!!null") => Some(Scalar::of_plain(self.value())),
            _ => Some(Scalar::String),
        }
    }

    /// The anchor and tag in front of it, with their spans.
    pub fn properties(self) -> impl Iterator<Item = (Span, &'a str)> {
        let (unit, index) = match self.place {
            Place::Raw(unit, index) if self.raw().is_some_and(|raw| raw.has_property) => (Some(unit), index),
            _ => (None, 0),
        };
        let base = self.base;
        unit.into_iter().flat_map(move |unit| {
            let own = unit.parsed.properties.iter().filter(move |property| property.node == index);
            own.map(move |property| (property.span.shift(base), cut(&unit.text, property.span.range())))
        })
    }

    /// The tag with its `!`.
    pub fn tag(self) -> Option<&'a str> {
        self.properties().map(|(_, text)| text).find(|text| text.starts_with('!'))
    }

    /// The name of its anchor.
    pub fn anchor(self) -> Option<&'a str> {
        self.properties().find_map(|(_, text)| text.strip_prefix('&'))
    }

    /// The node itself, or the one its alias stands for; none if that one does not exist.
    pub fn resolve(self) -> Option<Node<'a>> {
        let mut node = self;
        // An anchor cannot stand on an alias, so one step is enough; the bound is for broken text.
        for _ in 0..4 {
            if node.kind() != Kind::Alias {
                return Some(node);
            }
            let name = node.source().get(1..)?;
            node = node.document.anchored(name, node.origin, node.span().start)?;
        }
        None
    }

    /// The pairs of a mapping as written, merge keys unmerged; empty for anything else.
    pub fn entries(self) -> Entries<'a> {
        Entries(self.children(Kind::Mapping))
    }

    /// The items of a sequence; empty for anything else.
    pub fn items(self) -> Items<'a> {
        Items(self.children(Kind::Sequence))
    }

    fn children(self, kind: Kind) -> Walk<'a> {
        let place = match self.place {
            _ if self.kind() != kind => Steps::Done,
            Place::Raw(unit, index) => {
                let end = unit.parsed.nodes.get(index as usize).map_or(0, |node| node.next);
                Steps::Raw { unit, next: index + 1, end }
            }
            Place::Branch(branch) => {
                Steps::Branch { children: branch.children.iter(), at: self.base + branch.head.text.len() as u32 }
            }
        };
        Walk { parent: self, steps: place }
    }

    /// The first value under `key`.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The first pair with `key`.
    pub fn entry(self, key: &str) -> Option<Entry<'a>> {
        self.entries().find(|entry| entry.key.kind().is_scalar() && entry.key.value() == key)
    }

    /// Whether lines inside it could not be understood, so that more may be meant than is seen.
    pub fn is_damaged(self) -> bool {
        match self.place {
            Place::Branch(branch) => branch
                .children
                .iter()
                .any(|child| child.bad || (child.summary.faults > 0 && child.segment.head().parsed.nodes.is_empty())),
            Place::Raw(..) => self.kind() == Kind::Broken,
        }
    }

    /// A place to keep what was worked out about an item of a long list; only such items have one.
    pub fn memo(self) -> Option<&'a Memo> {
        self.memo
    }

    /// The offset at which its document begins.
    pub fn origin(self) -> u32 {
        self.origin
    }

    /// The document it belongs to.
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// A short form of its source for messages: at most `limit` characters of one line.
    pub fn excerpt(self, limit: usize) -> Cow<'a, str> {
        let source = self.source();
        let line = source.lines().next().unwrap_or_default();
        if line.len() == source.len() && line.chars().count() <= limit {
            return Cow::Borrowed(line);
        }
        let mut short: String = line.chars().take(limit.saturating_sub(1)).collect();
        short.push('…');
        Cow::Owned(short)
    }
}

/// Where the last node of a piece ends, relative to the piece.
fn segment_end(segment: &Segment) -> u32 {
    let unit_end = |unit: &Unit| unit.parsed.nodes.first().map_or(unit.text.trim_end().len() as u32, |node| node.end);
    match &segment.body {
        Body::Unit(unit) => unit_end(unit),
        Body::Branch(branch) => match positions(branch, 0).filter(|(child, _)| !child.bad).last() {
            Some((last, at)) => at + segment_end(&last.segment),
            None => branch.head.text.trim_end().len() as u32,
        },
    }
}

/// Iterates the values below a collection.
#[derive(Clone, Debug)]
struct Walk<'a> {
    parent: Node<'a>,
    steps: Steps<'a>,
}

#[derive(Clone, Debug)]
enum Steps<'a> {
    Raw { unit: &'a Unit, next: u32, end: u32 },
    Branch { children: std::slice::Iter<'a, Child>, at: u32 },
    Done,
}

impl<'a> Walk<'a> {
    fn node(&self, place: Place<'a>, base: u32, memo: Option<&'a Memo>) -> Node<'a> {
        Node { place, base, memo, ..self.parent }
    }

    /// The next raw node of a flat collection.
    fn raw(&mut self) -> Option<Node<'a>> {
        let Steps::Raw { unit, next, end } = &mut self.steps else { return None };
        if next >= end {
            return None;
        }
        let index = *next;
        let unit = *unit;
        *next = unit.parsed.nodes.get(index as usize)?.next;
        Some(self.node(Place::Raw(unit, index), self.parent.base, None))
    }

    /// The next sound piece of a collection in pieces.
    fn piece(&mut self) -> Option<(&'a Segment, u32)> {
        let Steps::Branch { children, at } = &mut self.steps else { return None };
        for child in children.by_ref() {
            let start = *at + child.lead;
            *at = start + child.summary.len;
            if !child.bad && (child.segment.head().parsed.nodes.len() > 1 || child.segment.kind == EntryKind::Item) {
                return Some((&child.segment, start));
            }
        }
        None
    }

    fn entry(&mut self) -> Option<Entry<'a>> {
        if let Some(key) = self.raw() {
            return Some(Entry { key, value: self.raw()? });
        }
        let (segment, base) = self.piece()?;
        let head = segment.head();
        let key = self.node(Place::Raw(head, 1), base, None);
        let value = match &segment.body {
            Body::Branch(branch) if branch.collection.is_some() => self.node(Place::Branch(branch), base, None),
            _ => self.node(Place::Raw(head, head.parsed.nodes.get(1)?.next), base, None),
        };
        Some(Entry { key, value })
    }

    fn item(&mut self) -> Option<Node<'a>> {
        if let Some(item) = self.raw() {
            return Some(item);
        }
        let (segment, base) = self.piece()?;
        let place = match &segment.body {
            Body::Unit(unit) => Place::Raw(unit, 1),
            Body::Branch(branch) => Place::Branch(branch),
        };
        Some(self.node(place, base, Some(&segment.memo)))
    }
}

/// The pairs of a mapping.
#[derive(Clone, Debug)]
pub struct Entries<'a>(Walk<'a>);

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        self.0.entry()
    }
}

/// The items of a sequence.
#[derive(Clone, Debug)]
pub struct Items<'a>(Walk<'a>);

impl<'a> Iterator for Items<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        self.0.item()
    }
}
