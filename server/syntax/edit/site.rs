//! The place of a node among its neighbours: the collections around it, where each child begins and
//! ends, and which lines belong to it. Knows nothing of what is going to be done there.

use super::super::node::Node;
use super::super::path::Step;
use super::super::raw::Kind;
use super::Target;
use super::lines::{
    before, column, comment_column, content_column, first_token, is_blank, is_first, line_end, line_start,
};
use crate::text::{Span, Text};

/// A collection, and the child of it on the way to the site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link<'a> {
    pub(super) node: Node<'a>,
    pub(super) index: usize,
}

/// A node with all collections around it.
#[derive(Clone, Debug)]
pub(super) struct Site<'a> {
    pub(super) text: &'a Text,
    /// From the root to the parent.
    pub(super) chain: Vec<Link<'a>>,
    pub(super) node: Node<'a>,
}

/// A pair or item with its borders.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child<'a> {
    /// Where its key, with anchor and tag, or its dash begins.
    pub(super) start: u32,
    pub(super) key: Option<Node<'a>>,
    pub(super) value: Node<'a>,
    /// Where its key or value ends, whichever is last.
    pub(super) end: u32,
    /// Written as `? key`.
    pub(super) explicit: bool,
}

/// The lines that belong to a child, both inclusive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl<'a> Site<'a> {
    /// The site of the target itself.
    pub(super) fn new(target: Target<'a>) -> Option<Self> {
        let text = target.desk.text()?;
        let chain = chain_to(target.node)?;
        Some(Self { text, chain, node: target.node })
    }

    /// Follows as many of `steps` as lead somewhere; returns the site and the number of steps taken.
    pub(super) fn walk(target: Target<'a>, steps: &[Step<'_>]) -> Option<(Self, usize)> {
        let mut site = Self::new(target)?;
        for (taken, step) in steps.iter().enumerate() {
            if site.node.kind() == Kind::Alias {
                if !target.through_aliases {
                    return None;
                }
                let node = site.node.resolve()?;
                site = Self { text: site.text, chain: chain_to(node)?, node };
            }
            let Some(index) = index_of(site.node, *step) else { return Some((site, taken)) };
            site = site.child(index)?;
        }
        Some((site, steps.len()))
    }

    /// The site of child `index`.
    pub(super) fn child(mut self, index: usize) -> Option<Self> {
        let child = nth(self.node, index)?;
        self.chain.push(Link { node: self.node, index });
        self.node = child;
        Some(self)
    }

    /// The site of the parent, and the index of the child this was.
    pub(super) fn parent(mut self) -> Option<(Self, usize)> {
        let link = self.chain.pop()?;
        self.node = link.node;
        Some((self, link.index))
    }

    /// Whether it stands between brackets.
    pub(super) fn in_flow(&self) -> bool {
        self.chain.last().is_some_and(|link| link.node.is_flow())
    }

    /// Whether its children can be edited: a collection whose style fits the one around it.
    pub(super) fn has_editable_children(&self) -> bool {
        let collection = self.node.is_mapping() || self.node.is_sequence();
        // `[a: b]` holds a mapping without brackets of its own.
        collection && (self.node.is_flow() || !self.chain.iter().any(|link| link.node.is_flow()))
    }
}

/// The index of the child that `step` leads to.
pub(super) fn index_of(node: Node<'_>, step: Step<'_>) -> Option<usize> {
    match step {
        Step::Key(key) => node.entries().position(|entry| entry.key.kind().is_scalar() && entry.key.value() == key),
        Step::Index(index) => node.items().nth(index).map(|_| index),
    }
}

