//! How a text must be written so that it is read as that text: plain, in quotes, or as a block.
//!
//! The reader is kubectl's parser (YAML 1.1); what other parsers are known to misread is quoted too.
//! Knows no tree.

use std::fmt::Write as _;

use super::scalar::Scalar;

/// A kind of quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Quote {
    /// `'`
    Single,
    /// `"`
    #[default]
    Double,
}

/// `text` on one line: plain where that is safe and `always` asks for nothing else, else in quotes,
/// in `prefer` where both do. `flow` tells that it stands between brackets.
pub fn inline(text: &str, always: Option<Quote>, prefer: Quote, flow: bool) -> String {
    if always.is_none() && is_plain(text, flow) {
        return text.to_owned();
    }
    match always.unwrap_or(prefer) {
        Quote::Single if text.chars().all(is_printable) => format!("'{}'", text.replace('\'', "''")),
        _ => double(text),
    }
}

/// Whether `text` without quotes is read as the string `text`.
pub fn is_plain(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let dashes = text.len() - text.trim_start_matches('-').len();
    let first_ok = match first {
        '-' => dashes <= 2 && text.chars().nth(dashes).is_some_and(char::is_alphanumeric),
        '.' => !text.starts_with("..."),
        '?' | ':' | ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`'
        | '=' => false,
        _ => true,
    };
    first_ok
        && text != "<<"
        && Scalar::of_plain(text) == Scalar::String
        && !looks_like_time(text)
        && text.chars().all(is_printable)
        && text.trim() == text
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && !(flow && text.contains([',', '[', ']', '{', '}', '?']))
}

/// Base-60 numbers and dates: strings to kubectl, not to every reader of YAML 1.1.
fn looks_like_time(text: &str) -> bool {
    let separators = text.matches([':', '-']).count();
    separators > 0
        && text.starts_with(|first: char| first.is_ascii_digit() || first == '+')
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, ':' | '-' | '+' | '.' | 'T' | 'Z' | ' '))
}

/// Whether a character may stand for itself on a line of YAML.
fn is_printable(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            letter if is_printable(letter) => quoted.push(letter),
            letter => {
                let code = u32::from(letter);
                let _ = if code < 0x100 { write!(quoted, "\\x{code:02x}") } else { write!(quoted, "\\u{code:04x}") };
            }
        }
    }
    quoted.push('"');
    quoted
}

/// The header and lines of `text` as a literal block; none if it is one line or cannot be written so.
/// `indent` is how much deeper than its parent the lines are going to stand.
pub fn literal(text: &str, indent: u32) -> Option<(String, std::str::Lines<'_>)> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let fine = |line: &str| {
        !line.starts_with('\t')
            && (line.is_empty() || !line.trim().is_empty())
            && line.chars().all(|letter| letter == '\t' || is_printable(letter))
    };
    // Trailing empty lines would need `|+`, whose end depends on what follows.
    if !text.contains('\n') || body.is_empty() || body.ends_with('\n') || !body.split('\n').all(fine) {
        return None;
    }
    let first = body.split('\n').find(|line| !line.is_empty()).unwrap_or_default();
    let mut header = String::from("|");
    if first.starts_with(' ') {
        if indent > 9 {
            return None;
        }
        let _ = write!(header, "{indent}");
    }
    if body.len() == text.len() {
        header.push('-');
    }
    Some((header, body.lines()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_exactly_when_they_would_be_read_as_something_else() {
        for (text, expected) in [
            ("nginx", "nginx"),
            ("nginx:1.29", "nginx:1.29"),
            ("http://x/y?z", "http://x/y?z"),
            ("-F", "-F"),
            ("--verbose", "--verbose"),
            ("10.0.0.1", "10.0.0.1"),
            ("100m", "100m"),
            ("it's \"so\"", "it's \"so\""),
            ("a#b", "a#b"),
            ("🚀", "🚀"),
            ("", "\"\""),
            ("8080", "\"8080\""),
            ("yes", "\"yes\""),
            ("y", "\"y\""),
            ("on", "\"on\""),
            ("null", "\"null\""),
            ("~", "\"~\""),
            ("1e3", "\"1e3\""),
            ("0x1", "\"0x1\""),
            ("1_000", "\"1_000\""),
            (".5", "\".5\""),
            (".inf", "\".inf\""),
            ("12:30", "\"12:30\""),
            ("2024-01-01", "\"2024-01-01\""),
            (" a", "\" a\""),
            ("a ", "\"a \""),
            ("a: b", "\"a: b\""),
            ("a:", "\"a:\""),
            ("a #b", "\"a #b\""),
            ("-", "\"-\""),
            ("---", "\"---\""),
            ("- a", "\"- a\""),
            ("*a", "\"*a\""),
            ("@a", "\"@a\""),
            ("<<", "\"<<\""),
            ("=", "\"=\""),
            ("{{ x }}", "\"{{ x }}\""),
            ("a\tb", "\"a\\tb\""),
            ("a\nb", "\"a\\nb\""),
            ("a\0b\u{2028}c", "\"a\\x00b\\u2028c\""),
            ("C:\\x: \"y\"", "\"C:\\\\x: \\\"y\\\"\""),
        ] {
            assert_eq!(inline(text, None, Quote::Double, false), expected, "{text:?}");
        }
    }

    #[test]
    fn brackets_call_for_more_quotes() {
        assert_eq!(inline("a,b", None, Quote::Double, false), "a,b");
        assert_eq!(inline("a,b", None, Quote::Single, true), "'a,b'");
        assert_eq!(inline("it's,", None, Quote::Single, true), "'it''s,'");
        assert_eq!(inline("a\n", None, Quote::Single, true), "\"a\\n\"");
        assert_eq!(inline("a", Some(Quote::Double), Quote::Single, true), "\"a\"");
    }

    #[test]
    fn lines_become_a_block_where_a_block_can_say_them() {
        let block =
            |text| literal(text, 2).map(|(header, lines)| format!("{header} {}", lines.collect::<Vec<_>>().join("/")));
        for (text, expected) in [
            ("a\nb\n", Some("| a/b")),
            ("a\n\nb", Some("|- a//b")),
            ("  a\nb\n", Some("|2   a/b")),
            ("a", None),
            ("a\n\n", None),
            ("\n", None),
            ("a\n \nb", None),
            ("\ta\nb", None),
            ("a\rb\n", None),
        ] {
            assert_eq!(block(text).as_deref(), expected, "{text:?}");
        }
    }
}
