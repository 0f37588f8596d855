//! The text of a document as a rope, and the only converter of places.
//!
//! Coordinate systems of this program:
//! - *byte offset*: UTF-8 bytes from the start of the text. Everything inside counts these.
//! - [`Span`]: a half-open range of byte offsets, always on character boundaries.
//! - [`Point`]: zero-based line and column, the column in units of an [`Encoding`]. Only the doors use it.
//! - people's places (one-based line and character) exist only in `cli/report`.
//!
//! A line ends at LF, CRLF or CR, as LSP and YAML have it; NEL, LS and PS are ordinary characters.
//! Knows nothing of YAML, Kubernetes or any protocol.

use std::borrow::Cow;
use std::ops::Range;

use ropey::Rope;

/// A half-open range of byte offsets.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; an `end` before `start` gives the empty span at `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The empty span at `offset`.
    pub fn empty(offset: u32) -> Self {
        Self { start: offset, end: offset }
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether no byte lies inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies inside or at either edge, as a cursor does.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte or meet at an edge.
    pub fn meets(self, other: Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span `by` bytes further on; a `by` of `0.wrapping_sub(n)` moves it back.
    #[must_use]
    pub fn shift(self, by: u32) -> Span {
        Span { start: self.start.wrapping_add(by), end: self.end.wrapping_add(by) }
    }

    /// As a range of `usize`, for indexing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Replace the text of `span` by `new_text`.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub new_text: String,
}

impl Edit {
    /// An edit that puts `new_text` in the place of `span`.
    pub fn replace(span: Span, new_text: impl Into<String>) -> Self {
        Self { span, new_text: new_text.into() }
    }
}

/// The unit in which a [`Point`] counts columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the default of LSP.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A zero-based line and column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Default)]
pub struct Point {
    /// Zero-based line.
    pub line: u32,
    /// Zero-based column in units of some [`Encoding`].
    pub column: u32,
}

/// A text that can be edited and asked for places, all in logarithmic time.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// The text `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Length in bytes.
    pub fn len(&self) -> u32 {
        self.rope.len_bytes() as u32
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// Number of lines; a trailing line break opens one more, empty line.
    pub fn line_count(&self) -> u32 {
        self.rope.len_lines() as u32
    }

    /// Replaces `span` by `new_text`. Places outside the text are clamped to it,
    /// places inside a character move to its start.
    pub fn replace(&mut self, span: Span, new_text: &str) {
        let start = self.rope.byte_to_char(self.clamp(span.start) as usize);
        let end = self.rope.byte_to_char(self.clamp(span.end) as usize).max(start);
        if start != end {
            self.rope.remove(start..end);
        }
        if !new_text.is_empty() {
            self.rope.insert(start, new_text);
        }
    }

    /// The text with all of `edits` applied; they must not overlap. Order does not matter.
    #[must_use]
    pub fn with_edits(&self, edits: &[Edit]) -> Text {
        let mut sorted: Vec<&Edit> = edits.iter().collect();
        sorted.sort_by_key(|edit| edit.span);
        let mut result = self.clone();
        for edit in sorted.iter().rev() {
            result.replace(edit.span, &edit.new_text);
        }
        result
    }

    /// The text of `span`, borrowed where it lies in one piece.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let start = self.clamp(span.start) as usize;
        let end = (self.clamp(span.end) as usize).max(start);
        // The rope counts the letters of every slice it makes; nearly all lie in one of its pieces.
        let (chunk, begin, ..) = self.rope.chunk_at_byte(start);
        match chunk.get(start - begin..end - begin) {
            Some(piece) => Cow::Borrowed(piece),
            None => Cow::from(self.rope.byte_slice(start..end)),
        }
    }

    /// Appends the text of `span` to `into`.
    pub fn push_slice(&self, span: Span, into: &mut String) {
        let start = self.clamp(span.start) as usize;
        let end = (self.clamp(span.end) as usize).max(start);
        for chunk in self.rope.byte_slice(start..end).chunks() {
            into.push_str(chunk);
        }
    }

    /// The line that holds `offset`.
    pub fn line_of(&self, offset: u32) -> u32 {
        match self.near(offset) {
            Some((line, _)) => line as u32,
            None => self.rope.byte_to_line(self.clamp(offset) as usize) as u32,
        }
    }

    /// What stands before `offset` on its line.
    pub fn before(&self, offset: u32) -> Cow<'_, str> {
        match self.near(offset) {
            Some((_, before)) => Cow::Borrowed(before),
            None => self.slice(Span::new(self.line_start(self.line_of(offset)), offset)),
        }
    }

    /// The offset at which `line` begins; past the last line, the length of the text.
    pub fn line_start(&self, line: u32) -> u32 {
        if line >= self.line_count() { self.len() } else { self.rope.line_to_byte(line as usize) as u32 }
    }

    /// The bytes of `line` without its line break.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.line_start(line);
        let mut end = self.line_start(line.saturating_add(1));
        if end > start && self.rope.byte(end as usize - 1) == b'\n' {
            end -= 1;
        }
        if end > start && line + 1 < self.line_count() && self.rope.byte(end as usize - 1) == b'\r' {
            end -= 1;
        }
        Span::new(start, end)
    }

    /// The place of `offset` in lines and columns of `encoding`.
    pub fn point(&self, offset: u32, encoding: Encoding) -> Point {
        if let Some((line, before)) = self.near(offset) {
            let column = match encoding {
                _ if before.is_ascii() => before.len(),
                Encoding::Utf8 => before.len(),
                Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
                Encoding::Utf32 => before.chars().count(),
            };
            return Point { line: line as u32, column: column as u32 };
        }
        let offset = self.clamp(offset) as usize;
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        let column = match encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf32 => self.rope.byte_to_char(offset) - self.rope.byte_to_char(start),
            Encoding::Utf16 => {
                let unit = |byte: usize| self.rope.char_to_utf16_cu(self.rope.byte_to_char(byte));
                unit(offset) - unit(start)
            }
        };
        Point { line: line as u32, column: column as u32 }
    }

    /// The offset of `point`. A line past the end gives the end of the text, a column past the
    /// end of its line the end of the line, a column inside a character the start of it.
    pub fn offset(&self, point: Point, encoding: Encoding) -> u32 {
        if point.line >= self.line_count() {
            return self.len();
        }
        let line = self.line_span(point.line);
        let column = point.column as usize;
        let offset = match encoding {
            Encoding::Utf8 => line.start.saturating_add(point.column),
            Encoding::Utf32 => {
                let target = self.rope.byte_to_char(line.start as usize).saturating_add(column);
                self.rope.char_to_byte(target.min(self.rope.len_chars())) as u32
            }
            Encoding::Utf16 => {
                let first = self.rope.char_to_utf16_cu(self.rope.byte_to_char(line.start as usize));
                let target = first.saturating_add(column).min(self.rope.len_utf16_cu());
                self.rope.char_to_byte(self.rope.utf16_cu_to_char(target)) as u32
            }
        };
        self.clamp(offset.min(line.end))
    }

    /// The line that holds `offset` and what stands before it there, where a single look into the rope tells:
    /// nearly always, as long as lines are short and end as they do on Unix.
    fn near(&self, offset: u32) -> Option<(usize, &str)> {
        let offset = (offset as usize).min(self.rope.len_bytes());
        let (chunk, begin, _, lines) = self.rope.chunk_at_byte(offset);
        let before = chunk.get(..within(chunk, offset - begin))?;
        let bytes = before.as_bytes();
        let last = memchr::memrchr(b'\n', bytes)?;
        if memchr::memchr(b'\r', bytes).is_some() {
            return None;
        }
        Some((lines + memchr::memchr_iter(b'\n', bytes).count(), before.get(last + 1..)?))
    }

    /// `offset` moved into the text and to the start of its character.
    fn clamp(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.rope.len_bytes());
        let (chunk, begin, ..) = self.rope.chunk_at_byte(offset);
        (begin + within(chunk, offset - begin)) as u32
    }
}

