//! What a single line can be, judged by itself. Knows neither its neighbours nor what they mean.

use std::borrow::Cow;
use std::ops::Range;

use super::extent::{flow_end, skip_properties};
use super::span::alias_end;
use crate::text::cut;

/// What kind of line it is, after any `- ` in front.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Nothing but white space.
    Blank,
    /// Only a comment.
    Comment,
    /// `key:` with nothing behind it but perhaps a comment.
    KeyEmpty,
    /// `key: value`.
    KeyValue,
    /// `-` with nothing behind it but perhaps a comment.
    DashEmpty,
    /// Text without a colon that could make it a key.
    Scalar,
    /// Starts with something that only a parser can judge: `[`, `{`, `&`, `*`, `!`, `|`, a second `-`, a tab.
    Hard,
    /// `? key`, or an anchor or tag alone on its line: its neighbours cannot be cut from it.
    Whole,
    /// `---` alone or with a comment.
    DocumentStart,
    /// `---` with content behind it.
    DocumentStartContent,
    /// `...`
    DocumentEnd,
    /// `%YAML` and the like.
    Directive,
}

/// Looks like a space and is a letter to YAML; no key begins with it on purpose.
pub(super) const NO_BREAK_SPACE: &str = "\u{a0}";

/// One line of a region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Byte offset of its first byte in the region.
    pub(super) start: u32,
    /// Number of spaces in front.
    pub(super) indent: u32,
    /// Column of what follows the dash; equals `indent` without one.
    pub(super) key: u32,
    /// Column of the value of a `key: value` line.
    pub(super) value: u32,
    /// What it is.
    pub(super) class: Class,
    /// Whether it begins with `- `.
    pub(super) dash: bool,
}

impl Line {
    /// Whether the line holds nothing that YAML counts as content.
    pub(super) fn is_trivia(&self) -> bool {
        matches!(self.class, Class::Blank | Class::Comment)
    }

    /// Whether the line cuts a stream into documents.
    pub(super) fn is_marker(&self) -> bool {
        matches!(self.class, Class::DocumentStart | Class::DocumentStartContent | Class::DocumentEnd | Class::Directive)
    }
}

/// The lines of `text` in order; a trailing line break opens no further line here.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut result = Vec::with_capacity(text.len() / 24 + 1);
    let mut start = 0;
    while start < text.len() {
        let (end, next) = line_end(text.as_bytes(), start);
        result.push(line(cut(text, start..end).as_bytes(), start));
        start = next;
    }
    result
}

/// The lines in `range` of `all` as those of the text that begins with the first of them.
pub(super) fn within(all: &[Line], range: Range<usize>) -> Cow<'_, [Line]> {
    let part = all.get(range).unwrap_or_default();
    match part.first().map_or(0, |first| first.start) {
        0 => Cow::Borrowed(part),
        base => part.iter().map(|line| Line { start: line.start - base, ..*line }).collect(),
    }
}

/// End of the line that begins at `start`, without and with its line break.
pub(super) fn line_end(bytes: &[u8], start: usize) -> (usize, usize) {
    let rest = bytes.get(start..).unwrap_or_default();
    match memchr::memchr2(b'\n', b'\r', rest) {
        None => (bytes.len(), bytes.len()),
        Some(at) => {
            let end = start + at;
            let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
            (end, end + if crlf { 2 } else { 1 })
        }
    }
}

/// Number of line breaks in `text`.
pub(super) fn breaks(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    // A return ends a line by itself, unless a feed follows.
    let returns = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'));
    (feeds + returns.count()) as u32
}

