//! Snippets in the protocol's own writing: `$1`, `${1:placeholder}`.

use std::fmt::Write as _;

use crate::ide::{Piece, Snippet};

/// `snippet` as the client reads it.
pub(in crate::lsp) fn snippet(snippet: &Snippet) -> String {
    let mut out = String::new();
    for piece in snippet.pieces() {
        match piece {
            Piece::Text(text) => escape(text, &mut out),
            Piece::Stop { number, placeholder } if placeholder.is_empty() => {
                let _ = write!(out, "${{{number}}}");
            }
            Piece::Stop { number, placeholder } => {
                let _ = write!(out, "${{{number}:");
                escape(placeholder, &mut out);
                out.push('}');
            }
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        if matches!(letter, '$' | '}' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_there_is_escaped() {
        let written = |marked: &str| snippet(&Snippet::of(marked));
        assert_eq!(written("a: «1:{b}» $(C) \\ «2»\n«0»"), "a: ${1:{b\\}} \\$(C) \\\\ ${2}\n${0}");
    }
}
