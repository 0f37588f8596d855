//! Finds a tree in a flow collection of several lines that does not parse: a line that is in the way is
//! blanked, or a forgotten comma put in the place of a line break, one byte for one, so that every
//! place stays. A pure function of the text. Knows no entries; what it finds is a guess, and a fault says so.

use super::explain;
use super::line::{line_end, quoted_end};
use super::parse::{MULTILINE_KEY, parse};
use super::raw::{ParseError, Parsed};
use super::segment::Fault;
use crate::text::{Span, cut};

/// No more lines than this are given up.
const MAX_MENDS: usize = 6;

/// Longer texts are not worth several readings at every keystroke.
const MAX_LEN: usize = 256 * 1024;

/// Reads the flow collection `text`, which begins with its bracket behind white space or comments, and
/// of which `pad` columns stand in front; with what is wrong with it.
pub(super) fn flow(text: &str, pad: u32) -> Option<(Parsed, Fault)> {
    let last = text.trim_ascii_end();
    if text.len() > MAX_LEN || memchr::memchr2(b'\n', b'\r', last.as_bytes()).is_none() {
        return None;
    }
    let mut mended = text.to_owned();
    let mut first_fault: Option<Fault> = None;
    for _ in 0..=MAX_MENDS {
        let error = match read(&mended, pad) {
            Ok(parsed) => return first_fault.map(|fault| (parsed, fault)),
            Err(error) => error,
        };
        let (next, fault) = best(&mended, pad, &error)?;
        mended = next;
        // The first line in the text that is in the way is the one to tell of.
        if first_fault.as_ref().is_none_or(|first| fault.span.start < first.span.start) {
            first_fault = Some(fault);
        }
    }
    None
}

/// Reads `text` as one node.
fn read(text: &str, pad: u32) -> Result<Parsed, ParseError> {
    let parsed = parse(text, pad)?;
    let first = parsed.nodes.first().map_or(0, |node| node.next as usize);
    if first == parsed.nodes.len() {
        return Ok(parsed);
    }
    let at = parsed.nodes.get(first).map_or(0, |node| node.start);
    Err(ParseError { at, message: String::new() })
}

/// The change that lets the parser come to the end, or furthest.
fn best(text: &str, pad: u32, error: &ParseError) -> Option<(String, Fault)> {
    let mut furthest = reach(error);
    let mut found = None;
    for candidate in candidates(text, error) {
        match read(&candidate.0, pad) {
            Ok(_) => return Some(candidate),
            Err(next) if reach(&next) > furthest => {
                furthest = reach(&next);
                found = Some(candidate);
            }
            Err(_) => {}
        }
    }
    found
}

/// How far the parser came. It looks for the end of a bracket before it looks inside, so that errors of
/// single words come first, wherever they are.
fn reach(error: &ParseError) -> (bool, u32) {
    let of_words = !["flow mapping", "flow sequence", "parsing a node", MULTILINE_KEY]
        .iter()
        .any(|of_structure| error.message.contains(of_structure));
    (!of_words || error.message.is_empty(), error.at)
}

/// What may be wrong when the parser gives up with `error`, the likeliest first.
fn candidates(text: &str, error: &ParseError) -> Vec<(String, Fault)> {
    let open = brackets(text, error.at as usize);
    let inner = open.last().map(|(_, bracket)| *bracket);
    let here = content_line(text, error.at as usize);
    let above = here.and_then(|here| content_line(text, line_start(text, here.start as usize).checked_sub(1)?));
    let mut result = Vec::new();
    let lines: Vec<Span> = above.into_iter().chain(here).collect();
    result.extend(quoted_lines(text, here).and_then(|line| blank(text, line, error, inner)));
    for line in &lines {
        if is_half_typed(cut(text, line.range()), inner) {
            result.extend(blank(text, *line, error, inner));
        }
    }
    result.extend(above.and_then(|above| comma(text, above)));
    for line in lines.iter().rev() {
        result.extend(blank(text, *line, error, inner));
    }
    for (at, _) in open.iter().rev().take(3) {
        result.extend(content_line(text, *at).and_then(|line| blank(text, line, error, inner)));
    }
    result
}

