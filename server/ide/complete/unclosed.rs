//! Flow collections that are not closed yet: what would close them. Knows brackets, quotes and
//! comments, no tree: there is none of such text.

use crate::text::cut;

/// The brackets and braces that close what is open at the end of `text`, the innermost first; nothing
/// if that is inside a quote.
pub(super) fn closers(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut open: Vec<char> = Vec::new();
    // The last character that is not a space, on the line so far.
    let mut last = b'\n';
    let mut spaced = true;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let begins = spaced || matches!(last, b'[' | b'{' | b',' | b':');
        match byte {
            b'#' if spaced => {
                at += memchr::memchr(b'\n', cut(text, at..text.len()).as_bytes()).unwrap_or(text.len() - at);
                continue;
            }
            b'"' | b'\'' if begins => match super::site::closing(bytes, at) {
                Some(end) => at = end - 1,
                None => return String::new(),
            },
            b'[' | b'{' if !open.is_empty() || (begins && matches!(last, b'\n' | b':' | b'-')) => {
                open.push(if byte == b'[' { ']' } else { '}' });
            }
            b']' | b'}' => {
                open.pop();
            }
            _ => {}
        }
        spaced = matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        if byte == b'\n' || !spaced {
            last = byte;
        }
        at += 1;
    }
    open.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::closers;

    #[test]
    fn what_is_open_is_closed_from_the_inside() {
        for (text, expected) in [
            ("a: [b, {c: d", "}]"),
            ("{ \"a\": [\"]\", # ]\n", "]}"),
            ("a: {b: c}\nd: [", "]"),
            ("a: x [ y\nb: if {\n", ""),
            ("- {a: \"b", ""),
            ("a: {b: é🚀, ", "}"),
            ("- [a", "]"),
            ("it's: [", "]"),
            ("", ""),
        ] {
            assert_eq!(closers(text), expected, "{text:?}");
        }
    }
}
