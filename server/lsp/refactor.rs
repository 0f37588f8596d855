//! Requests about refactorings: offering them, making the one that was chosen. Knows none by name.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{CodeAction, CodeActionOrCommand, CodeActionParams};

use super::convert::{self, Pending, REFACTOR};
use super::session::{Session, View};

/// The refactorings on offer where a range begins.
pub(super) fn actions(view: &View, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let (engine, snapshot, settings) = (&view.session.engine, &view.document.snapshot, &view.settings);
    let offered = |offset| (engine.refactorings)(snapshot, settings, offset);
    let make = |offset, id: &str| (engine.refactor)(snapshot, settings, offset, id);
    convert::refactorings(&view.context(), params.range.start, params.context.only.as_deref(), offered, make)
}

/// `action` with its edits, if it is a refactoring.
pub(super) fn resolve(session: &Arc<Session>, action: &CodeAction) -> Option<Result<CodeAction>> {
    let pending: Pending = serde_json::from_value(action.data.clone()?).ok()?;
    if pending.kind != REFACTOR {
        return None;
    }
    let Some(view) = session.view(&pending.uri) else { return Some(Err(Error::content_modified())) };
    let refactor = session.engine.refactor;
    Some(convert::refactored(&view.context(), action.clone(), &pending, || {
        refactor(&view.document.snapshot, &view.settings, pending.offset, &pending.id)
    }))
}
