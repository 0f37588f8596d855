//! Where nodes begin and end in their source text, given what a parser read there.
//! Knows no tree; works on one piece of text.

use super::line::{line_end, quoted_end};
use super::raw::Kind;
use crate::text::{Span, cut};

/// The span of the scalar whose content was found at `at`; a block scalar's begins at its `|` or `>`.
pub(super) fn scalar_span(text: &str, at: usize, kind: Kind, value: &str) -> Span {
    let bytes = text.as_bytes();
    let end = match kind {
        Kind::SingleQuoted | Kind::DoubleQuoted => quoted_end(bytes, at).unwrap_or(bytes.len()),
        Kind::Literal | Kind::Folded => return block_span(text, at, kind, value),
        _ => plain_end(text, at, value),
    };
    Span::new(at as u32, end.min(bytes.len()) as u32)
}

/// A plain scalar ends with its last character; its line folds are skipped on the way.
fn plain_end(text: &str, at: usize, value: &str) -> usize {
    let rest = cut(text, at..text.len());
    if rest.starts_with(value) {
        return at + value.len();
    }
    let mut source = rest.char_indices();
    let mut end = 0;
    for letter in value.chars().filter(|letter| !is_space(*letter)) {
        match source.by_ref().find(|(_, found)| !is_space(*found)) {
            Some((found_at, found)) if found == letter => end = found_at + found.len_utf8(),
            _ => break,
        }
    }
    at + end
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

/// From the header's indicator to the end of the last line with content.
fn block_span(text: &str, at: usize, kind: Kind, value: &str) -> Span {
    let bytes = text.as_bytes();
    let indicator = if kind == Kind::Literal { b'|' } else { b'>' };
    if bytes.get(at) == Some(&indicator) && value.trim().is_empty() {
        return Span::new(at as u32, line_end(bytes, at).0 as u32);
    }
    let line = line_start(bytes, at);
    let indent = at - line;
    let start = header(bytes, line, indicator);
    let mut end = at;
    let mut from = line;
    while from < bytes.len() {
        let (stop, next) = line_end(bytes, from);
        let content = bytes.get(from..stop).unwrap_or_default();
        let spaces = content.iter().take_while(|byte| **byte == b' ').count();
        if spaces < content.len() {
            if spaces < indent {
                break;
            }
            end = stop;
        }
        if next == from {
            break;
        }
        from = next;
    }
    Span::new(start as u32, end as u32)
}

/// The offset of the block scalar indicator above the line at `line`.
fn header(bytes: &[u8], mut line: usize, indicator: u8) -> usize {
    while line > 0 {
        let above = line_start(bytes, break_start(bytes, line));
        let (stop, _) = line_end(bytes, above);
        let content = bytes.get(above..stop).unwrap_or_default();
        if let Some(at) = header_in(content, indicator) {
            return above + at;
        }
        if !content.trim_ascii().is_empty() {
            return above;
        }
        line = above;
    }
    header_in(bytes.get(..line_end(bytes, 0).0).unwrap_or_default(), indicator).unwrap_or(0)
}

/// The last `|` or `>` of a line that only indicators and a comment follow.
fn header_in(line: &[u8], indicator: u8) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = memchr::memchr(indicator, line.get(from..)?) {
        let at = from + found;
        let opens = at == 0 || matches!(line.get(at - 1), Some(b' ' | b'\t' | b'-' | b':'));
        let rest = line.get(at + 1..)?;
        let marks = rest.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-')).count();
        let behind = rest.get(marks..)?;
        let trimmed = behind.trim_ascii();
        if opens && (trimmed.is_empty() || (trimmed.starts_with(b"#") && trimmed.len() < behind.len())) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The start of the line that holds `at`.
fn line_start(bytes: &[u8], at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', bytes.get(..at).unwrap_or_default()).map_or(0, |found| found + 1)
}

/// The start of the line break that ends right before `line`.
fn break_start(bytes: &[u8], line: usize) -> usize {
    let end = line.saturating_sub(1);
    let crlf = bytes.get(end) == Some(&b'\n') && end > 0 && bytes.get(end - 1) == Some(&b'\r');
    end - usize::from(crlf)
}

/// One past the name of the alias whose `*` stands at `start`.
pub(super) fn alias_end(bytes: &[u8], start: usize) -> usize {
    let stops = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}');
    let rest = bytes.get(start + 1..).unwrap_or_default();
    start + 1 + rest.iter().position(stops).unwrap_or(rest.len())
}

/// Where an absent value would stand: right behind the indicator that announces it.
pub(super) fn empty_place(text: &str, last: usize, marker: usize) -> usize {
    let bytes = text.as_bytes();
    let limit = marker.min(bytes.len());
    let mut place = last;
    let mut at = last;
    while at < limit {
        match bytes.get(at) {
            Some(b'#') if begins_word(bytes, at) => at = line_end(bytes, at).0,
            Some(b':') => return at + 1,
            Some(b'-' | b'?') => {
                at += 1;
                place = at;
            }
            Some(b'&' | b'!') => {
                at = property_end(bytes, at, limit);
                place = at;
            }
            _ => at += 1,
        }
    }
    place
}

/// The first anchor or tag behind `from`.
pub(super) fn next_property(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'#' if begins_word(bytes, at) => at = line_end(bytes, at).0,
            b'&' | b'!' => return Some(Span::new(at as u32, property_end(bytes, at, bytes.len()) as u32)),
            _ => at += 1,
        }
    }
}

