//! A document in pieces: units that were parsed alone, and branches that hold them.
//!
//! Pieces lie side by side without a gap and know only their lengths, so that an edit changes the
//! pieces it touches and the sums above them, and nothing else. Knows not how pieces are made.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::line::breaks;
use super::outline::EntryKind;
use super::raw::{Kind, Parsed};
use crate::text::Span;

/// What is wrong with a piece of text; places are byte offsets in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) message: String,
}

/// A piece that was parsed alone.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Unit {
    /// Its text, trailing comments and blank lines included.
    pub(super) text: Box<str>,
    /// Its nodes; a pair is a mapping of one, an item a sequence of one.
    pub(super) parsed: Parsed,
    /// Its comments.
    pub(super) comments: Box<[Span]>,
    /// Why it has fewer nodes than it should.
    pub(super) fault: Option<Box<Fault>>,
}

impl Unit {
    fn summary(&self) -> Summary {
        Summary {
            len: self.text.len() as u32,
            breaks: breaks(&self.text),
            faults: u32::from(self.fault.is_some()),
            aliases: self.parsed.nodes.iter().filter(|node| node.kind == Kind::Alias).count() as u32,
        }
    }
}

/// A `key:` or `- ` whose value was cut into pieces, or a document.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// The text up to the first child: `key:` or `- ` or the comments on top of a document.
    pub(super) head: Unit,
    /// Mapping or sequence; neither if no child is in its place.
    pub(super) collection: Option<Kind>,
    /// Column of the children.
    pub(super) column: u32,
    pub(super) children: Vec<Child>,
}

/// A piece in its parent.
#[derive(Clone, Debug)]
pub(super) struct Child {
    /// Spaces in front of its text, on its first line.
    pub(super) lead: u32,
    /// Stands where no entry can stand: not part of the tree.
    pub(super) bad: bool,
    pub(super) summary: Summary,
    pub(super) segment: Arc<Segment>,
}

impl Child {
    pub(super) fn new(lead: u32, bad: bool, segment: Arc<Segment>) -> Self {
        let summary = segment.summary();
        Self { lead, bad, summary, segment }
    }
}

/// What is counted of a piece and all it holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Summary {
    /// Bytes, without the lead.
    pub(super) len: u32,
    /// Line breaks.
    pub(super) breaks: u32,
    /// Pieces with a fault.
    pub(super) faults: u32,
    /// Alias nodes.
    pub(super) aliases: u32,
}

impl Summary {
    fn add(&mut self, other: Summary) {
        self.len += other.len;
        self.breaks += other.breaks;
        self.faults += other.faults;
        self.aliases += other.aliases;
    }
}

/// A piece.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) kind: EntryKind,
    pub(super) body: Body,
    /// What upper layers remember of it.
    pub(super) memo: Memo,
}

/// A piece is either whole or cut.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Unit(Unit),
    Branch(Branch),
}

impl Segment {
    pub(super) fn new(kind: EntryKind, body: Body) -> Self {
        Self { kind, body, memo: Memo::default() }
    }

    pub(super) fn summary(&self) -> Summary {
        match &self.body {
            Body::Unit(unit) => unit.summary(),
            Body::Branch(branch) => branch.summary(),
        }
    }

    /// The unit itself, or the head of the branch.
    pub(super) fn head(&self) -> &Unit {
        match &self.body {
            Body::Unit(unit) => unit,
            Body::Branch(branch) => &branch.head,
        }
    }
}

impl Branch {
    pub(super) fn summary(&self) -> Summary {
        let mut sum = self.head.summary();
        for child in &self.children {
            sum.add(child.summary);
            sum.len += child.lead;
        }
        sum
    }
}

/// The children of a branch that begins at `base`, with the offset of each.
pub(super) fn positions(branch: &Branch, base: u32) -> impl Iterator<Item = (&Child, u32)> {
    let mut at = base + branch.head.text.len() as u32;
    branch.children.iter().map(move |child| {
        let start = at + child.lead;
        at = start + child.summary.len;
        (child, start)
    })
}

/// A place where upper layers keep what they worked out about a piece.
/// It is empty again as soon as the piece changes.
#[derive(Default)]
pub struct Memo(OnceLock<Arc<dyn Any + Send + Sync>>);

impl Memo {
    /// What was kept, if it is of this type.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.get().and_then(|kept| kept.downcast_ref())
    }

    /// Keeps `value`; does nothing if something is kept already.
    pub fn set<T: Send + Sync + 'static>(&self, value: Arc<T>) {
        // Losing the race to another reader is fine: both computed the same.
        let _ = self.0.set(value);
    }

    pub(super) fn clear(&mut self) {
        self.0 = OnceLock::new();
    }
}

/// A copy is about to be changed, so it starts without memories.
impl Clone for Memo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.get().is_some() { "Memo(..)" } else { "Memo" })
    }
}