/// Judges one line, given without its line break.
fn line(bytes: &[u8], start: usize) -> Line {
    let indent = bytes.iter().take_while(|byte| **byte == b' ').count();
    let make = |class, key: usize, value: usize, dash| Line {
        start: start as u32,
        indent: indent as u32,
        key: key as u32,
        value: value as u32,
        class,
        dash,
    };
    let plain = |class| make(class, indent, indent, false);
    let Some(&first) = bytes.get(indent) else { return plain(Class::Blank) };
    if first == b'#' {
        return plain(Class::Comment);
    }
    if first == b'\t' {
        let blank = bytes.iter().skip(indent).all(|byte| matches!(byte, b' ' | b'\t'));
        let rest = bytes.iter().skip(indent).find(|byte| !matches!(byte, b' ' | b'\t'));
        return plain(if blank {
            Class::Blank
        } else if rest == Some(&b'#') {
            Class::Comment
        } else {
            Class::Hard
        });
    }
    if indent == 0
        && let Some(class) = marker(bytes)
    {
        return plain(class);
    }
    let mut key = indent;
    let mut dash = false;
    if first == b'-' && ends_word(bytes, indent + 1) {
        dash = true;
        key = indent + 1;
        while bytes.get(key) == Some(&b' ') {
            key += 1;
        }
        match bytes.get(key) {
            None => return make(Class::DashEmpty, key, key, true),
            Some(b'#') if key > indent + 1 => return make(Class::DashEmpty, key, key, true),
            Some(b'\t') => return make(Class::Hard, key, key, true),
            Some(b'-') if ends_word(bytes, key + 1) => return make(Class::Hard, key, key, true),
            Some(_) => {}
        }
    }
    let (class, value) = content(bytes, key);
    make(class, key, value, dash)
}

/// The class of a line at column 0 that cuts documents, if it does.
fn marker(bytes: &[u8]) -> Option<Class> {
    if bytes.first() == Some(&b'%') {
        return Some(Class::Directive);
    }
    if !ends_word(bytes, 3) {
        return None;
    }
    let rest = bytes.get(3..).unwrap_or_default().trim_ascii();
    match bytes.get(..3)? {
        b"---" if rest.is_empty() || rest.starts_with(b"#") => Some(Class::DocumentStart),
        b"---" => Some(Class::DocumentStartContent),
        b"..." => Some(Class::DocumentEnd),
        _ => None,
    }
}

/// The class of what stands at `key`, and the column of its value.
fn content(bytes: &[u8], key: usize) -> (Class, usize) {
    // An anchor or a tag in front of a key on the same line belongs to the key.
    let behind = skip_properties(bytes, key);
    let first = bytes.get(behind).copied().unwrap_or_default();
    let mut at = behind;
    if bytes.get(behind..behind + 2) == Some(NO_BREAK_SPACE.as_bytes()) {
        return (Class::Hard, key);
    }
    match first {
        b'?' if ends_word(bytes, at + 1) => return (Class::Whole, key),
        b'&' | b'!' => {
            let alone = memchr::memchr2(b' ', b'\t', bytes.get(at..).unwrap_or_default()).is_none_or(|space| {
                let rest = bytes.get(at + space..).unwrap_or_default().trim_ascii();
                rest.is_empty() || rest.starts_with(b"#")
            });
            return (if alone { Class::Whole } else { Class::Hard }, key);
        }
        b'|' | b'>' | b'@' | b'`' | b'%' | b',' | b']' | b'}' => return (Class::Hard, key),
        b'[' | b'{' | b'*' => {
            let end = if first == b'*' { Some(alias_end(bytes, at)) } else { flow_end(bytes, at) };
            match end.and_then(|end| colon(bytes, end)) {
                Some(colon) => at = colon,
                None => return (Class::Hard, key),
            }
        }
        b'"' | b'\'' => match quoted_end(bytes, at).and_then(|end| colon(bytes, end)) {
            Some(colon) => at = colon,
            None => return (if behind > key { Class::Hard } else { Class::Scalar }, key),
        },
        _ => loop {
            match bytes.get(at) {
                Some(b':') if ends_word(bytes, at + 1) => break,
                Some(b'#') if at > 0 && matches!(bytes.get(at - 1), Some(b' ' | b'\t')) => at = bytes.len(),
                Some(_) => at += 1,
                None => return (if behind > key { Class::Hard } else { Class::Scalar }, key),
            }
        },
    }
    let mut value = at + 1;
    while matches!(bytes.get(value), Some(b' ' | b'\t')) {
        value += 1;
    }
    match bytes.get(value) {
        None | Some(b'#') => (Class::KeyEmpty, value),
        // Without a key, even a list or another key may begin here.
        Some(byte) if first == b':' => {
            let list = *byte == b'-' && ends_word(bytes, value + 1);
            let single = !list && matches!(content(bytes, value).0, Class::Scalar | Class::Hard);
            (if single { Class::KeyValue } else { Class::Whole }, value)
        }
        Some(_) => (Class::KeyValue, value),
    }
}

