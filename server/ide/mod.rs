//! What podls knows about a document, as pure functions of a [`Snapshot`].
//! Places are byte offsets; no word of any protocol.

mod findings;
mod snapshot;

pub use findings::findings;
pub use snapshot::Snapshot;

use std::borrow::Cow;

use crate::finding::Finding;
use crate::settings::Settings;
use crate::text::{Edit, Span};

/// Documentation of the thing at `offset`.
pub fn hover(_snapshot: &Snapshot, _settings: &Settings, _offset: u32) -> Option<Hover> {
    None
}

/// What could be typed at `offset`.
pub fn complete(_snapshot: &Snapshot, _settings: &Settings, _offset: u32) -> Vec<Completion> {
    Vec::new()
}

/// Changes on offer for `span`: the fixes of findings it meets.
pub fn actions(_snapshot: &Snapshot, _settings: &Settings, _span: Span) -> Vec<Action> {
    Vec::new()
}

/// The outline of the text: documents, workloads, containers by role, and what they hold.
pub fn symbols(_snapshot: &Snapshot, _settings: &Settings) -> Vec<Symbol> {
    Vec::new()
}

/// The parts that can be folded away.
pub fn folds(_snapshot: &Snapshot) -> Vec<Fold> {
    Vec::new()
}

/// The spans around `offset` an editor may select in turn, innermost first, each covering the one before.
pub fn selections(_snapshot: &Snapshot, _offset: u32) -> Vec<Span> {
    Vec::new()
}

/// Documentation for one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// Markdown.
    pub markdown: String,
}

/// One way to go on typing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What kind of thing it is.
    pub kind: CompletionKind,
    /// Type and version, shown beside the label.
    pub detail: String,
    /// Markdown, shown beside the list.
    pub documentation: String,
    /// Position in the list: smaller first, ties by label.
    pub rank: u32,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The change that inserts it.
    pub edit: Edit,
}

/// What a completion stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompletionKind {
    /// A field name.
    Field,
    /// A value out of a closed list.
    Value,
}

/// A change on offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Action {
    /// Imperative.
    pub title: Cow<'static, str>,
    /// The finding it removes.
    pub finding: Option<Finding>,
    /// Whether it is the one to try first.
    pub preferred: bool,
    /// The change.
    pub edits: Vec<Edit>,
}

/// One entry of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// The name people gave it, or its kind.
    pub name: String,
    /// What it is: `init container`, `native sidecar`, `Deployment`.
    pub detail: String,
    /// How an editor may draw it.
    pub kind: SymbolKind,
    /// The whole thing.
    pub span: Span,
    /// The part that names it; inside `span`.
    pub selection: Span,
    /// What it holds.
    pub children: Vec<Symbol>,
}

/// What a symbol stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolKind {
    /// A document or item that is an object.
    Workload,
    /// The Pod inside a workload.
    Pod,
    /// A container of any role.
    Container,
    /// A port.
    Port,
    /// A volume.
    Volume,
    /// A volume mount.
    Mount,
    /// An environment variable.
    Variable,
}

/// A part that can be folded away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// From the line that stays to the last one that goes.
    pub span: Span,
    /// Whether it is a run of comments.
    pub comment: bool,
}
