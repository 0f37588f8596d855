//! Requests about template containers: listing them, offering them, putting one in.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{CodeActionKind, CodeActionOrCommand, CodeActionParams, Position, TextDocumentIdentifier};

use super::convert::{self, Chosen};
use super::session::{Session, View};

/// The parameters of `podls/insertTemplate`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InsertParams {
    text_document: TextDocumentIdentifier,
    position: Position,
    id: String,
    /// The client expands the snippets of this one answer, whatever it does with those of others.
    #[serde(default)]
    snippets: bool,
}

/// The actions that put a template in, if they are wanted there.
pub(super) fn actions(view: &View, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let context = view.context();
    let only = params.context.only.as_deref();
    if !context.editor.actions || !convert::is_wanted(only, &convert::INSERT) {
        return Vec::new();
    }
    let span = convert::range_span(&context, params.range);
    let asked = only.is_some_and(|only| only.iter().any(|kind| *kind != CodeActionKind::EMPTY));
    let engine = &view.session.engine;
    let offers = (engine.offers)(&view.document.snapshot, &view.settings, span, asked);
    convert::template_actions(&context, params.range.start, offers, |id| {
        (engine.insert_plain)(&view.document.snapshot, &view.settings, span.start, id)
    })
}

/// The chosen action with its edit.
pub(super) fn resolve(session: &Arc<Session>, mut action: Value, chosen: &Chosen) -> Result<Value> {
    let view = session.view(&chosen.uri).filter(|view| view.document.version == chosen.version);
    let view = view.ok_or_else(Error::content_modified)?;
    let edit = edit(&view, chosen.position, &chosen.template, false)?;
    if let Some(members) = action.as_object_mut() {
        members.insert("edit".to_owned(), edit);
    }
    Ok(action)
}

/// All templates there are.
pub(super) fn list(session: &Session) -> Value {
    convert::template_list((session.engine.templates)(&session.configuration.general()))
}

/// The edit that puts a template in.
pub(super) fn insert(session: &Arc<Session>, params: &InsertParams) -> Result<Value> {
    let Some(view) = session.view(&params.text_document.uri) else { return Ok(Value::Null) };
    edit(&view, params.position, &params.id, params.snippets)
}

fn edit(view: &View, position: Position, id: &str, snippets: bool) -> Result<Value> {
    let context = view.context();
    let (offset, engine) = (context.offset(position), &view.session.engine);
    let made = if context.editor.snippet_edits || snippets {
        let edits = (engine.insert)(&view.document.snapshot, &view.settings, offset, id);
        edits.map(|edits| convert::snippet_edit(&context, &edits))
    } else {
        let edits = (engine.insert_plain)(&view.document.snapshot, &view.settings, offset, id);
        edits.map(|edits| convert::plain_edit(&context, edits))
    };
    made.ok_or_else(|| Error {
        message: format!("`{id}` cannot be put in here: there is no such template, no Pod, or an alias in the way")
            .into(),
        ..Error::new(ErrorCode::ServerError(-32803))
    })
}