/// The first dash of the sequence that begins behind `from` and has its marker at `marker`; none if it
/// is one in brackets. In an item, the dash of that item is not the one.
pub(super) fn first_dash(text: &str, from: usize, marker: usize, mut in_item: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at <= marker {
        match bytes.get(at)? {
            b'-' if in_item => {
                in_item = false;
                at += 1;
            }
            b'-' => return Some(at),
            b'#' if begins_word(bytes, at) => at = line_end(bytes, at).0,
            b'&' | b'!' => at = property_end(bytes, at, bytes.len()),
            b'[' => return None,
            _ => at += 1,
        }
    }
    None
}

/// One past the bracket that closes a flow collection whose last part ends at `from`.
pub(super) fn closing_bracket(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b']' | b'}' => return Some(at + 1),
            b'#' if begins_word(bytes, at) => at = line_end(bytes, at).0,
            _ => at += 1,
        }
    }
}

fn property_end(bytes: &[u8], at: usize, limit: usize) -> usize {
    let mut end = at + 1;
    if bytes.get(end) == Some(&b'<') {
        while end < limit && bytes.get(end) != Some(&b'>') {
            end += 1;
        }
    }
    while end < limit && !matches!(bytes.get(end), Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b'}' | b']')) {
        end += 1;
    }
    end
}

fn begins_word(bytes: &[u8], at: usize) -> bool {
    at == 0 || matches!(bytes.get(at - 1), Some(b' ' | b'\t' | b'\n' | b'\r'))
}

/// The comments of a piece of text, found in the gaps between its leaves; `leaves` in text order.
pub(super) fn comments(text: &str, leaves: impl Iterator<Item = (Kind, Span)>) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut result = Vec::new();
    if memchr::memchr(b'#', bytes).is_none() {
        return result;
    }
    let mut at = 0;
    for (kind, span) in leaves {
        let block = matches!(kind, Kind::Literal | Kind::Folded);
        let stop = if block { line_end(bytes, span.start as usize).0 } else { span.start as usize };
        gap_comments(bytes, at, stop, &mut result);
        at = at.max(span.end as usize);
    }
    gap_comments(bytes, at, bytes.len(), &mut result);
    result
}

fn gap_comments(bytes: &[u8], from: usize, to: usize, result: &mut Vec<Span>) {
    let mut at = from;
    while let Some(found) = bytes.get(at..to).and_then(|gap| memchr::memchr(b'#', gap)) {
        let start = at + found;
        if begins_word(bytes, start) {
            let end = line_end(bytes, start).0;
            result.push(Span::new(start as u32, end as u32));
            at = end;
        } else {
            at = start + 1;
        }
    }
}
