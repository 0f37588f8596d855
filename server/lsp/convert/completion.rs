//! Completions as the client's list shows them.

use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionList,
    CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat, InsertTextMode, TextEdit,
};

use super::Context;
use super::markup::markup;
use crate::ide::{Completion, CompletionKind, Snippet};
use crate::text::Edit;

/// All of `offered`; the client narrows the list while the person types on.
pub(in crate::lsp) fn completions(context: &Context<'_>, offered: Vec<Completion>) -> CompletionResponse {
    let items = offered.into_iter().map(|completion| item(context, completion)).collect();
    CompletionResponse::List(CompletionList { is_incomplete: false, items })
}

fn item(context: &Context<'_>, completion: Completion) -> CompletionItem {
    let editor = context.editor;
    let inserted = inserted(context, completion.edit, completion.snippet.filter(|_| editor.snippets).as_ref());
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
        insert_text_format: Some(inserted.format),
        insert_text_mode: inserted.mode,
        text_edit: Some(CompletionTextEdit::Edit(inserted.edit)),
        additional_text_edits: Some(completion.also)
            .filter(|also| !also.is_empty())
            .map(|also| also.into_iter().map(|edit| context.text_edit(edit)).collect()),
        ..CompletionItem::default()
    }
}

/// What an item puts into the text.
struct Inserted {
    edit: TextEdit,
    format: InsertTextFormat,
    mode: Option<InsertTextMode>,
}

/// Plain text brings the indentation it needs. Snippets leave it to the editor, for the engines that
/// expand them indent what follows the first line, whatever they are told.
fn inserted(context: &Context<'_>, edit: Edit, snippet: Option<&Snippet>) -> Inserted {
    let editor = context.editor;
    let Some(snippet) = snippet else {
        return Inserted {
            edit: context.text_edit(edit),
            format: InsertTextFormat::PLAIN_TEXT,
            mode: editor.insert_as_is.then_some(InsertTextMode::AS_IS),
        };
    };
    let relative = snippet.outdented(Snippet::base(context.text, edit.span.start));
    Inserted {
        edit: TextEdit { range: context.range(edit.span), new_text: super::snippet(&relative) },
        format: InsertTextFormat::SNIPPET,
        mode: editor.insert_adjusted.then_some(InsertTextMode::ADJUST_INDENTATION),
    }
}
