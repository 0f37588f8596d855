//! How far a quoted or flow value reaches, judged by its delimiters alone.
//!
//! kubectl's parser takes such values whatever the indentation of their further lines, where YAML
//! wants them deeper than their key; so indentation cannot tell where they end.
//! Knows nothing of entries; a parser has the last word on what lies between.

use super::line::{line_end, quoted_end};

/// No value is followed further than this many lines, so that a forgotten quote stays cheap.
const MAX_LINES: usize = 200;

/// How a value that begins on some line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Extent {
    /// No delimiter in front: a plain or block scalar, an alias.
    Undelimited,
    /// Closed, with nothing but white space or a comment behind, `lines` line breaks further on.
    Closed {
        /// Line breaks between the opening and the closing delimiter.
        lines: usize,
    },
    /// Not closed before the end of the document or the limit, or something follows the end.
    Open,
}

/// The extent of the value that begins at `start`, properties such as `&anchor` in front included.
pub(super) fn extent(bytes: &[u8], start: usize) -> Extent {
    let start = skip_properties(bytes, start);
    let end = match bytes.get(start) {
        Some(b'"' | b'\'') => multiline_quoted_end(bytes, start),
        Some(b'[' | b'{') => multiline_flow_end(bytes, start),
        _ => return Extent::Undelimited,
    };
    let Some((end, lines)) = end else { return Extent::Open };
    let (stop, _) = line_end(bytes, end);
    let rest = bytes.get(end..stop).unwrap_or_default();
    let trimmed = rest.trim_ascii();
    if trimmed.is_empty() || (trimmed.starts_with(b"#") && trimmed.len() < rest.len()) {
        Extent::Closed { lines }
    } else {
        Extent::Open
    }
}

/// Where the value proper begins, behind anchors and tags.
pub(super) fn skip_properties(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b'&' | b'!')) {
        let mut end = at;
        while bytes.get(end).is_some_and(|byte| !byte.is_ascii_whitespace()) {
            end += 1;
        }
        let mut next = end;
        while matches!(bytes.get(next), Some(b' ' | b'\t')) {
            next += 1;
        }
        if next == end || matches!(bytes.get(next), None | Some(b'\n' | b'\r')) {
            return at;
        }
        at = next;
    }
    at
}

/// Whether nothing but anchors and tags stands from `at` to the end of the line.
pub(super) fn only_properties(bytes: &[u8], at: usize) -> bool {
    let (end, _) = line_end(bytes, at);
    let words = bytes.get(at..end).unwrap_or_default().split(|byte| matches!(byte, b' ' | b'\t'));
    let mut words = words.filter(|word| !word.is_empty()).take_while(|word| !word.starts_with(b"#")).peekable();
    words.peek().is_some() && words.all(|word| matches!(word.first(), Some(b'&' | b'!')))
}

/// End of the quoted text at `start` and the number of line breaks inside it.
fn multiline_quoted_end(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    if let Some(end) = quoted_end_in_line(bytes, start) {
        return Some((end, 0));
    }
    // Look only as far as the document and the limit reach, so that a lone quote is not chased to the end of the file.
    let limit = limit(bytes, start);
    let end = quoted_end(bytes.get(..limit)?, start)?;
    let mut lines = 0;
    let mut at = start;
    loop {
        let (stop, next) = line_end(bytes, at);
        if stop >= end || stop == next {
            return Some((end, lines));
        }
        lines += 1;
        at = next;
    }
}

/// One past the closing quote of the quoted text at `start`, if it closes on the same line.
fn quoted_end_in_line(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        at += match bytes.get(at)? {
            b'\n' | b'\r' => return None,
            b'\\' if quote == b'"' => match bytes.get(at + 1)? {
                b'\n' | b'\r' => return None,
                _ => 2,
            },
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => 2,
            byte if *byte == quote => return Some(at + 1),
            _ => 1,
        };
    }
}

/// The offset no value that begins at `start` may reach beyond.
fn limit(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    for _ in 0..MAX_LINES {
        let (stop, next) = line_end(bytes, at);
        if stop == next || ends_document(bytes, next) {
            return stop;
        }
        at = next;
    }
    at
}

/// Whether the line at `start` is `---` or `...`.
fn ends_document(bytes: &[u8], start: usize) -> bool {
    matches!(bytes.get(start..start + 3), Some(b"---" | b"..."))
        && matches!(bytes.get(start + 3), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}

/// One past the bracket that closes the flow collection at `start`, if it closes.
pub(super) fn flow_end(bytes: &[u8], start: usize) -> Option<usize> {
    multiline_flow_end(bytes, start).map(|(end, _)| end)
}

/// End of the flow collection at `start` and the number of line breaks inside it.
fn multiline_flow_end(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut lines = 0;
    let mut at = start;
    // A quote opens a quoted scalar only where a new node may begin.
    let mut fresh = true;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                fresh = true;
            }
            b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some((at + 1, lines));
                }
                fresh = false;
            }
            b',' | b':' => fresh = true,
            b' ' | b'\t' => {}
            b'\n' | b'\r' => {
                let (_, next) = line_end(bytes, at);
                lines += 1;
                if lines > MAX_LINES || ends_document(bytes, next) {
                    return None;
                }
                at = next;
                continue;
            }
            b'#' if at > start && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                at = line_end(bytes, at).0;
                continue;
            }
            b'"' | b'\'' if fresh => {
                let (end, more) = multiline_quoted_end(bytes, at)?;
                lines += more;
                at = end;
                fresh = false;
                continue;
            }
            _ => fresh = false,
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_at_their_delimiters() {
        let closed = |lines| Extent::Closed { lines };
        for (text, expected) in [
            ("abc", Extent::Undelimited),
            ("|", Extent::Undelimited),
            ("'a'", closed(0)),
            ("\"a\" # b", closed(0)),
            ("\"a\" b", Extent::Open),
            ("\"a", Extent::Open),
            ("'it''s\nfine'", closed(1)),
            ("\"a\n---\nb\"", Extent::Open),
            ("[a, 'b]', {c: d}]", closed(0)),
            ("[a,\nb\n]", closed(2)),
            ("[a, # ]\nb]", closed(1)),
            ("[it's, 'x']", closed(0)),
            ("[a", Extent::Open),
            ("&x !t [a]", closed(0)),
        ] {
            assert_eq!(extent(text.as_bytes(), 0), expected, "{text:?}");
        }
    }
}