/// The line on which a quoted text begins that ends on `line`: its closing quote may be forgotten.
fn quoted_lines(text: &str, line: Option<Span>) -> Option<Span> {
    let line = line?;
    let mut begun = None;
    walk(text, line.end as usize, &mut |start, end| {
        let spans_lines = start < line.start as usize && (line.start as usize) < end;
        begun = if spans_lines && end <= line.end as usize { Some(start) } else { begun };
    });
    content_line(text, begun?)
}

/// The content of the line that holds `at`, or of the last line above it that has some.
fn content_line(text: &str, at: usize) -> Option<Span> {
    let mut at = at.min(text.len());
    loop {
        let start = line_start(text, at);
        let (end, _) = line_end(text.as_bytes(), start);
        let line = cut(text, start..end);
        let content = line.trim_ascii();
        if !content.is_empty() && !content.starts_with('#') {
            let start = start + line.len() - line.trim_ascii_start().len();
            return Some(Span::new(start as u32, (start + content.len()) as u32));
        }
        at = start.checked_sub(1)?;
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    memchr::memrchr2(b'\n', b'\r', before).map_or(0, |found| found + 1)
}

/// Whether a line holds a single word where a `key: value` should stand.
fn is_half_typed(line: &str, bracket: Option<u8>) -> bool {
    bracket == Some(b'{') && !line.contains([':', ',', '[', ']', '{', '}', '"', '\''])
}

/// The text without `line`; the one with the outermost bracket must stay.
fn blank(text: &str, line: Span, error: &ParseError, bracket: Option<u8>) -> Option<(String, Fault)> {
    if cut(text, 0..line.start as usize).lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#')) {
        return None;
    }
    let fault = explain::in_flow(text, line, error, bracket == Some(b'{'));
    let mut mended = text.to_owned();
    mended.replace_range(line.range(), &" ".repeat(line.len() as usize));
    Some((mended, fault))
}

/// The text with a comma in the place of the line break behind `line`.
fn comma(text: &str, line: Span) -> Option<(String, Fault)> {
    let written = cut(text, line.range());
    let end = line_end(text.as_bytes(), line.end as usize).0;
    if written.ends_with([',', '[', '{', ':']) || written.contains(" #") || end == text.len() {
        return None;
    }
    let mut mended = text.to_owned();
    mended.replace_range(end..=end, ",");
    Some((mended, explain::missing_comma(text, line)))
}

/// The brackets that are open at `limit`, with their places.
fn brackets(text: &str, limit: usize) -> Vec<(usize, u8)> {
    walk(text, limit, &mut |_, _| {})
}

/// Calls `quoted` with start and end of each quoted text that begins before `limit`; returns the brackets
/// that are open there.
fn walk(text: &str, limit: usize, quoted: &mut dyn FnMut(usize, usize)) -> Vec<(usize, u8)> {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = 0;
    // A quote opens a quoted scalar only where a new node may begin.
    let mut fresh = true;
    while at < limit.min(bytes.len()) {
        let byte = bytes.get(at).copied().unwrap_or_default();
        match byte {
            b'[' | b'{' => open.push((at, byte)),
            b']' | b'}' => {
                open.pop();
            }
            b'"' | b'\'' if fresh => {
                let end = quoted_end(bytes, at).unwrap_or(bytes.len());
                quoted(at, end);
                at = end;
                fresh = false;
                continue;
            }
            b'#' if at == 0 || bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                at = line_end(bytes, at).0;
                continue;
            }
            _ => {}
        }
        fresh = matches!(byte, b'[' | b'{' | b',' | b':') || (fresh && byte.is_ascii_whitespace());
        at += 1;
    }
    open
}
