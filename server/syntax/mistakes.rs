//! Particular mistakes, recognised by looking at the text itself: a quote or bracket that is not closed,
//! a tab, a second colon. Knows no parser and no pieces.

use super::line::{Class, NO_BREAK_SPACE, line_end, lines, quoted_end};
use super::segment::Fault;
use crate::text::{Span, cut};

/// Longer names are cut in messages.
const MAX_SHOWN: usize = 40;

/// Text that stands behind a closing quote or bracket.
pub(super) fn behind_closing(text: &str, span: Span, what: &str) -> Fault {
    fault(
        span,
        format!("{} follows the closing {what}; remove it, or put the whole value in quotes", shown(text, span)),
    )
}

/// Text at `at` that stands right behind a closing bracket.
pub(super) fn behind_bracket(text: &str, at: usize) -> Option<Fault> {
    let before = cut(text, 0..at).trim_end_matches([' ', '\t']);
    let span = rest_of_line(text, at);
    let first = cut(text, span.range()).chars().next()?;
    before.ends_with([']', '}']).then(|| match first {
        ']' | '}' | ',' => fault(span, format!("{} closes or separates nothing; remove it", shown(text, span))),
        _ => behind_closing(text, span, "bracket"),
    })
}

/// A word that cannot begin plain text.
pub(super) fn reserved(text: &str, span: Span) -> Fault {
    let first = cut(text, span.range()).chars().next().unwrap_or_default();
    let sign = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
    fault(span, format!("text that begins with {sign} must be quoted"))
}

pub(super) fn directive(span: Span) -> Fault {
    fault(
        span,
        "a line that begins with `%` is a directive, which Kubernetes does not read; remove it, or quote the text",
    )
}

/// Braces of a template, where the line or the value of the line of `at` begins with them.
pub(super) fn template(text: &str, at: usize) -> Option<Fault> {
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
pub(super) fn no_break_space(text: &str) -> Option<Fault> {
    let rest = text.trim_start_matches(NO_BREAK_SPACE);
    let len = (text.len() - rest.len()) as u32;
    let message = "a no-break space (U+00A0) cannot indent YAML; replace it with an ordinary space";
    (len > 0).then(|| fault(Span::new(0, len), message))
}

/// A line with a single word above the line of `at`, if that line would be fine without it.
pub(super) fn half_typed_above(text: &str, at: usize) -> Option<Fault> {
    let above = lines(cut(text, 0..at));
    let (this, above) = above.split_last()?;
    let word = above.iter().rfind(|line| !line.is_trivia())?;
    if word.class != Class::Scalar || word.dash || word.indent != this.indent {
        return None;
    }
    let span = rest_of_line(text, (word.start + word.key) as usize);
    Some(fault(span, format!("{} is not `key: value`; add a `:` and a value, or remove the line", shown(text, span))))
}

/// The first character that YAML forbids anywhere, as kubectl's reader sees it.
pub(super) fn control_character(text: &str) -> Option<Fault> {
    // Nearly all texts are ordinary throughout, which many bytes at once can tell.
    if text.bytes().fold(true, |ordinary, byte| ordinary & matches!(byte, b' '..=b'~' | b'\n')) {
        return None;
    }
    let forbidden = |byte: &u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127);
    // Counting takes no branches and is many times faster than looking for the first.
    let any = text.as_bytes().iter().filter(|byte| forbidden(byte)).count() > 0;
    let first = if any { text.as_bytes().iter().position(forbidden) } else { None };
    let at = match first {
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

/// A quote or bracket that opens a value in `text` and is not closed.
pub(super) fn unclosed(text: &str) -> Option<Fault> {
    let bytes = text.as_bytes();
    let mut stack: Vec<usize> = Vec::new();
    let mut at = 0;
    // A quote or bracket means something only where a value may begin.
    let mut fresh = true;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' if fresh => {
                if let Some(end) = quoted_end(bytes, at) {
                    at = end;
                    fresh = false;
                    continue;
                }
                let quote = char::from(byte);
                return Some(fault(
                    rest_of_line(text, at),
                    format!("the quote `{quote}` opened here is not closed; add `{quote}`"),
                ));
            }
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
                fresh = true;
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
pub(super) fn tab(text: &str, at: usize) -> Option<Fault> {
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
pub(super) fn bad_escape(text: &str, start: usize) -> Fault {
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
                format!("`\\{next}` is not an escape in double quotes; write `\\\\{next}`, or use single quotes"),
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
pub(super) fn second_colon(text: &str, at: usize) -> Fault {
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

pub(super) fn fault(span: Span, message: impl Into<String>) -> Fault {
    Fault { span, message: message.into() }
}

/// The span of the key, or of the dash, that `text` begins with.
pub(super) fn key_of(text: &str) -> Span {
    let line = rest_of_line(text, 0);
    let written = cut(text, line.range());
    let end = written.find(": ").or_else(|| written.strip_suffix(':').map(str::len)).unwrap_or(written.len());
    Span::new(0, end.max(usize::from(!written.is_empty())) as u32)
}

/// From `at` to the end of its line, white space and comment left out; at least one character if there is one.
pub(super) fn rest_of_line(text: &str, at: usize) -> Span {
    let (end, _) = line_end(text.as_bytes(), at);
    let written = cut(text, at..end);
    let written = written.find(" #").filter(|found| *found > 0).map_or(written, |found| cut(written, 0..found));
    Span::new(at as u32, (at + written.trim_end().len()) as u32)
}

/// What stands at `span`, in backticks and not too long.
pub(super) fn shown(text: &str, span: Span) -> String {
    format!("`{}`", clip(cut(text, span.range())))
}

pub(super) fn clip(text: &str) -> String {
    if text.chars().count() <= MAX_SHOWN {
        return text.to_owned();
    }
    let mut clipped: String = text.chars().take(MAX_SHOWN - 1).collect();
    clipped.push('…');
    clipped
}
