//! Template containers as code actions and workspace edits. Edits with places to type at are of LSP 3.18,
//! which the protocol's types here do not know: those are written as JSON.

use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Position, Range};

use super::Context;
use super::later::{Choice, now_or_later};
use crate::ide::{Offer, SnippetEdit};
use crate::text::{Edit, Span};

/// The kind of all actions that put something in.
pub(in crate::lsp) const INSERT: CodeActionKind = CodeActionKind::new("refactor.insert");

/// The bytes of `range`.
pub(in crate::lsp) fn range_span(context: &Context<'_>, range: Range) -> Span {
    context.span(range)
}

/// `offers` as actions for the place `at`; `make` gives the edits of one.
pub(in crate::lsp) fn template_actions(
    context: &Context<'_>,
    at: Position,
    offers: Vec<Offer>,
    make: impl Fn(u32, &str) -> Option<Vec<Edit>>,
) -> Vec<CodeActionOrCommand> {
    let offset = context.offset(at);
    let action = |offer: Offer| {
        let action = CodeAction { title: offer.title, kind: Some(INSERT), ..CodeAction::default() };
        let choice = Choice::Template { id: offer.id.clone(), offset };
        now_or_later(context, action, choice, || make(offset, &offer.id)).map(CodeActionOrCommand::CodeAction)
    };
    offers.into_iter().filter_map(action).collect()
}

/// All templates for a client that shows them itself.
pub(in crate::lsp) fn template_list(offers: Vec<Offer>) -> Value {
    let one = |offer: Offer| {
        json!({
            "id": offer.id, "title": offer.title, "purpose": offer.purpose, "group": offer.group.name(),
        })
    };
    offers.into_iter().map(one).collect()
}

/// `edits` as a workspace edit.
pub(in crate::lsp) fn plain_edit(context: &Context<'_>, edits: Vec<Edit>) -> Value {
    serde_json::to_value(super::workspace_edit(context, edits)).unwrap_or_default()
}

/// `edits` as a workspace edit of a client that knows snippets in it.
pub(in crate::lsp) fn snippet_edit(context: &Context<'_>, edits: &[SnippetEdit]) -> Value {
    let one = |edit: &SnippetEdit| {
        let range = context.range(edit.span);
        if edit.snippet.is_plain() {
            return json!({ "range": range, "newText": edit.snippet.plain() });
        }
        json!({ "range": range, "snippet": { "kind": "snippet", "value": super::snippet(&edit.snippet) } })
    };
    let edits: Vec<Value> = edits.iter().map(one).collect();
    let document = json!({ "uri": context.uri, "version": context.version });
    json!({ "documentChanges": [{ "textDocument": document, "edits": edits }] })
}
