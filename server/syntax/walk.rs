//! The pairs of mappings and the items of sequences, whether they lie in one piece or in many.

use super::node::{Entry, Node, Place};
use super::outline::EntryKind;
use super::raw::Kind;
use super::segment::{Body, Child, Memo, Segment, Unit};

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
    /// The values right below `parent`, if it is of this kind.
    fn new(parent: Node<'a>, kind: Kind) -> Self {
        let steps = match parent.place {
            _ if parent.kind() != kind => Steps::Done,
            Place::Raw(unit, index) => {
                let end = unit.nodes.get(index as usize).map_or(0, |node| node.next);
                Steps::Raw { unit, next: index + 1, end }
            }
            Place::Branch(branch) => {
                Steps::Branch { children: branch.children.iter(), at: parent.base + branch.head.text.len() as u32 }
            }
        };
        Self { parent, steps }
    }

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
        *next = unit.nodes.get(index as usize)?.next;
        Some(self.node(Place::Raw(unit, index), self.parent.base, None))
    }

    /// The next sound piece of a collection in pieces.
    fn piece(&mut self) -> Option<(&'a Segment, u32)> {
        let Steps::Branch { children, at } = &mut self.steps else { return None };
        for child in children.by_ref() {
            let start = *at + child.lead;
            *at = start + child.summary.len;
            if !child.bad && (child.segment.head().nodes.len() > 1 || child.segment.kind == EntryKind::Item) {
                return Some((&child.segment, start));
            }
        }
        None
    }

    fn entry(&mut self) -> Option<Entry<'a>> {
        if let Steps::Raw { unit, next, end } = &mut self.steps {
            if next >= end {
                return None;
            }
            let (unit, key) = (*unit, *next);
            let value = unit.nodes.get(key as usize)?.next;
            *next = unit.nodes.get(value as usize)?.next;
            let node = |index| Node { place: Place::Raw(unit, index), memo: None, ..self.parent };
            return Some(Entry { key: node(key), value: node(value) });
        }
        let (segment, base) = self.piece()?;
        pair(self.parent, segment, base)
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

/// The pair that is a piece of `parent` and begins at `base`.
pub(super) fn pair<'a>(parent: Node<'a>, segment: &'a Segment, base: u32) -> Option<Entry<'a>> {
    let node = |place| Node { place, base, memo: None, ..parent };
    let head = segment.head();
    let value = match &segment.body {
        Body::Branch(branch) if branch.collection.is_some() => Place::Branch(branch),
        _ => Place::Raw(head, head.nodes.get(1)?.next),
    };
    Some(Entry { key: node(Place::Raw(head, 1)), value: node(value) })
}

/// The pairs of a mapping.
#[derive(Clone, Debug)]
pub struct Entries<'a>(Walk<'a>);

impl<'a> Entries<'a> {
    pub(super) fn of(node: Node<'a>) -> Self {
        Self(Walk::new(node, Kind::Mapping))
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        self.0.entry()
    }
}

/// The items of a sequence.
#[derive(Clone, Debug)]
pub struct Items<'a>(Walk<'a>);

impl<'a> Items<'a> {
    pub(super) fn of(node: Node<'a>) -> Self {
        Self(Walk::new(node, Kind::Sequence))
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        self.0.item()
    }
}
