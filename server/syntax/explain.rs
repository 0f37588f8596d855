//! Says in plain words what is wrong with a piece of YAML, where the mistake is, and what to type.
//! Knows the parser's words only to tell cases apart.

use super::line::{Class, Line, NO_BREAK_SPACE, line_end, lines, quoted_end};
use super::outline::EntryKind;
use super::parse::{MULTILINE_KEY, TOO_DEEP};
use super::raw::ParseError;
use super::segment::Fault;
use super::span::alias_end;
use crate::text::{Span, cut};

/// Longer names are cut in messages.
const MAX_SHOWN: usize = 40;

/// In messages that know no better.
const LAST_RESORT: &str = "check its indentation, and whether";

/// The fault behind a parser's error in `text`.
pub(super) fn error(text: &str, error: &ParseError) -> Fault {
    let bytes = text.as_bytes();
    let at = (error.at as usize).min(bytes.len());
    let words = error.message.as_str();
    if words.contains("tab") {
        if let Some(fault) = tab(text, at) {
            return fault;
        }
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
            format!("{} is no `key: value`; add a `:` and a value, or remove the line", shown(text, span)),
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
    if let Some((_, value)) = written.split_once(": ").filter(|(_, value)| value.contains(": ")) {
        if !value.starts_with(['"', '\'', '[', '{']) {
            let end = line.end - u32::from(written.ends_with(','));
            let span = Span::new(line.end - value.len() as u32, end);
            return fault(span, format!("{} holds a second `: `; put the value in quotes", shown(text, span)));
        }
    }
    let what = shown(text, line);
    if in_mapping && !written.contains(':') {
        return fault(line, format!("{what} is no `key: value`; add a `:` and a value, or remove the line"));
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
    fault(key, format!("{} cannot stand on the line of its `---`; put it on the next line", shown(text, key)))
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
            if let Some((key, value)) = written.split_once(':') {
                if !key.is_empty() && !value.starts_with("//") {
                    let span = Span::new(0, key.len() as u32 + 1);
                    return fault(span, format!("`{key}:` needs a space before its value"));
                }
            }
            if cut(text, span.range()).bytes().all(|byte| byte == b'-') {
                return fault(span, format!("{what} separates nothing; write `---` to begin another document"));
            }
            fault(span, format!("{what} is no `key: value`; add a `:` and a value, or remove the line"))
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
                Some((_, EntryKind::Item)) => fault(
                    key,
                    format!("{what} stands in a list, which holds only `- ` items; indent it, or move it out"),
                ),
                Some(_) if line.dash => fault(
                    key,
                    format!(
                        "{what} stands among `key:` lines; align it with the items above, or indent it below its key"
                    ),
                ),
                Some(_) => {
                    fault(key, format!("{what} stands among `key:` lines; indent it below the key it belongs to"))
                }
                None => fault(key, format!("{what} fits no line above; check its indentation")),
            }
        }
        _ if cut(text, span.range()).starts_with(['@', '`', '%']) => reserved(text, span),
        _ => {
            fault(span, format!("{what} is neither a `key: value` nor a `- ` item; quote it, or check its indentation"))
        }
    }
}

/// Text that stands behind a closing quote or bracket.
fn behind_closing(text: &str, span: Span, what: &str) -> Fault {
    fault(
        span,
        format!("{} stands behind the closing {what}; remove it, or put the whole value in quotes", shown(text, span)),
    )
}

/// Text at `at` that stands right behind a closing bracket.
fn behind_bracket(text: &str, at: usize) -> Option<Fault> {
    let before = cut(text, 0..at).trim_end_matches([' ', '\t']);
    let span = rest_of_line(text, at);
    let first = cut(text, span.range()).chars().next()?;
    before.ends_with([']', '}']).then(|| match first {
        ']' | '}' | ',' => fault(span, format!("{} closes or separates nothing; remove it", shown(text, span))),
        _ => behind_closing(text, span, "bracket"),
    })
}

/// A word that cannot begin plain text.
fn reserved(text: &str, span: Span) -> Fault {
    let first = cut(text, span.range()).chars().next().unwrap_or_default();
    let sign = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
    fault(span, format!("text that begins with {sign} must be quoted"))
}

fn directive(span: Span) -> Fault {
    fault(
        span,
        "a line that begins with `%` is a directive, which Kubernetes does not read; remove it, or quote the text",
    )
}

