//! What podls knows about a document, as pure functions of a [`Snapshot`].
//! Places are byte offsets; no word of any protocol.

mod actions;
mod complete;
mod facts;
mod findings;
mod folds;
mod hover;
mod links;
mod names;
mod place;
mod refactor;
mod search;
mod selections;
mod silence;
mod snapshot;
mod style;
mod symbols;
mod vet;

pub use actions::actions;
pub use complete::complete;
pub use findings::findings;
pub use folds::folds;
pub use hover::hover;
pub use links::{Link, links};
pub use names::{Linked, NamePlace, Names, Prepared, Renamed, Renaming, linked, names, prepare_rename, rename};
pub use refactor::{Refactoring, RefactoringKind, refactor, refactorings};
pub use search::{Found, search};
pub use selections::selections;
pub use snapshot::Snapshot;
pub use symbols::symbols;
pub use vet::vetted;

use std::borrow::Cow;

use crate::finding::Finding;
use crate::text::{Edit, Span};

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
