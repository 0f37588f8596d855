//! What readers see of a tree: nodes with absolute spans, whatever pieces they lie in.

use std::borrow::Cow;

use super::document::Document;
use super::raw::{Kind, RawNode};
use super::scalar::Scalar;
use super::segment::{Body, Branch, Memo, Segment, Unit, positions};
use super::walk::{Entries, Items, pair};
use crate::text::{Span, cut};

/// A node of a document. Cheap to copy; all places are byte offsets in the whole text.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    pub(super) document: &'a Document,
    /// Where the document begins in the text.
    pub(super) origin: u32,
    pub(super) place: Place<'a>,
    /// Where the piece of `place` begins in the text.
    pub(super) base: u32,
    /// What is kept about the piece of which this is the value, if it is one.
    pub(super) memo: Option<&'a Memo>,
}

/// The piece a node lies in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
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

impl<'a> Node<'a> {
    /// What it is and how it is written.
    #[inline]
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

    #[inline]
    fn raw(self) -> Option<&'a RawNode> {
        match self.place {
            Place::Raw(unit, index) => unit.nodes.get(index as usize),
            Place::Branch(_) => None,
        }
    }

    /// Where its span starts; cheap also for a long collection.
    pub fn start(self) -> u32 {
        match self.place {
            Place::Raw(..) => self.raw().map_or(self.base, |raw| raw.start + self.base),
            Place::Branch(branch) => match positions(branch, self.base).find(|(child, _)| !child.bad) {
                Some((_, start)) => start,
                None => self.base + branch.head.text.trim_end().len() as u32,
            },
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
        match (self.place, self.raw()) {
            (Place::Raw(unit, index), Some(raw)) => raw_value(unit, index, raw),
            _ => "",
        }
    }

    /// Whether it is a scalar with this value. Nearly all keys are plain and as long as they look.
    #[inline]
    pub fn says(self, value: &str) -> bool {
        match (self.place, self.raw()) {
            (Place::Raw(unit, index), Some(raw)) => raw_says(unit, index, raw, value),
            _ => false,
        }
    }

    /// The type kubectl gives a scalar; none for anything else.
    pub fn scalar(self) -> Option<Scalar> {
        let (Place::Raw(unit, index), Some(raw)) = (self.place, self.raw()) else { return None };
        let kind = raw.kind;
        if kind == Kind::Plain && !raw.has_property {
            return Some(Scalar::of_plain(raw_value(unit, index, raw)));
        }
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
            let all = unit.properties();
            let own = all.get(all.partition_point(|property| property.node < index)..).unwrap_or_default();
            let own = own.iter().take_while(move |property| property.node == index);
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
    #[inline]
    pub fn resolve(self) -> Option<Node<'a>> {
        if self.kind() == Kind::Alias { self.follow() } else { Some(self) }
    }

    fn follow(self) -> Option<Node<'a>> {
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
        Entries::of(self)
    }

    /// The items of a sequence; empty for anything else.
    pub fn items(self) -> Items<'a> {
        Items::of(self)
    }

    /// The first value under `key`.
    #[inline]
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        match self.place {
            Place::Raw(unit, index) => {
                let (_, value) = find_key(unit, index, key)?;
                Some(Node { place: Place::Raw(unit, value), memo: None, ..self })
            }
            Place::Branch(_) => self.entry(key).map(|entry| entry.value),
        }
    }

    /// The first pair with `key`.
    pub fn entry(self, key: &str) -> Option<Entry<'a>> {
        match self.place {
            Place::Raw(unit, index) => {
                let (key, value) = find_key(unit, index, key)?;
                let node = |index| Node { place: Place::Raw(unit, index), memo: None, ..self };
                Some(Entry { key: node(key), value: node(value) })
            }
            Place::Branch(branch) if branch.collection == Some(Kind::Mapping) => {
                let is_it = |segment: &Segment| {
                    let head = segment.head();
                    head.nodes.get(1).is_some_and(|raw| raw_says(head, 1, raw, key))
                };
                let found = positions(branch, self.base).find(|(child, _)| !child.bad && is_it(&child.segment));
                found.and_then(|(child, base)| pair(self, &child.segment, base))
            }
            Place::Branch(_) => None,
        }
    }

    /// Whether lines inside it could not be understood, so that more may be meant than is seen.
    pub fn is_damaged(self) -> bool {
        match self.place {
            Place::Branch(branch) => branch
                .children
                .iter()
                .any(|child| child.bad || (child.summary.faults > 0 && child.segment.head().nodes.is_empty())),
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

/// The key that says `key` in the mapping that is node `index`, and its value. Looking is what readers
/// do most: nodes are made of what is found only.
fn find_key(unit: &Unit, index: u32, key: &str) -> Option<(u32, u32)> {
    let nodes = &*unit.nodes;
    let mapping = nodes.get(index as usize).filter(|raw| raw.kind == Kind::Mapping)?;
    let mut at = index + 1;
    while at < mapping.next {
        let raw = nodes.get(at as usize)?;
        let value = raw.next;
        if raw_says(unit, at, raw, key) {
            return Some((at, value));
        }
        at = nodes.get(value as usize)?.next;
    }
    None
}

/// The value of node `index` of `unit`, if it is a scalar.
fn raw_value<'a>(unit: &'a Unit, index: u32, raw: &RawNode) -> &'a str {
    if raw.cooked {
        return unit.cooked(index);
    }
    let range = raw.span().range();
    match raw.kind {
        Kind::SingleQuoted | Kind::DoubleQuoted => cut(&unit.text, range.start + 1..range.end.saturating_sub(1)),
        Kind::Plain => cut(&unit.text, range),
        _ => "",
    }
}

/// Whether node `index` of `unit` is a scalar with this value.
#[inline]
fn raw_says(unit: &Unit, index: u32, raw: &RawNode, value: &str) -> bool {
    if raw.kind == Kind::Plain && !raw.cooked {
        // Most are told apart by their length alone.
        let (start, end) = (raw.start as usize, raw.end as usize);
        return end.wrapping_sub(start) == value.len()
            && unit.text.as_bytes().get(start..end) == Some(value.as_bytes());
    }
    raw.kind.is_scalar() && raw_value(unit, index, raw) == value
}

/// Where the last node of a piece ends, relative to the piece.
fn segment_end(segment: &Segment) -> u32 {
    let unit_end = |unit: &Unit| unit.nodes.first().map_or(unit.text.trim_end().len() as u32, |node| node.end);
    match &segment.body {
        Body::Unit(unit) => unit_end(unit),
        Body::Branch(branch) => match positions(branch, 0).filter(|(child, _)| !child.bad).last() {
            Some((last, at)) => at + segment_end(&last.segment),
            None => branch.head.text.trim_end().len() as u32,
        },
    }
}
