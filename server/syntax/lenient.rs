//! What kubectl's parser takes and yaml-rust2 does not, and what can be saved of a broken piece.
//!
//! Three liberties, all seen in real manifests: further lines of a quoted or flow value may stand at
//! or left of their key; `\'` is an escape in double quotes. Nothing here changes an offset.

use super::extent::{Extent, extent, skip_properties};
use super::line::quoted_end;
use super::mend;
use super::outline::EntryKind;
use super::parse::parse;
use super::raw::{Cooked, Kind, ParseError, Parsed, Property, RawNode};
use super::segment::Fault;
use crate::text::cut;

/// Stands in for the quote of a `\'` while parsing: an escape both sides know.
const BELL: char = '\u{7}';

/// Parses an entry that failed with `error` the way kubectl does, if kubectl would take it, or what is
/// left of it when a line in brackets is in the way, with what is wrong.
pub(super) fn entry(
    text: &str,
    kind: EntryKind,
    value_at: usize,
    error: &ParseError,
) -> Option<(Parsed, Option<Fault>)> {
    let value = cut(text, value_at..text.len());
    let first = first_content(value);
    let opens = skip_properties(value.as_bytes(), first);
    if !matches!(value.as_bytes().get(opens), Some(b'"' | b'\'' | b'[' | b'{')) {
        return None;
    }
    let closed = matches!(extent(value.as_bytes(), first), Extent::Closed { .. });
    // Alone at the root of a document, a delimited value may be indented in any way.
    let (value, fault) = whole(value, 0, opens, closed, error)?;
    let root = value.nodes.first()?;
    if root.next as usize != value.nodes.len() || root.start as usize != opens {
        return None;
    }
    let head = cut(text, 0..value_at);
    let mut parsed = match kind {
        EntryKind::Pair => parse(head, 0).ok()?,
        _ => collection(Kind::Sequence),
    };
    if kind == EntryKind::Pair {
        parsed.nodes.truncate(2);
    }
    graft(&mut parsed, value, value_at as u32);
    Some((parsed, fault.map(|fault| Fault { span: fault.span.shift(value_at as u32), ..fault })))
}

/// Parses a whole document that failed with `error` the way kubectl does, or what is left of it.
pub(super) fn root(text: &str, pad: u32, error: &ParseError) -> Option<(Parsed, Option<Fault>)> {
    let opens = skip_properties(text.as_bytes(), first_content(text));
    let escape = error.message.contains("unknown escape");
    whole(text, pad, opens, escape, error)
}

/// A value that opens at `opens`: as kubectl reads it if `sound`, or else mended.
fn whole(text: &str, pad: u32, opens: usize, sound: bool, error: &ParseError) -> Option<(Parsed, Option<Fault>)> {
    if let Some(parsed) = if sound { forgiving(text, pad, error) } else { None } {
        return Some((parsed, None));
    }
    if !matches!(text.as_bytes().get(opens), Some(b'[' | b'{')) {
        return None;
    }
    mend::flow(text, pad).map(|(parsed, fault)| (parsed, Some(fault)))
}

/// Parses `text`, taking `\'` in double quotes for a quote.
fn forgiving(text: &str, pad: u32, error: &ParseError) -> Option<Parsed> {
    if !error.message.contains("unknown escape") {
        return parse(text, pad).ok().or_else(|| rewritten(text, pad));
    }
    rewritten(text, pad)
}

fn rewritten(text: &str, pad: u32) -> Option<Parsed> {
    if text.contains(BELL) || !text.contains("\\'") {
        return None;
    }
    let mut rewritten = text.to_owned();
    // Each failure names the scalar it is in; mend that one and look again.
    for _ in 0..64 {
        let error = match parse(&rewritten, pad) {
            Ok(mut parsed) => {
                for cooked in &mut parsed.cooked {
                    if cooked.value.contains(BELL) {
                        cooked.value = cooked.value.replace(BELL, "'").into();
                    }
                }
                return Some(parsed);
            }
            Err(error) if error.message.contains("unknown escape") => error,
            Err(_) => return None,
        };
        let start = error.at as usize;
        let end = quoted_end(rewritten.as_bytes(), start)?;
        let mended = mend_escapes(cut(&rewritten, start..end));
        if mended == cut(&rewritten, start..end) {
            return None;
        }
        rewritten.replace_range(start..end, &mended);
    }
    None
}

/// Replaces each `\'` by `\a`.
fn mend_escapes(quoted: &str) -> String {
    let mut result = String::with_capacity(quoted.len());
    let mut escaped = false;
    for letter in quoted.chars() {
        result.push(if escaped && letter == '\'' { 'a' } else { letter });
        escaped = letter == '\\' && !escaped;
    }
    result
}

/// The offset of the first byte that is neither white space nor comment.
fn first_content(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'#' => at = super::line::line_end(bytes, at).0,
            _ => break,
        }
    }
    at
}

fn collection(kind: Kind) -> Parsed {
    let node = RawNode { kind, flow: false, has_property: false, cooked: false, start: 0, end: 0, next: 1 };
    Parsed { nodes: vec![node], ..Parsed::default() }
}

/// Appends `value`, parsed from offset `at` on, to the collection that is `parsed`'s first node.
fn graft(parsed: &mut Parsed, value: Parsed, at: u32) {
    let nodes = parsed.nodes.len() as u32;
    let end = value.nodes.first().map_or(at, |root| root.end + at);
    parsed.nodes.extend(value.nodes.into_iter().map(|node| RawNode {
        start: node.start + at,
        end: node.end + at,
        next: node.next + nodes,
        ..node
    }));
    parsed.cooked.extend(value.cooked.into_iter().map(|cooked| Cooked { node: cooked.node + nodes, ..cooked }));
    let moved = value
        .properties
        .into_iter()
        .map(|property| Property { node: property.node + nodes, span: property.span.shift(at) });
    parsed.properties.extend(moved);
    let next = parsed.nodes.len() as u32;
    if let Some(first) = parsed.nodes.first_mut() {
        first.end = end.max(first.end);
        first.next = next;
    }
}

/// What is left of a piece that does not parse: its key or dash, and a broken value.
pub(super) fn fallback(text: &str, kind: EntryKind, value_at: usize) -> Parsed {
    let end = text.trim_end().len();
    let mut parsed = if value_at == 0 || kind == EntryKind::Root {
        return Parsed::default();
    } else if kind == EntryKind::Item {
        collection(Kind::Sequence)
    } else {
        match parse(cut(text, 0..value_at), 0) {
            Ok(mut parsed) if parsed.nodes.len() == 3 => {
                parsed.nodes.truncate(2);
                parsed
            }
            _ => return Parsed::default(),
        }
    };
    let mut broken = collection(Kind::Broken);
    if let Some(node) = broken.nodes.first_mut() {
        node.end = end.saturating_sub(value_at) as u32;
    }
    graft(&mut parsed, broken, value_at as u32);
    parsed
}
