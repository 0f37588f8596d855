//! Says in plain words what is wrong with a piece of YAML, where the mistake is, and what to type.
//! Knows the parser's words only to tell cases apart.

use super::line::{Class, Line};
use super::mistakes::{
    bad_escape, behind_bracket, behind_closing, clip, directive, fault, half_typed_above, key_of, no_break_space,
    reserved, rest_of_line, second_colon, shown, tab, template, unclosed,
};
use super::outline::EntryKind;
use super::parse::{MULTILINE_KEY, TOO_DEEP};
use super::raw::ParseError;
use super::segment::Fault;
use super::span::alias_end;
use crate::text::{Span, cut};

/// In messages that know no better.
const LAST_RESORT: &str = "check its indentation, and whether";

/// The fault behind a parser's error in `text`.
pub(super) fn error(text: &str, error: &ParseError) -> Fault {
    let bytes = text.as_bytes();
    let at = (error.at as usize).min(bytes.len());
    let words = error.message.as_str();
    if words.contains("tab")
        && let Some(fault) = tab(text, at)
    {
        return fault;
    }
    if words.contains("escape") || words.contains("hexadecimal") {
        return bad_escape(text, at);
    }
    if words.contains(TOO_DEEP) {
        return fault(
            rest_of_line(text, at),
            "this is nested too deep; at most 255 brackets or 500 lists and mappings",
        );
    }
    if words.contains("unknown anchor") {
        let span = Span::new(at as u32, alias_end(bytes, at) as u32);
        return unknown_alias(text, span);
    }
    if let Some(fault) = unclosed(text) {
        return fault;
    }
    if let Some(fault) = template(text, at) {
        return fault;
    }
    if words.contains("trailing content") {
        return behind_closing(text, rest_of_line(text, at), "quote");
    }
    if words.contains("unexpected character")
        || words.contains("node content")
        || words.contains("alphabetic or numeric")
    {
        let span = rest_of_line(text, at);
        if let Some(first) = cut(text, span.range()).chars().next() {
            return match first {
                '@' | '`' | '%' | '!' | '|' | '>' => reserved(text, span),
                '*' | '&' => {
                    fault(span, format!("`{first}` needs the name of an anchor behind it; add one, or quote the text"))
                }
                ',' | ']' | '}' => fault(
                    span,
                    format!("`{first}` has nothing to close or separate here; remove it, or quote the value"),
                ),
                _ => fault(
                    span,
                    format!("{} is not YAML here; quote the value, or check the lines around it", shown(text, span)),
                ),
            };
        }
    }
    if words.contains("directive") || (words.contains("document start") && text.trim_start().starts_with('%')) {
        return directive(rest_of_line(text, text.len() - text.trim_start().len()));
    }
    if let Some(fault) = behind_bracket(text, at) {
        return fault;
    }
    if words.contains("mapping values are not allowed") {
        return half_typed_above(text, at).unwrap_or_else(|| second_colon(text, at));
    }
    if words.contains("block scalar") {
        let header = rest_of_line(text, at);
        let marks = |letter: char| matches!(letter, '|' | '>' | '+' | '-' | ' ') || letter.is_ascii_digit();
        let words = cut(text, header.range()).trim_start_matches(marks);
        let span = Span::new(header.end - words.len() as u32, header.end);
        return fault(span, format!("{} cannot follow `|` or `>`; start the text on the next line", shown(text, span)));
    }
    if words.contains("block sequence entries are not allowed") {
        let span = rest_of_line(text, at);
        return fault(span, "a list cannot start on the line of its key; put the `- ` on a line of its own");
    }
    if words == MULTILINE_KEY {
        let start = memchr::memrchr2(b'\n', b'\r', bytes.get(..at).unwrap_or_default()).unwrap_or(0);
        let above = cut(text, 0..start).trim_ascii_end();
        let line = above.rfind(['\n', '\r']).map_or(0, |found| found + 1);
        let line = line + cut(above, line..above.len()).len() - cut(above, line..above.len()).trim_ascii_start().len();
        let span = Span::new(line as u32, above.len() as u32);
        return fault(
            span,
            format!("{} is not `key: value`; add a `:` and a value, or remove the line", shown(text, span)),
        );
    }
    if let Some(fault) = half_typed_above(text, at) {
        return fault;
    }
    let span = rest_of_line(text, at.min(text.trim_end().len()));
    if words.contains("did not find expected") || words.contains("indentation") || words.contains("simple key") {
        return fault(
            span,
            format!(
                "{} does not fit the lines around it; check its indentation, and whether a `:`, a quote or a bracket is missing",
                shown(text, span)
            ),
        );
    }
    fault(span, format!("{} cannot be read as YAML: {words}", shown(text, span)))
}

/// The fault of a text that is more, or something else, than the entry it looked like.
pub(super) fn not_one_node(text: &str) -> Fault {
    let span = rest_of_line(text, 0);
    fault(span, format!("{} does not fit the lines below it; check the indentation", shown(text, span)))
}

