//! Code actions of all features, and those that are worked out when one is chosen. Knows which feature to
//! ask, not what it does.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{CodeAction, CodeActionParams, CodeActionResponse};

use super::convert::{self, Chosen, Pending, REFACTOR};
use super::session::{Session, View};
use super::{fix_all, templates};

/// All actions on offer for a range: what mends a finding first.
pub(super) async fn actions(view: View, params: &CodeActionParams) -> Result<Option<CodeActionResponse>> {
    let (engine, snapshot, settings) = (&view.session.engine, &view.document.snapshot, &view.settings);
    let (context, only) = (view.context(), params.context.only.as_deref());
    let fixes = convert::actions(&context, params.range, only, |span| (engine.actions)(snapshot, settings, span));
    let Some(mut found) = fixes else { return Ok(None) };
    fix_all::add_codes(&view, &mut found);
    let offered = |offset| (engine.refactorings)(snapshot, settings, offset);
    let make = |offset, id: &str| (engine.refactor)(snapshot, settings, offset, id);
    found.extend(convert::refactorings(&context, params.range.start, only, offered, make));
    found.extend(templates::actions(&view, params));
    let everything = fix_all::everything(view, only).await?;
    found.extend(everything);
    Ok(Some(found))
}

/// `action` with its edit, whichever of ours it is; as it is where it has one, or is none of ours.
pub(super) async fn action(session: &Arc<Session>, action: Value) -> Result<Value> {
    if action.get("edit").is_some_and(|edit| !edit.is_null()) {
        return Ok(action);
    }
    let data = action.get("data").cloned().unwrap_or_default();
    if let Ok(chosen) = serde_json::from_value::<Chosen>(data.clone()) {
        return templates::resolve(session, action, &chosen);
    }
    // What is no action of the protocol's shape is of another server.
    let Ok(typed) = serde_json::from_value::<CodeAction>(action.clone()) else { return Ok(action) };
    let resolved = match serde_json::from_value::<Pending>(data) {
        Ok(pending) if pending.kind == REFACTOR => refactoring(session, typed, &pending)?,
        _ => fix_all::resolve(session, typed).await?,
    };
    serde_json::to_value(resolved).map_err(|_| Error::internal_error())
}

fn refactoring(session: &Arc<Session>, mut action: CodeAction, pending: &Pending) -> Result<CodeAction> {
    let view = session.view(&pending.uri).ok_or_else(Error::content_modified)?;
    action.data = None;
    let refactor = session.engine.refactor;
    convert::made(&view.context(), action, pending, || {
        refactor(&view.document.snapshot, &view.settings, pending.offset, &pending.id)
    })
}
