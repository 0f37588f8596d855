//! Words for a POSIX shell. Knows no command.

use std::borrow::Cow;

/// `text` as one word of a shell: as it is where that is safe, else in single quotes.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(&byte);
    if !text.is_empty() && text.bytes().all(safe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{}'", text.replace('\'', r"'\''")))
}

/// Whether `text` may stand in a line that is typed into a terminal: nothing in it ends the line or
/// steers the terminal, and it is no hole that some tool has yet to fill.
pub(super) fn is_typable(text: &str) -> bool {
    !text.is_empty()
        && !text.chars().any(char::is_control)
        && !["{{", "${", "$("].iter().any(|hole| text.contains(hole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_words_are_quoted_and_plain_ones_are_not() {
        for (text, word) in [
            ("web-0", "web-0"),
            ("app.kubernetes.io/name=web", "app.kubernetes.io/name=web"),
            ("", "''"),
            ("a b", "'a b'"),
            ("a;rm -rf", "'a;rm -rf'"),
            ("it's", r"'it'\''s'"),
            ("$HOME", "'$HOME'"),
            ("`x`", "'`x`'"),
            ("é", "'é'"),
            ("!tier", "'!tier'"),
            ("~x", "'~x'"),
        ] {
            assert_eq!(quoted(text), word);
        }
        for text in ["a\nrm", "\u{1b}[2J", "{{ .Release.Name }}", "${NAME}", "$(x)", ""] {
            assert!(!is_typable(text), "{text:?}");
        }
    }
}