/// The fault of an alias without an anchor, which stands at `span`.
pub(super) fn unknown_alias(text: &str, span: Span) -> Fault {
    let name = clip(cut(text, span.range()).get(1..).unwrap_or_default());
    fault(
        span,
        format!(
            "`*{name}` repeats a value above that is marked `&{name}`, and there is none; mark one, or quote the text"
        ),
    )
}

/// The fault of `line` in brackets, where the parser gave up with `error`.
pub(super) fn in_flow(text: &str, line: Span, error: &ParseError, in_mapping: bool) -> Fault {
    let written = cut(text, line.range());
    if let Some(fault) = unclosed(written).filter(|fault| fault.message.contains("quote")) {
        return Fault { span: fault.span.shift(line.start), ..fault };
    }
    let found = self::error(text, error);
    if line.covers(found.span) && !found.span.is_empty() && !found.message.contains(LAST_RESORT) {
        return found;
    }
    if let Some((_, value)) = written.split_once(": ").filter(|(_, value)| value.contains(": "))
        && !value.starts_with(['"', '\'', '[', '{'])
    {
        let end = line.end - u32::from(written.ends_with(','));
        let span = Span::new(line.end - value.len() as u32, end);
        return fault(span, format!("{} holds a second `: `; put the value in quotes", shown(text, span)));
    }
    let what = shown(text, line);
    if in_mapping && !written.contains(':') {
        return fault(line, format!("{what} is not `key: value`; add a `:` and a value, or remove the line"));
    }
    if let Some(fault) = unclosed(written) {
        return Fault { span: fault.span.shift(line.start), ..fault };
    }
    fault(line, format!("{what} does not fit in these brackets; check its quotes, brackets, `: ` and `,`"))
}

/// The fault of `line` in brackets, behind which there is no comma.
pub(super) fn missing_comma(text: &str, line: Span) -> Fault {
    fault(line, format!("{} needs a `,` behind it, as another entry follows", shown(text, line)))
}

/// The fault of a mapping or list that begins at `start` on the line of its `---`.
pub(super) fn behind_marker(text: &str, start: usize) -> Fault {
    let key = key_of(cut(text, start..text.len())).shift(start as u32);
    fault(key, format!("{} cannot be on the line of its `---`; put it on the next line", shown(text, key)))
}

/// The fault of an entry that stands where none can stand: its first line, and the column and kind
/// of the entries it stands among.
/// A function of these alone: what stands further above may change without this being asked again.
pub(super) fn misplaced(text: &str, line: &Line, neighbours: Option<(u32, EntryKind)>) -> Fault {
    let span = rest_of_line(text, 0);
    if let Some(fault) = template(text, 0).or_else(|| no_break_space(text)) {
        return fault;
    }
    if text.starts_with('\t') {
        return tab(text, 0).unwrap_or_else(|| not_one_node(text));
    }
    if let Some(fault) = unclosed(text) {
        return fault;
    }
    let what = shown(text, span);
    match line.class {
        Class::Scalar => {
            let written = cut(text, span.range());
            if let Some((key, value)) = written.split_once(':')
                && !key.is_empty()
                && !value.starts_with("//")
            {
                let span = Span::new(0, key.len() as u32 + 1);
                return fault(span, format!("`{key}:` needs a space before its value"));
            }
            if cut(text, span.range()).bytes().all(|byte| byte == b'-') {
                return fault(span, format!("{what} separates nothing; write `---` to begin another document"));
            }
            fault(span, format!("{what} is not `key: value`; add a `:` and a value, or remove the line"))
        }
        Class::Directive => directive(span),
        Class::KeyEmpty | Class::KeyValue | Class::DashEmpty => {
            let key = key_of(text);
            let what = shown(text, key);
            let column = if line.dash { line.indent } else { line.key };
            match neighbours {
                Some((expected, _)) if expected != column => fault(
                    key,
                    format!(
                        "{what} is indented by {}, its neighbours by {expected}; align it with the lines it belongs to",
                        columns(column)
                    ),
                ),
                Some((_, EntryKind::Item)) => {
                    fault(key, format!("{what} is in a list, which holds only `- ` items; indent it, or move it out"))
                }
                Some(_) if line.dash => fault(
                    key,
                    format!("{what} is among `key:` lines; align it with the items above, or indent it below its key"),
                ),
                Some(_) => fault(key, format!("{what} is among `key:` lines; indent it below the key it belongs to")),
                None => fault(key, format!("{what} fits no line above; check its indentation")),
            }
        }
        _ if cut(text, span.range()).starts_with(['@', '`', '%']) => reserved(text, span),
        _ => {
            fault(span, format!("{what} is neither a `key: value` nor a `- ` item; quote it, or check its indentation"))
        }
    }
}

fn columns(count: u32) -> String {
    format!("{count} column{}", if count == 1 { "" } else { "s" })
}