/// `at` moved to the start of its character in `chunk`. Nearly every place is one between two already.
fn within(chunk: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| chunk.is_char_boundary(*at)).unwrap_or_default()
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

/// The part `range` of `text`; empty where the range is no part of it or cuts a character.
/// The one way to take a piece of a string without a panic in reach.
pub fn cut(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rocket_is_four_bytes_two_units_one_character() {
        let text = Text::new("a🚀b\r\nc");
        assert_eq!(text.point(5, Encoding::Utf8), Point { line: 0, column: 5 });
        assert_eq!(text.point(5, Encoding::Utf16), Point { line: 0, column: 3 });
        assert_eq!(text.point(5, Encoding::Utf32), Point { line: 0, column: 2 });
        assert_eq!(text.offset(Point { line: 0, column: 3 }, Encoding::Utf16), 5);
        assert_eq!(text.offset(Point { line: 0, column: 2 }, Encoding::Utf16), 1, "inside the pair");
        assert_eq!(text.offset(Point { line: 0, column: 3 }, Encoding::Utf8), 1, "inside the bytes");
    }

    #[test]
    fn places_outside_are_clamped() {
        let text = Text::new("ab\r\nc\rd\n");
        let at = |line, column| text.offset(Point { line, column }, Encoding::Utf16);
        assert_eq!(at(0, 99), 2, "before the line break, not after");
        assert_eq!(at(1, 99), 5);
        assert_eq!(at(2, 99), 7);
        assert_eq!(at(3, 0), 8);
        assert_eq!(at(u32::MAX, u32::MAX), 8);
        assert_eq!(text.line_count(), 4);
        assert_eq!(text.point(999, Encoding::Utf16), Point { line: 3, column: 0 });
    }

    #[test]
    fn unicode_separators_are_not_line_breaks() {
        assert_eq!(Text::new("a\u{85}b\u{2028}c\u{2029}d").line_count(), 1);
    }

    #[test]
    fn edits_apply_together_in_any_order() {
        let text = Text::new("one two three");
        let edits = [Edit::replace(Span::new(8, 13), "3"), Edit::replace(Span::new(0, 3), "1")];
        assert_eq!(text.with_edits(&edits).to_string(), "1 two 3");
    }
}
