//! A document in pieces: units that were parsed alone, and branches that hold them.
//!
//! Pieces lie side by side without a gap and know only their lengths, so that an edit changes the
//! pieces it touches and the sums above them, and nothing else. Knows not how pieces are made.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::line::breaks;
use super::outline::EntryKind;
use super::raw::{Cooked, Kind, Parsed, Property, RawNode};
use crate::text::Span;

/// What is wrong with a piece of text; places are byte offsets in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) message: String,
}

/// A piece that was parsed alone. Most pieces are plain, so what is rare lies apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Unit {
    /// Its text, trailing comments and blank lines included.
    pub(super) text: Box<str>,
    /// Its nodes in preorder; a pair is a mapping of one, an item a sequence of one.
    pub(super) nodes: Box<[RawNode]>,
    rare: Option<Box<Rare>>,
}

/// What most units do not have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Rare {
    cooked: Box<[Cooked]>,
    properties: Box<[Property]>,
    comments: Box<[Span]>,
    fault: Option<Fault>,
    is_template: bool,
}

impl Unit {
    /// A unit of `text`, its nodes and comments; `fault` says why it has fewer nodes than it should.
    pub(super) fn new(text: &str, parsed: Parsed, comments: Vec<Span>, fault: Option<Fault>) -> Self {
        let is_template = is_template(text, &parsed, fault.is_some());
        let rare = Rare {
            cooked: parsed.cooked.into_boxed_slice(),
            properties: parsed.properties.into_boxed_slice(),
            comments: comments.into_boxed_slice(),
            fault,
            is_template,
        };
        let rare = (rare != Rare::default()).then(|| Box::new(rare));
        Self { text: text.into(), nodes: parsed.nodes.into_boxed_slice(), rare }
    }

    /// The same unit with something wrong.
    pub(super) fn with_fault(mut self, fault: Fault) -> Self {
        self.rare.get_or_insert_default().fault = Some(fault);
        self
    }

    /// The value of a node whose value is not as written.
    pub(super) fn cooked(&self, node: u32) -> &str {
        let cooked = self.rare.as_ref().map_or(&[][..], |rare| &rare.cooked);
        let found = cooked.binary_search_by_key(&node, |cooked| cooked.node).ok();
        found.and_then(|index| cooked.get(index)).map_or("", |cooked| &cooked.value)
    }

    /// Its anchors and tags, in text order.
    pub(super) fn properties(&self) -> &[Property] {
        self.rare.as_ref().map_or(&[], |rare| &rare.properties)
    }

    /// Its comments, in text order.
    pub(super) fn comments(&self) -> &[Span] {
        self.rare.as_ref().map_or(&[], |rare| &rare.comments)
    }

    /// Why it has fewer nodes than it should.
    pub(super) fn fault(&self) -> Option<&Fault> {
        self.rare.as_ref().and_then(|rare| rare.fault.as_ref())
    }

    fn summary(&self) -> Summary {
        Summary {
            len: self.text.len() as u32,
            breaks: breaks(&self.text),
            faults: u32::from(self.fault().is_some()),
            aliases: self.nodes.iter().filter(|node| node.kind == Kind::Alias).count() as u32,
            templates: u32::from(self.rare.as_ref().is_some_and(|rare| rare.is_template)),
        }
    }
}

/// Whether the braces of a Go or Jinja template decide the structure of `text`: nothing parses, or
/// a mapping is the key of a mapping, as in a bare `{{ x }}`.
fn is_template(text: &str, parsed: &Parsed, is_broken: bool) -> bool {
    let holds = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if memchr::memchr(b'{', text.as_bytes()).is_none() || !(holds("{{") || holds("{%")) {
        return false;
    }
    let flow_mapping = |node: &RawNode| node.kind == Kind::Mapping && node.flow;
    is_broken || parsed.nodes.windows(2).any(|pair| pair.iter().all(flow_mapping))
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
    /// Pieces that are the source of a template.
    pub(super) templates: u32,
}

impl Summary {
    fn add(&mut self, other: Summary) {
        self.len += other.len;
        self.breaks += other.breaks;
        self.faults += other.faults;
        self.aliases += other.aliases;
        self.templates += other.templates;
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
    Branch(Box<Branch>),
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
