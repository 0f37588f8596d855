//! The nodes of one parsed piece of text, flat and in preorder. Knows nothing of the pieces around it.

use crate::text::Span;

/// What a node is and how it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// `key: value` pairs in block or flow style.
    Mapping,
    /// Items in block or flow style.
    Sequence,
    /// A scalar without quotes; an absent value is an empty plain scalar.
    Plain,
    /// `'text'`
    SingleQuoted,
    /// `"text"`
    DoubleQuoted,
    /// `|` and the lines below.
    Literal,
    /// `>` and the lines below.
    Folded,
    /// `*name`
    Alias,
    /// Text that no parser understands, in the place of a value.
    Broken,
}

impl Kind {
    /// Whether it is one of the five scalar styles.
    pub fn is_scalar(self) -> bool {
        matches!(self, Kind::Plain | Kind::SingleQuoted | Kind::DoubleQuoted | Kind::Literal | Kind::Folded)
    }
}

/// One node. Places are byte offsets in the text of its piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct RawNode {
    pub(super) kind: Kind,
    /// Written with brackets or braces.
    pub(super) flow: bool,
    /// Has an anchor or a tag, listed in the properties.
    pub(super) has_property: bool,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Index of the first node after its subtree.
    pub(super) next: u32,
    /// Index of its value among the cooked ones, or [`RawNode::AS_WRITTEN`].
    pub(super) cooked: u32,
}

impl RawNode {
    /// The value is the text of the span.
    pub(super) const AS_WRITTEN: u32 = u32::MAX;

    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// An anchor or tag in front of a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Property {
    /// Index of the node.
    pub(super) node: u32,
    /// The property with its `&` or `!`.
    pub(super) span: Span,
}

/// Why a piece does not parse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ParseError {
    /// Byte offset in the piece at which the parser gave up.
    pub(super) at: u32,
    /// The parser's words.
    pub(super) message: String,
}

/// The nodes of one piece of text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Parsed {
    /// In preorder; mappings hold key, value, key, value.
    pub(super) nodes: Vec<RawNode>,
    /// Values that differ from their source text.
    pub(super) cooked: Vec<Box<str>>,
    /// Anchors and tags, in text order.
    pub(super) properties: Vec<Property>,
}
