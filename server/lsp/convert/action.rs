//! Changes on offer as code actions.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionResponse, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, WorkspaceEdit,
};

use super::{Context, diagnostic};
use crate::ide::Action;
use crate::text::{Edit, Span};

/// What `offered` has for `range`; nothing for a client that takes only commands.
/// A mere cursor with nothing under it stands for its line, so that nobody has to aim.
pub(in crate::lsp) fn actions(
    context: &Context<'_>,
    range: Range,
    only: Option<&[CodeActionKind]>,
    offered: impl Fn(Span) -> Vec<Action>,
) -> Option<CodeActionResponse> {
    if !context.editor.actions {
        return None;
    }
    let span = context.span(range);
    let mut found = offered(span);
    if found.is_empty() && span.is_empty() {
        found = offered(context.text.line_span(context.text.line_of(span.start)));
    }
    let found = found.into_iter().map(|action| code_action(context, action));
    let wanted = |action: &CodeAction| is_wanted(only, action.kind.as_ref().unwrap_or(&CodeActionKind::EMPTY));
    Some(found.filter(wanted).map(CodeActionOrCommand::CodeAction).collect())
}

/// Whether `only` asks for `kind`: a kind asks for itself and everything below it.
pub(in crate::lsp) fn is_wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let kind = kind.as_str();
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let asked = asked.as_str();
            let rest = kind.strip_prefix(asked);
            asked.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}

fn code_action(context: &Context<'_>, action: Action) -> CodeAction {
    let kind = if action.finding.is_some() { CodeActionKind::QUICKFIX } else { CodeActionKind::REFACTOR };
    CodeAction {
        title: action.title.into_owned(),
        kind: Some(kind),
        diagnostics: action.finding.map(|finding| vec![diagnostic(context, &finding)]),
        edit: Some(workspace_edit(context, action.edits)),
        is_preferred: action.preferred.then_some(true),
        ..CodeAction::default()
    }
}

/// `edits` of the document as the client takes them.
pub(in crate::lsp) fn workspace_edit(context: &Context<'_>, edits: Vec<Edit>) -> WorkspaceEdit {
    let edits = edits.into_iter().map(|edit| context.text_edit(edit));
    if context.editor.document_changes {
        let text_document =
            OptionalVersionedTextDocumentIdentifier { uri: context.uri.clone(), version: Some(context.version) };
        let change = TextDocumentEdit { text_document, edits: edits.map(OneOf::Left).collect() };
        WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() }
    } else {
        let changes = HashMap::from([(context.uri.clone(), edits.collect())]);
        WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
    }
}
