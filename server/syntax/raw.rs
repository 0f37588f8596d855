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
    /// Its value is not as written, but listed among the cooked ones.
    pub(super) cooked: bool,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Index of the first node after its subtree.
    pub(super) next: u32,
}

impl RawNode {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// There are many of them: a byte more in each is felt in a large text.
const _: () = assert!(size_of::<RawNode>() == 16);

/// The value of a scalar that differs from its source text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cooked {
    /// Index of the node.
    pub(super) node: u32,
    /// The value, quotes, escapes and folds undone.
    pub(super) value: Box<str>,
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
    /// Values that differ from their source text, in the order of their nodes.
    pub(super) cooked: Vec<Cooked>,
    /// Anchors and tags, in text order.
    pub(super) properties: Vec<Property>,
}