/// Braces of a template, where the line or the value of the line of `at` begins with them.
fn template(text: &str, at: usize) -> Option<Fault> {
    let bytes = text.as_bytes();
    let line = memchr::memrchr2(b'\n', b'\r', bytes.get(..at)?).map_or(0, |found| found + 1);
    let whole = rest_of_line(text, line);
    let found = cut(text, whole.range()).find("{{")?;
    let before = cut(text, line..line + found).trim();
    let begins = before.is_empty() || before.ends_with(':') || before == "-";
    let span = Span::new((line + found) as u32, whole.end);
    begins.then(|| fault(span, format!("{} is a template, not YAML; render it first, or quote it", shown(text, span))))
}

/// A no-break space where a key or dash should begin.
fn no_break_space(text: &str) -> Option<Fault> {
    let rest = text.trim_start_matches(NO_BREAK_SPACE);
    let len = (text.len() - rest.len()) as u32;
    let message = "a no-break space (U+00A0) is no indentation; replace it with an ordinary space";
    (len > 0).then(|| fault(Span::new(0, len), message))
}

/// A line with a single word above the line of `at`, if that line would be fine without it.
fn half_typed_above(text: &str, at: usize) -> Option<Fault> {
    let above = lines(cut(text, 0..at));
    let (this, above) = above.split_last()?;
    let word = above.iter().rfind(|line| !line.is_trivia())?;
    if word.class != Class::Scalar || word.dash || word.indent != this.indent {
        return None;
    }
    let span = rest_of_line(text, (word.start + word.key) as usize);
    Some(fault(span, format!("{} is no `key: value`; add a `:` and a value, or remove the line", shown(text, span))))
}

fn columns(count: u32) -> String {
    format!("{count} column{}", if count == 1 { "" } else { "s" })
}

/// The first character that YAML forbids anywhere, as kubectl's reader sees it.
pub(super) fn control_character(text: &str) -> Option<Fault> {
    let forbidden = |byte: &u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127);
    let at = match text.as_bytes().iter().position(forbidden) {
        Some(at) => at,
        // U+0080 to U+009F other than NEL, U+FFFE and U+FFFF; rare enough to look only where such bytes are.
        None if memchr::memchr2(0xC2, 0xEF, text.as_bytes()).is_some() => {
            text.char_indices()
                .find(|(_, c)| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}'))?
                .0
        }
        None => return None,
    };
    let letter = cut(text, at..text.len()).chars().next()?;
    let span = Span::new(at as u32, (at + letter.len_utf8()) as u32);
    Some(fault(span, format!("control character U+{:04X} is not allowed in YAML; remove it", u32::from(letter))))
}

fn fault(span: Span, message: impl Into<String>) -> Fault {
    Fault { span, message: message.into() }
}

/// A quote or bracket that opens a value in `text` and is not closed.
fn unclosed(text: &str) -> Option<Fault> {
    let bytes = text.as_bytes();
    let mut stack: Vec<usize> = Vec::new();
    let mut at = 0;
    // A quote or bracket means something only where a value may begin.
    let mut fresh = true;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' if fresh => match quoted_end(bytes, at) {
                Some(end) => {
                    at = end;
                    fresh = false;
                    continue;
                }
                None => {
                    let quote = char::from(byte);
                    return Some(fault(
                        rest_of_line(text, at),
                        format!("the quote `{quote}` opened here is not closed; add `{quote}`"),
                    ));
                }
            },
            b'[' | b'{' if fresh || !stack.is_empty() => stack.push(at),
            b']' | b'}' if !stack.is_empty() => {
                let open = stack.pop().and_then(|open| bytes.get(open)).map_or(' ', |open| char::from(*open));
                let (close, found) = (if open == '[' { ']' } else { '}' }, char::from(byte));
                if close != found {
                    let message = format!("`{found}` cannot close the bracket `{open}`; write `{close}`");
                    return Some(fault(Span::new(at as u32, at as u32 + 1), message));
                }
                fresh = false;
            }
            b'#' if at == 0 || bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                at = line_end(bytes, at).0;
                continue;
            }
            b':' | b'-' | b'?' if matches!(bytes.get(at + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r')) => {
                fresh = true
            }
            b',' if !stack.is_empty() => fresh = true,
            b' ' | b'\t' => {}
            b'\n' | b'\r' => fresh = fresh || stack.is_empty(),
            _ => fresh = false,
        }
        at += 1;
    }
    let open = *stack.first()?;
    let bracket = bytes.get(open).map(|byte| char::from(*byte))?;
    let close = if bracket == '[' { ']' } else { '}' };
    Some(fault(rest_of_line(text, open), format!("the bracket `{bracket}` opened here is not closed; add `{close}`")))
}

