//! Code actions of all features, and those that are worked out when one is chosen. Knows which feature to
//! ask, not what it does.

use std::sync::Arc;

use serde::Deserialize as _;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{CodeActionParams, CodeActionResponse};

use super::convert::{self, Choice, Pending};
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
pub(super) async fn action(session: &Arc<Session>, mut action: Value) -> Result<Value> {
    let has_edit = action.get("edit").is_some_and(|edit| !edit.is_null());
    let pending = action.get("data").filter(|_| !has_edit).map(Pending::deserialize);
    let Some(Ok(Pending { uri, version, choice })) = pending else { return Ok(action) };
    let view = session.view(&uri).filter(|view| view.document.version == version);
    let view = view.ok_or_else(Error::content_modified)?;
    let edit = match choice {
        Choice::Refactoring { id, offset } => refactoring(&view, offset, &id)?,
        Choice::Template { id, offset } => templates::edit(&view, offset, &id, false)?,
        Choice::FixAll { code } => serde_json::to_value(fix_all::edit(view, code).await?).unwrap_or_default(),
    };
    if let Some(members) = action.as_object_mut() {
        members.insert("edit".to_owned(), edit);
    }
    Ok(action)
}

fn refactoring(view: &View, offset: u32, id: &str) -> Result<Value> {
    let edits = (view.session.engine.refactor)(&view.document.snapshot, &view.settings, offset, id);
    let why = "this would lose a comment or an anchor here, or bring a new error; change it by hand";
    edits.map(|edits| convert::plain_edit(&view.context(), edits)).ok_or_else(|| convert::refused(why))
}
