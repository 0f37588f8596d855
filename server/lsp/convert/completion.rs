//! Completions as the client's list shows them.

use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionList,
    CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat, InsertTextMode,
};

use super::Context;
use super::markup::markup;
use crate::ide::{Completion, CompletionKind};

/// All of `offered`; the client narrows the list while the person types on.
pub(in crate::lsp) fn completions(context: &Context<'_>, offered: Vec<Completion>) -> CompletionResponse {
    let items = offered.into_iter().map(|completion| item(context, completion)).collect();
    CompletionResponse::List(CompletionList { is_incomplete: false, items })
}

fn item(context: &Context<'_>, completion: Completion) -> CompletionItem {
    let editor = context.editor;
    let detail = Some(completion.detail).filter(|detail| !detail.is_empty());
    let (label_details, detail) = if editor.label_details {
        (detail.map(|detail| CompletionItemLabelDetails { detail: None, description: Some(detail) }), None)
    } else {
        (None, detail)
    };
    let documentation = Some(completion.documentation).filter(|documentation| !documentation.is_empty());
    CompletionItem {
        sort_text: Some(format!("{:06}{}", completion.rank, completion.label)),
        label: completion.label,
        label_details,
        kind: Some(match completion.kind {
            CompletionKind::Field => CompletionItemKind::FIELD,
            CompletionKind::Value => CompletionItemKind::VALUE,
        }),
        detail,
        documentation: documentation
            .map(|markdown| Documentation::MarkupContent(markup(&markdown, editor.completion_markdown))),
        deprecated: (completion.deprecated && editor.completion_deprecated && !editor.completion_tags).then_some(true),
        tags: (completion.deprecated && editor.completion_tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        insert_text_format: Some(InsertTextFormat::PLAIN_TEXT),
        // The edit brings the indentation it needs.
        insert_text_mode: editor.insert_as_is.then_some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(context.text_edit(completion.edit))),
        ..CompletionItem::default()
    }
}