/// The first tab in front of content at or before `at`.
fn tab(text: &str, at: usize) -> Option<Fault> {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut found = None;
    while start <= at && start < bytes.len() {
        let (end, next) = line_end(bytes, start);
        let front = bytes.get(start..end)?.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if let Some(tab) = bytes.get(start..start + front)?.iter().position(|byte| *byte == b'\t') {
            let tabs = bytes.get(start + tab..).unwrap_or_default().iter().take_while(|byte| **byte == b'\t').count();
            found = Some(Span::new((start + tab) as u32, (start + tab + tabs) as u32));
        }
        start = next.max(start + 1);
    }
    let found = found.or_else(|| {
        let tab = memchr::memchr(b'\t', bytes.get(at..)?)? + at;
        Some(Span::new(tab as u32, tab as u32 + 1))
    })?;
    Some(fault(found, "a tab cannot indent YAML; use spaces"))
}

/// The unknown escape in the double-quoted text at `start`.
fn bad_escape(text: &str, start: usize) -> Fault {
    let quoted = cut(text, start..text.len());
    let mut letters = quoted.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == '"' {
            break;
        }
        if letter != '\\' {
            continue;
        }
        let Some((next_at, next)) = letters.next() else { break };
        if !"0abt\tnvfre \"'/\\N_LPxuU\n\r".contains(next) {
            let span = Span::new((start + at) as u32, (start + next_at + next.len_utf8()) as u32);
            return fault(
                span,
                format!("`\\{next}` is no escape in double quotes; write `\\\\{next}`, or use single quotes"),
            );
        }
        let digits = match next {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => continue,
        };
        let behind = cut(quoted, next_at + 1..quoted.len());
        let found = behind.chars().take(digits).take_while(char::is_ascii_hexdigit).count();
        if found < digits {
            let span = Span::new((start + at) as u32, (start + next_at + 1 + found) as u32);
            return fault(
                span,
                format!("`\\{next}` needs {digits} hexadecimal digits; add them, or write `\\\\{next}`"),
            );
        }
    }
    let span = rest_of_line(text, start);
    fault(span, "an escape in these double quotes is incomplete; write `\\\\` for a backslash, or use single quotes")
}

/// A `: ` where no key can be.
fn second_colon(text: &str, at: usize) -> Fault {
    let bytes = text.as_bytes();
    let line = memchr::memrchr2(b'\n', b'\r', bytes.get(..at).unwrap_or_default()).map_or(0, |found| found + 1);
    let (end, _) = line_end(bytes, line);
    let written = cut(text, line..end);
    let content = written.trim_start();
    let start = line + written.len() - content.len();
    let content = content.trim_start_matches("- ");
    let start = start + cut(text, start..end).len() - content.len();
    if let Some((key, value)) = content.split_once(": ") {
        let value_start = start + key.len() + 2;
        let value_start = value_start + value.len() - value.trim_start().len();
        if value_start <= at || value.contains(": ") || value.trim_end().ends_with(':') {
            let span = rest_of_line(text, value_start);
            return fault(span, format!("{} holds a second `: `; put the value in quotes", shown(text, span)));
        }
    }
    let span = key_of(cut(text, start..end)).shift(start as u32);
    fault(span, format!("{} cannot begin here; check its indentation and the line above it", shown(text, span)))
}

/// The span of the key, or of the dash, that `text` begins with.
fn key_of(text: &str) -> Span {
    let line = rest_of_line(text, 0);
    let written = cut(text, line.range());
    let end = written.find(": ").or_else(|| written.strip_suffix(':').map(str::len)).unwrap_or(written.len());
    Span::new(0, end.max(usize::from(!written.is_empty())) as u32)
}

/// From `at` to the end of its line, white space and comment left out; at least one character if there is one.
fn rest_of_line(text: &str, at: usize) -> Span {
    let (end, _) = line_end(text.as_bytes(), at);
    let written = cut(text, at..end);
    let written = written.find(" #").filter(|found| *found > 0).map_or(written, |found| cut(written, 0..found));
    Span::new(at as u32, (at + written.trim_end().len()) as u32)
}

/// What stands at `span`, in backticks and not too long.
fn shown(text: &str, span: Span) -> String {
    format!("`{}`", clip(cut(text, span.range())))
}

fn clip(text: &str) -> String {
    if text.chars().count() <= MAX_SHOWN {
        return text.to_owned();
    }
    let mut clipped: String = text.chars().take(MAX_SHOWN - 1).collect();
    clipped.push('…');
    clipped
}
