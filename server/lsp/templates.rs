//! Requests about template containers: listing them, offering them, putting one in.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CodeActionKind, CodeActionOrCommand, CodeActionParams, Position, TextDocumentIdentifier};

use super::convert;
use super::session::{Session, View};

/// The parameters of `podls/templates`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListParams {
    /// A settings file beside the document may name a folder of templates.
    #[serde(default)]
    text_document: Option<TextDocumentIdentifier>,
}

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
    convert::template_actions(&context, params.range.start, offers, |offset, id| {
        (engine.insert_plain)(&view.document.snapshot, &view.settings, offset, id)
    })
}

/// All templates there are, for a document where one is named.
pub(super) fn list(session: &Arc<Session>, params: &ListParams) -> Value {
    let view = params.text_document.as_ref().and_then(|document| session.view(&document.uri));
    let settings = view.map_or_else(|| session.configuration.general(), |view| view.settings);
    convert::template_list((session.engine.templates)(&settings))
}

/// The edit that puts a template in.
pub(super) fn insert(session: &Arc<Session>, params: &InsertParams) -> Result<Value> {
    let Some(view) = session.view(&params.text_document.uri) else { return Ok(Value::Null) };
    let offset = view.context().offset(params.position);
    edit(&view, offset, &params.id, params.snippets)
}

/// The edit that puts the template `id` in at the byte `offset`.
pub(super) fn edit(view: &View, offset: u32, id: &str, snippets: bool) -> Result<Value> {
    let (context, engine) = (view.context(), &view.session.engine);
    let made = if context.editor.snippet_edits || snippets {
        let edits = (engine.insert)(&view.document.snapshot, &view.settings, offset, id);
        edits.map(|edits| convert::snippet_edit(&context, &edits))
    } else {
        let edits = (engine.insert_plain)(&view.document.snapshot, &view.settings, offset, id);
        edits.map(|edits| convert::plain_edit(&context, edits))
    };
    let why = || format!("`{id}` cannot be put in here: there is no such template, no Pod, or an alias in the way");
    made.ok_or_else(|| convert::refused(why()))
}
