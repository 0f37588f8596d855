//! Refactorings as code actions: with their edits for a client that wants all at once, else with what it
//! takes to make them when one is chosen.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Position, Uri};

use super::{Context, action};
use crate::ide::{Refactoring, RefactoringKind};
use crate::text::Edit;

/// What an action that is made later carries with it. Other features that do so share its shape.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::lsp) struct Pending {
    /// Which feature it is of.
    pub(in crate::lsp) kind: String,
    /// Which of its actions it is.
    pub(in crate::lsp) id: String,
    /// The document.
    pub(in crate::lsp) uri: Uri,
    /// The byte it was asked at.
    pub(in crate::lsp) offset: u32,
    /// The version of the text that holds for.
    pub(in crate::lsp) version: i32,
}

/// The feature of refactorings in [`Pending::kind`].
pub(in crate::lsp) const REFACTOR: &str = "refactor";

/// `offered` for the place `at`, as far as `only` asks for them; `make` gives the edits of one.
pub(in crate::lsp) fn refactorings(
    context: &Context<'_>,
    at: Position,
    only: Option<&[CodeActionKind]>,
    offered: impl FnOnce(u32) -> Vec<Refactoring>,
    make: impl Fn(u32, &str) -> Option<Vec<Edit>>,
) -> Vec<CodeActionOrCommand> {
    let asked = [CodeActionKind::REFACTOR_REWRITE, CodeActionKind::REFACTOR_EXTRACT, MOVE];
    if !context.editor.actions || !asked.iter().any(|kind| action::is_wanted(only, kind)) {
        return Vec::new();
    }
    let offset = context.offset(at);
    let mut actions = Vec::new();
    for refactoring in offered(offset) {
        let kind = kind(refactoring.kind);
        if !action::is_wanted(only, &kind) {
            continue;
        }
        let mut action = CodeAction { title: refactoring.title, kind: Some(kind), ..CodeAction::default() };
        if context.editor.resolves_edits {
            let id = refactoring.id;
            let pending =
                Pending { kind: REFACTOR.to_owned(), id, uri: context.uri.clone(), offset, version: context.version };
            action.data = serde_json::to_value(pending).ok();
        } else {
            let Some(edits) = make(offset, &refactoring.id) else { continue };
            action.edit = Some(action::workspace_edit(context, edits));
        }
        actions.push(CodeActionOrCommand::CodeAction(action));
    }
    actions
}

/// `action` with its edits, which were made for `pending`.
pub(in crate::lsp) fn made(
    context: &Context<'_>,
    action: CodeAction,
    pending: &Pending,
    make: impl FnOnce() -> Option<Vec<Edit>>,
) -> Result<CodeAction> {
    if context.version != pending.version {
        return Err(Error::content_modified());
    }
    match make() {
        Some(edits) => Ok(CodeAction { edit: Some(action::workspace_edit(context, edits)), ..action }),
        None => Err(Error {
            message: "this would lose a comment or an anchor here, or bring a new error; change it by hand".into(),
            ..Error::new(ErrorCode::ServerError(-32803))
        }),
    }
}

/// Of LSP 3.18; for older clients it is a refactoring like others.
const MOVE: CodeActionKind = CodeActionKind::new("refactor.move");

fn kind(kind: RefactoringKind) -> CodeActionKind {
    match kind {
        RefactoringKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        RefactoringKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        RefactoringKind::Move => MOVE,
    }
}