/// The colon that makes what ends at `at` a key.
fn colon(bytes: &[u8], mut at: usize) -> Option<usize> {
    while matches!(bytes.get(at), Some(b' ' | b'\t')) {
        at += 1;
    }
    (bytes.get(at) == Some(&b':') && ends_word(bytes, at + 1)).then_some(at)
}

/// One past the closing quote of the quoted text that begins at `start`, if it closes in `bytes`.
pub(super) fn quoted_end(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            byte if *byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Whether what stands before `at` ends there: white space or the end of the line follows.
fn ends_word(bytes: &[u8], at: usize) -> bool {
    at <= bytes.len() && matches!(bytes.get(at), None | Some(b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        for (text, class, key, dash) in [
            ("", Class::Blank, 0, false),
            ("  \t ", Class::Blank, 2, false),
            ("  # a: b", Class::Comment, 2, false),
            ("a:", Class::KeyEmpty, 0, false),
            ("  a: # c", Class::KeyEmpty, 2, false),
            ("a: b", Class::KeyValue, 0, false),
            ("- a: b", Class::KeyValue, 2, true),
            ("  -   a:", Class::KeyEmpty, 6, true),
            ("-", Class::DashEmpty, 1, true),
            ("- # c", Class::DashEmpty, 2, true),
            ("- a", Class::Scalar, 2, true),
            ("a", Class::Scalar, 0, false),
            ("a:b", Class::Scalar, 0, false),
            ("a #b: c", Class::Scalar, 0, false),
            ("'a: b'", Class::Scalar, 0, false),
            ("'a''b': c", Class::KeyValue, 0, false),
            ("\"a\\\"b\": c", Class::KeyValue, 0, false),
            ("- - a", Class::Hard, 2, true),
            ("? a", Class::Whole, 0, false),
            ("&x", Class::Whole, 0, false),
            ("&x a: b", Class::KeyValue, 0, false),
            ("!t a:", Class::KeyEmpty, 0, false),
            ("&x a", Class::Hard, 0, false),
            ("[a, b]: c", Class::KeyValue, 0, false),
            ("[a, b] c", Class::Hard, 0, false),
            ("*x : y", Class::KeyValue, 0, false),
            ("*x: y", Class::Hard, 0, false),
            (": a", Class::KeyValue, 0, false),
            ("---", Class::DocumentStart, 0, false),
            ("--- # c", Class::DocumentStart, 0, false),
            ("--- a", Class::DocumentStartContent, 0, false),
            ("---a: b", Class::KeyValue, 0, false),
            ("...", Class::DocumentEnd, 0, false),
            ("%YAML 1.2", Class::Directive, 0, false),
        ] {
            let line = line(text.as_bytes(), 0);
            assert_eq!((line.class, line.key, line.dash), (class, key, dash), "{text:?}");
        }
    }

    #[test]
    fn line_breaks_of_all_kinds_end_lines() {
        let starts: Vec<u32> = lines("a\nb\r\nc\rd\u{2028}e").iter().map(|line| line.start).collect();
        assert_eq!(starts, [0, 2, 5, 7]);
        assert_eq!(breaks("a\nb\r\nc\rd"), 3);
    }
}
