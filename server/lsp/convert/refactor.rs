//! Refactorings as code actions.

use tower_lsp::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Position};

use super::later::{Choice, now_or_later};
use super::{Context, action};
use crate::ide::{Refactoring, RefactoringKind};
use crate::text::Edit;

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
        let action = CodeAction { title: refactoring.title, kind: Some(kind), ..CodeAction::default() };
        let choice = Choice::Refactoring { id: refactoring.id.clone(), offset };
        let action = now_or_later(context, action, choice, || make(offset, &refactoring.id));
        actions.extend(action.map(CodeActionOrCommand::CodeAction));
    }
    actions
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
