//! Code actions that are made when one is chosen. Knows which feature to ask, not what it does.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CodeAction, CodeActionOrCommand, CodeActionParams, CodeActionResponse};

use super::convert::{self, Pending, REFACTOR};
use super::session::{Session, View};

/// All actions on offer for a range.
pub(super) fn actions(view: &View, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let (engine, snapshot, settings) = (&view.session.engine, &view.document.snapshot, &view.settings);
    let (context, only) = (view.context(), params.context.only.as_deref());
    let fixes = convert::actions(&context, params.range, only, |span| (engine.actions)(snapshot, settings, span));
    let offered = |offset| (engine.refactorings)(snapshot, settings, offset);
    let make = |offset, id: &str| (engine.refactor)(snapshot, settings, offset, id);
    let refactorings: Vec<CodeActionOrCommand> =
        convert::refactorings(&context, params.range.start, only, offered, make);
    fixes.map(|fixes| fixes.into_iter().chain(refactorings).collect())
}

/// `action` with its edits; as it is where it has some, or is not one of ours.
pub(super) fn action(session: &Arc<Session>, mut action: CodeAction) -> Result<CodeAction> {
    let pending: Option<Pending> = action.data.clone().and_then(|data| serde_json::from_value(data).ok());
    let Some(pending) = pending.filter(|pending| action.edit.is_none() && pending.kind == REFACTOR) else {
        return Ok(action);
    };
    let Some(view) = session.view(&pending.uri) else { return Err(tower_lsp::jsonrpc::Error::content_modified()) };
    action.data = None;
    let refactor = session.engine.refactor;
    convert::resolved(&view.context(), action, &pending, || {
        refactor(&view.document.snapshot, &view.settings, pending.offset, &pending.id)
    })
}
