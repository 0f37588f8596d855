//! Template containers as code actions and workspace edits. Edits with places to type at are of LSP 3.18,
//! which the protocol's types here do not know: those are written as JSON.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Position, Range, Uri};

use super::Context;
use crate::ide::{Offer, SnippetEdit};
use crate::text::{Edit, Span};

/// The kind of all actions that put something in.
pub(in crate::lsp) const INSERT: CodeActionKind = CodeActionKind::new("refactor.insert");

/// What an action has to remember until it is chosen.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::lsp) struct Chosen {
    /// The template.
    pub(in crate::lsp) template: String,
    /// The document.
    pub(in crate::lsp) uri: Uri,
    /// Its version when the action was offered.
    pub(in crate::lsp) version: i32,
    /// Where it was offered.
    pub(in crate::lsp) position: Position,
}

/// The bytes of `range`.
pub(in crate::lsp) fn range_span(context: &Context<'_>, range: Range) -> Span {
    context.span(range)
}

/// `offers` as actions for `position`. A client that can ask again gets the edit when it does; others get
/// it from `edit` now, or no action where there is none.
pub(in crate::lsp) fn template_actions(
    context: &Context<'_>,
    position: Position,
    offers: Vec<Offer>,
    edit: impl Fn(&str) -> Option<Vec<Edit>>,
) -> Vec<CodeActionOrCommand> {
    let action = |offer: Offer| {
        let mut action = CodeAction { title: offer.title, kind: Some(INSERT), ..CodeAction::default() };
        if context.editor.resolves_edits {
            let chosen = Chosen { template: offer.id, uri: context.uri.clone(), version: context.version, position };
            action.data = serde_json::to_value(chosen).ok();
        } else {
            action.edit = Some(super::workspace_edit(context, edit(&offer.id)?));
        }
        Some(CodeActionOrCommand::CodeAction(action))
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
