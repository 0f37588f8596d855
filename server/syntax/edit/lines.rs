//! A text seen line by line, as edits need it. Knows no tree.

use std::borrow::Cow;

use crate::text::{Span, Text};

/// The offset at which `line` begins, behind a byte order mark.
pub(super) fn line_start(text: &Text, line: u32) -> u32 {
    if line == 0 && text.slice(Span::new(0, 3)) == "\u{feff}" { 3 } else { text.line_start(line) }
}

/// The offset at which `line` ends, before its line break.
pub(super) fn line_end(text: &Text, line: u32) -> u32 {
    text.line_span(line).end.max(line_start(text, line))
}

/// `line` without its line break.
pub(super) fn line_text(text: &Text, line: u32) -> Cow<'_, str> {
    text.slice(Span::new(line_start(text, line), line_end(text, line)))
}

/// The column of `offset` in bytes; the same as in characters where only spaces and dashes stand before it.
pub(super) fn column(text: &Text, offset: u32) -> u32 {
    before(text, offset).len() as u32
}

/// What stands before `offset` on its line.
pub(super) fn before(text: &Text, offset: u32) -> Cow<'_, str> {
    let before = text.before(offset);
    let has_mark = before.len() == offset as usize && before.starts_with('\u{feff}');
    if has_mark { text.slice(Span::new(3, offset)) } else { before }
}

/// What stands behind `offset` on its line.
pub(super) fn behind(text: &Text, offset: u32) -> Cow<'_, str> {
    text.slice(Span::new(offset, line_end(text, text.line_of(offset))))
}

/// Whether only spaces stand before `offset` on its line.
pub(super) fn is_first(text: &Text, offset: u32) -> bool {
    before(text, offset).bytes().all(|byte| byte == b' ')
}

/// Whether at most a comment stands behind `offset` on its line.
pub(super) fn is_last(text: &Text, offset: u32) -> bool {
    let rest = behind(text, offset);
    let trimmed = rest.trim_start();
    trimmed.is_empty() || (trimmed.starts_with('#') && trimmed.len() < rest.len())
}

/// The column of the comment that fills `line`, if one does.
pub(super) fn comment_column(text: &Text, line: u32) -> Option<u32> {
    let content = line_text(text, line);
    let trimmed = content.trim_start();
    trimmed.starts_with('#').then_some((content.len() - trimmed.len()) as u32)
}

/// The column at which `line` begins, if there is more than white space in it.
pub(super) fn content_column(text: &Text, line: u32) -> Option<u32> {
    let content = line_text(text, line);
    let rest = content.trim_start();
    (!rest.is_empty()).then_some((content.len() - rest.len()) as u32)
}

/// Whether `line` exists and holds nothing but white space; the empty line behind the last line break does not count.
pub(super) fn is_blank(text: &Text, line: u32) -> bool {
    line < text.line_count() && text.line_start(line) < text.len() && line_text(text, line).trim().is_empty()
}

/// The number of spaces in front of the line of `offset`.
pub(super) fn indent_at(text: &Text, offset: u32) -> u32 {
    let content = line_text(text, text.line_of(offset));
    (content.len() - content.trim_start_matches(' ').len()) as u32
}

/// The line break used nearest to `offset`.
pub(super) fn line_break(text: &Text, offset: u32) -> &'static str {
    let line = text.line_of(offset);
    let candidates = [Some(line), line.checked_sub(1), Some(0)];
    for line in candidates.into_iter().flatten() {
        match text.slice(Span::new(text.line_span(line).end, text.line_start(line + 1))).as_ref() {
            "\r\n" => return "\r\n",
            "\n" => return "\n",
            "\r" => return "\r",
            _ => {}
        }
    }
    "\n"
}

/// The first place in `span` with a character that is neither white space nor part of a comment.
pub(super) fn first_token(text: &Text, span: Span) -> Option<(u32, char)> {
    let slice = text.slice(span);
    let mut in_comment = false;
    // What stands before the span is the end of a token or of a line; only the former glues a `#` to it.
    let mut spaced = span.start == 0 || before(text, span.start).is_empty();
    for (at, letter) in slice.char_indices() {
        match letter {
            '\n' | '\r' => {
                in_comment = false;
                spaced = true;
            }
            _ if in_comment => {}
            ' ' | '\t' => spaced = true,
            '#' if spaced => in_comment = true,
            _ => return Some((span.start + at as u32, letter)),
        }
    }
    None
}

/// Whether a comment stands in `span`, which holds no scalar.
pub(super) fn has_comment(text: &Text, span: Span) -> bool {
    text.slice(span).contains('#')
}
