//! What podls knows about a document, as pure functions of a [`Snapshot`].
//! Places are byte offsets; no word of any protocol.

mod actions;
mod complete;
mod docs;
pub mod draw;
mod facts;
mod findings;
mod fix_all;
mod folds;
mod hints;
mod hover;
mod kubectl;
mod landmark;
mod lenses;
mod links;
mod names;
mod neighbours;
mod place;
mod refactor;
mod search;
mod selections;
mod silence;
mod snapshot;
mod snippet;
mod style;
mod symbols;
mod templates;
mod vet;
mod words;

pub use actions::actions;
pub use complete::complete;
pub use docs::Docs;
pub use draw::draw;
pub use findings::{findings, mended};
pub use fix_all::{Fixed, Which, fix_all, fixable};
pub use folds::folds;
pub use hints::hints;
pub use hover::hover;
pub use kubectl::Command;
pub use landmark::landmark;
pub use lenses::lenses;
pub use links::{Link, links};
pub use names::{Linked, NamePlace, Names, Prepared, Renamed, Renaming, linked, names, prepare_rename, rename};
pub use refactor::{Refactoring, RefactoringKind, refactor, refactorings};
pub use search::{Found, search};
pub use selections::selections;
pub use snapshot::Snapshot;
pub use snippet::{Piece, Snippet};
pub use symbols::symbols;
pub use templates::{Offer, SnippetEdit, insert_template, insert_template_plain, offers, pods, templates};
pub use vet::{unbroken, vetted};

use std::borrow::Cow;

use crate::finding::Finding;
use crate::text::{Edit, Span};

/// What only the door knows of the moment of a request. Nothing of it is needed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Occasion<'a> {
    /// The path of the file, as a shell of the user would take it; empty if it has none.
    pub file: &'a str,
    /// Seconds since 1970, UTC.
    pub now: Option<i64>,
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
    /// Shown beside the list.
    pub documentation: Docs,
    /// Position in the list: smaller first, ties by label.
    pub rank: u32,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The change that inserts it.
    pub edit: Edit,
    /// The same text with places to go on typing at, if it has any.
    pub snippet: Option<Snippet>,
    /// Changes elsewhere that go with it; they touch neither `edit` nor each other.
    pub also: Vec<Edit>,
}

/// What a completion stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompletionKind {
    /// A field name.
    Field,
    /// A value out of a list.
    Value,
    /// The name of something in the file.
    Reference,
    /// A whole block.
    Block,
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

/// Something worth knowing, shown in the text behind a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Behind which byte it is shown.
    pub offset: u32,
    /// A few words.
    pub label: String,
    /// Markdown: more about it; may be empty.
    pub tooltip: String,
}

/// A command on offer above a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lens {
    /// What it is about.
    pub span: Span,
    /// One word: `logs`.
    pub label: &'static str,
    /// What it does.
    pub command: Command,
}

/// A part that can be folded away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// From the line that stays to the last one that goes.
    pub span: Span,
    /// Whether it is a run of comments.
    pub comment: bool,
}
