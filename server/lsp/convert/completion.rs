//! Completions as the client's list shows them.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionList,
    CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat, InsertTextMode, Position, TextEdit,
};

use super::Context;
use super::markup::markup;
use crate::ide::{Completion, CompletionKind, Docs, Snippet};
use crate::lsp::editor::Editor;
use crate::schema::Minor;
use crate::text::{Edit, Span};

/// All of `offered`; the client narrows the list while the person types on.
pub(in crate::lsp) fn completions(context: &Context<'_>, offered: Vec<Completion>) -> CompletionResponse {
    let items = offered.into_iter().map(|completion| item(context, completion)).collect();
    CompletionResponse::List(CompletionList { is_incomplete: false, items })
}

fn item(context: &Context<'_>, completion: Completion) -> CompletionItem {
    let editor = context.editor;
    let filter_text = filter_text(context, &completion.label, completion.edit.span);
    let inserted = inserted(context, completion.edit, completion.snippet.filter(|_| editor.snippets).as_ref());
    let detail = Some(completion.detail).filter(|detail| !detail.is_empty());
    let (label_details, detail) = if editor.label_details {
        (detail.map(|detail| CompletionItemLabelDetails { detail: None, description: Some(detail) }), None)
    } else {
        (None, detail)
    };
    let (documentation, data) = match completion.documentation {
        Docs::Field { ty, field, minor } if editor.completion_resolves => {
            (None, serde_json::to_value(Later::new(ty.name, field.name, minor)).ok())
        }
        docs => (documentation(editor, &docs), None),
    };
    CompletionItem {
        sort_text: Some(format!("{:06}{}", completion.rank, completion.label)),
        label: completion.label,
        label_details,
        kind: Some(match completion.kind {
            CompletionKind::Field => CompletionItemKind::FIELD,
            CompletionKind::Value => CompletionItemKind::VALUE,
            CompletionKind::Reference => CompletionItemKind::REFERENCE,
            CompletionKind::Block => CompletionItemKind::SNIPPET,
        }),
        detail,
        documentation,
        data,
        filter_text,
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

/// `item` with the documentation that was left out of the list.
pub(in crate::lsp) fn resolved(editor: &Editor, mut item: CompletionItem) -> CompletionItem {
    let later = item.data.clone().and_then(|data| serde_json::from_value::<Later>(data).ok());
    if let Some(docs) = later.and_then(|later| Docs::of(&later.of, &later.field, later.kubernetes.parse().ok()?)) {
        item.documentation = documentation(editor, &docs);
    }
    item
}

/// Which documentation is meant: all that is needed to write it later.
#[derive(Serialize, Deserialize)]
struct Later {
    of: String,
    field: String,
    kubernetes: String,
}

impl Later {
    fn new(of: &str, field: &str, minor: Minor) -> Self {
        Self { of: of.to_owned(), field: field.to_owned(), kubernetes: minor.to_string() }
    }
}

fn documentation(editor: &Editor, docs: &Docs) -> Option<Documentation> {
    let markdown = docs.markdown();
    (!markdown.is_empty()).then(|| Documentation::MarkupContent(markup(&markdown, editor.completion_markdown)))
}

/// Clients compare with what stands in the range; where that begins with spaces, so must this.
fn filter_text(context: &Context<'_>, label: &str, span: Span) -> Option<String> {
    let replaced = context.text.slice(span);
    let spaces = replaced.len() - replaced.trim_start_matches(' ').len();
    (spaces > 0).then(|| format!("{}{label}", " ".repeat(spaces)))
}

/// Whether a list that opens by itself after `typed` would only be in the way: a space that indents a line.
pub(in crate::lsp) fn is_noise(context: &Context<'_>, typed: Option<&str>, position: Position) -> bool {
    let at = context.offset(position);
    let text = context.text;
    typed == Some(" ") && text.slice(Span::new(text.line_start(text.line_of(at)), at)).trim().is_empty()
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