/// The value of child `index` of a mapping or sequence.
fn nth(node: Node<'_>, index: usize) -> Option<Node<'_>> {
    if node.is_mapping() { node.entries().nth(index).map(|entry| entry.value) } else { node.items().nth(index) }
}

/// The collections from the root of its document to `node`.
fn chain_to(node: Node<'_>) -> Option<Vec<Link<'_>>> {
    let mut chain = Vec::new();
    let mut current = node.document().root(node.origin())?;
    while current.span() != node.span() || current.kind() != node.kind() {
        // Children stand in text order, so the last one that begins early enough is the one.
        let begins = |child: Node<'_>| child.start() <= node.start();
        let index = if current.is_mapping() {
            current.entries().take_while(|entry| begins(entry.value)).count().checked_sub(1)?
        } else {
            current.items().take_while(|item| begins(*item)).count().checked_sub(1)?
        };
        chain.push(Link { node: current, index });
        current = nth(current, index)?;
    }
    Some(chain)
}

/// The children of a collection; none if their borders cannot be told.
pub(super) fn children<'a>(text: &Text, node: Node<'a>) -> Option<Vec<Child<'a>>> {
    let mut result: Vec<Child<'a>> = Vec::new();
    for entry in node.entries() {
        let start = entry.key.outer_span().start;
        let explicit = before(text, start).trim_end().ends_with('?');
        let end = entry.key.span().end.max(entry.value.outer_span().end);
        result.push(Child { start, key: Some(entry.key), value: entry.value, end, explicit });
    }
    let mut from = node.span().start;
    for item in node.items() {
        let outer = item.outer_span();
        let start = if node.is_flow() { outer.start } else { dash(text, from, outer.start)? };
        from = outer.end;
        result.push(Child { start, key: None, value: item, end: outer.end, explicit: false });
    }
    Some(result)
}

/// The first dash behind `from` with nothing but comments before it.
fn dash(text: &Text, from: u32, item: u32) -> Option<u32> {
    let (at, letter) = first_token(text, Span::new(from, item))?;
    (letter == '-').then_some(at)
}

impl Child<'_> {
    /// Where a value begins: behind the colon or the dash; none if there is no colon.
    pub(super) fn indicator_end(&self, text: &Text) -> Option<u32> {
        let Some(key) = self.key else { return Some(self.start + 1) };
        let limit = self.value.outer_span().start.max(key.span().end);
        let (at, letter) = first_token(text, Span::new(key.span().end, limit))?;
        (letter == ':').then_some(at + 1)
    }
}

/// The last line of the text of a child: the last line of its value, kept blank lines included.
pub(super) fn last_line(text: &Text, child: &Child<'_>) -> u32 {
    let mut last = text.line_of(child.end);
    let mut node = child.value;
    while let Some(inner) = node.entries().last().map(|entry| entry.value).or_else(|| node.items().last()) {
        node = inner;
    }
    let header = node.source().lines().next().unwrap_or_default();
    let header = header.split_once('#').map_or(header, |(indicators, _)| indicators);
    if matches!(node.kind(), Kind::Literal | Kind::Folded) && header.contains('+') {
        while is_blank(text, last + 1) {
            last += 1;
        }
    }
    last
}

/// The lines that belong to child `index` of a block collection: its own; comment lines right above it
/// at its own column, unless it is the first thing of the document, whose comments speak of the whole;
/// lines below it that are deeper than it, also behind blank lines: comments, and what is no YAML.
pub(super) fn extent(text: &Text, children: &[Child<'_>], index: usize, is_root: bool) -> Option<Extent> {
    let child = children.get(index)?;
    let column = column(text, child.start);
    let mut first = text.line_of(child.start);
    if is_first(text, child.start) && !(is_root && index == 0) {
        let floor = index.checked_sub(1).and_then(|above| children.get(above)).map(|above| text.line_of(above.end));
        while let Some(above) = first.checked_sub(1) {
            if floor.is_some_and(|floor| above <= floor) || comment_column(text, above) != Some(column) {
                break;
            }
            first = above;
        }
    }
    let mut last = last_line(text, child);
    let mut next = last + 1;
    while next < text.line_count() {
        if content_column(text, next).is_some_and(|below| below > column) {
            last = next;
        } else if !is_blank(text, next) {
            break;
        }
        next += 1;
    }
    Some(Extent { first, last })
}

impl Extent {
    /// From the start of its first to the start of the line after its last.
    pub(super) fn whole(self, text: &Text) -> Span {
        Span::new(line_start(text, self.first), text.line_start(self.last + 1))
    }

    /// Where its last line ends.
    pub(super) fn end(self, text: &Text) -> u32 {
        line_end(text, self.last)
    }
}
