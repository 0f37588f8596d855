//! To and from the protocol's types: convert in, ask, convert out. The only place where both are known.
//! Functions are named by what they make.

mod action;
mod completion;
mod diagnostic;
mod fold;
mod hint;
mod later;
mod markup;
mod name;
mod refactor;
mod selection;
mod snippet;
mod symbol;
mod template;

pub(super) use action::{actions, is_wanted, workspace_edit};
pub(super) use completion::{completions, is_noise, resolved};
pub(super) use diagnostic::{diagnostic, digest, more};
pub(super) use fold::folds;
pub(super) use hint::{hint, lens};
pub(super) use later::{Choice, Pending, now_or_later, refused};
pub(super) use markup::hover;
pub(super) use name::{definition, found, highlights, linked, links, prepared, references, renamed};
pub(super) use refactor::refactorings;
pub(super) use selection::selection;
pub(super) use snippet::snippet;
pub(super) use symbol::symbols;
pub(super) use template::{INSERT, plain_edit, range_span, snippet_edit, template_actions, template_list};

use tower_lsp::ls_types::{Position, Range, TextEdit, Uri};

use super::editor::Editor;
use crate::text::{Edit, Encoding, Point, Span, Text};

/// What a conversion needs to know of the document and of the client.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Where the document is.
    pub(super) uri: &'a Uri,
    /// The client's number for this text.
    pub(super) version: i32,
    /// The text all places are in.
    pub(super) text: &'a Text,
    /// What the client can do.
    pub(super) editor: &'a Editor,
}

impl Context<'_> {
    /// The byte offset of `position`, moved into the text.
    pub(super) fn offset(&self, position: Position) -> u32 {
        offset(self.text, self.editor.encoding, position)
    }

    /// The bytes of `range`, moved into the text.
    pub(super) fn span(&self, range: Range) -> Span {
        span(self.text, self.editor.encoding, range)
    }

    fn position(&self, offset: u32) -> Position {
        let point = self.text.point(offset, self.editor.encoding);
        Position { line: point.line, character: point.column }
    }

    fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    fn text_edit(&self, edit: Edit) -> TextEdit {
        TextEdit { range: self.range(edit.span), new_text: edit.new_text }
    }
}

/// The bytes of `range`, moved into the text; ends in the wrong order are exchanged.
pub(super) fn span(text: &Text, encoding: Encoding, range: Range) -> Span {
    let (a, b) = (offset(text, encoding, range.start), offset(text, encoding, range.end));
    Span::new(a.min(b), a.max(b))
}

fn offset(text: &Text, encoding: Encoding, position: Position) -> u32 {
    text.offset(Point { line: position.line, column: position.character }, encoding)
}
