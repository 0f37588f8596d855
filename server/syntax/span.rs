//! Where nodes begin and end in their source text, given what a parser read there.
//! Knows no tree; works on one piece of text.

use super::line::{line_end, quoted_end};
use super::parse::NUL;
use super::raw::Kind;
use crate::text::{Span, cut};

/// The span of the scalar whose content was found at `at`; a block scalar's begins at its `|` or `>`,
/// the first behind `from`.
pub(super) fn scalar_span(text: &str, from: usize, at: usize, kind: Kind, value: &str) -> Span {
    let bytes = text.as_bytes();
    let end = match kind {
        Kind::SingleQuoted | Kind::DoubleQuoted => quoted_end(bytes, at).unwrap_or(bytes.len()),
        Kind::Literal => return block_span(bytes, indicator(bytes, from, b'|').unwrap_or(at), at, value),
        Kind::Folded => return block_span(bytes, indicator(bytes, from, b'>').unwrap_or(at), at, value),
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
            Some((found_at, found)) if found == letter || (found == '\0' && letter == NUL) => {
                end = found_at + found.len_utf8();
            }
            _ => break,
        }
    }
    at + end
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

/// The first `sign` behind `from`, comments left out.
fn indicator(bytes: &[u8], from: usize, sign: u8) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'#' if begins_word(bytes, at) => at = line_end(bytes, at).0,
            byte if *byte == sign => return Some(at),
            _ => at += 1,
        }
    }
}

/// From the indicator at `start` to the end of the last line with content, the first of which is at `at`.
fn block_span(bytes: &[u8], start: usize, at: usize, value: &str) -> Span {
    if value.trim().is_empty() {
        return Span::new(start as u32, line_end(bytes, start).0 as u32);
    }
    let line = line_start(bytes, at);
    let indent = at - line;
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

/// The start of the line that holds `at`.
fn line_start(bytes: &[u8], at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', bytes.get(..at).unwrap_or_default()).map_or(0, |found| found + 1)
}

/// One past the name of the alias whose `*` stands at `start`.
pub(super) fn alias_end(bytes: &[u8], start: usize) -> usize {
    let stops = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}');
    let rest = bytes.get(start + 1..).unwrap_or_default();
    start + 1 + rest.iter().position(stops).unwrap_or(rest.len())
}

/// Where an absent value would stand: right behind the indicator that announces it.
/// `last` is the end of the token before it; an item is announced by a dash, anything else by a colon or `?`.
pub(super) fn empty_place(text: &str, last: usize, marker: usize, is_item: bool) -> usize {
    let bytes = text.as_bytes();
    let limit = marker.min(bytes.len());
    let mut place = last;
    let mut seen = false;
    let mut at = last;
    while at < limit {
        match bytes.get(at) {
            Some(b'#') if begins_word(bytes, at) => at = line_end(bytes, at).0,
            Some(b':') if !is_item => return at + 1,
            // The next dash announces the next item.
            Some(b'-') if is_item && seen => return place,
            Some(b'-') if !is_item => at += 1,
            Some(b'-' | b'?') => {
                seen = true;
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
    while end < limit
        && !matches!(bytes.get(end), Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b'{' | b'}' | b'[' | b']'))
    {
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
