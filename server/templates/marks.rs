//! The marks in the texts of a template: places to type at and facts about the Pod. Knows no YAML.
//!
//! - `${1:db}`: the first place to type at, where `db` stands until something else is typed;
//!   `${1}` is the same place once more. Places are numbered from 1.
//! - `${app.port|8080}`: a fact about the Pod, or what is behind the bar where there is none.
//!
//! A fact may stand inside a place. Anything else, `${HOME}` for one, is text.

use crate::text::cut;

/// A piece of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// As it is.
    Text(String),
    /// A place to type at; without pieces it repeats the place of that number.
    Stop(u32, Option<Vec<Piece>>),
    /// A fact about the Pod, and what to write without it.
    Fact(String, Option<String>),
}

/// `text` in pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    Reader { text, at: 0 }.pieces(false)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        cut(self.text, self.at..self.text.len())
    }

    /// Pieces up to the end, or up to the brace that closes the one they are `inside` of.
    fn pieces(&mut self, inside: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        while let Some(letter) = self.rest().chars().next() {
            if inside && letter == '}' {
                break;
            }
            let piece = if letter == '$' { self.mark() } else { None };
            let Some(piece) = piece else {
                plain.push(letter);
                self.at += letter.len_utf8();
                continue;
            };
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(piece);
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        pieces
    }

    /// The mark that begins here, if one does; behind it then.
    fn mark(&mut self) -> Option<Piece> {
        let inner = self.rest().strip_prefix("${")?;
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let number = cut(inner, 0..digits).parse().ok()?;
            match inner.as_bytes().get(digits)? {
                b'}' => {
                    self.at += 2 + digits + 1;
                    return Some(Piece::Stop(number, None));
                }
                b':' => {
                    let start = self.at;
                    self.at += 2 + digits + 1;
                    let pieces = self.pieces(true);
                    if self.rest().starts_with('}') {
                        self.at += 1;
                        return Some(Piece::Stop(number, Some(pieces)));
                    }
                    self.at = start;
                    return None;
                }
                _ => return None,
            }
        }
        let (whole, _) = inner.split_once('}')?;
        let (name, fallback) = match whole.split_once('|') {
            Some((name, fallback)) => (name, Some(fallback.to_owned())),
            None => (whole, None),
        };
        let is_part = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let (of, what) = name.split_once('.')?;
        if !is_part(of) || !is_part(what) {
            return None;
        }
        let piece = Piece::Fact(name.to_owned(), fallback);
        self.at += 2 + whole.len() + 1;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn marks_are_read_and_shell_variables_are_text() {
        assert_eq!(pieces("a ${HOME} $X ${x} é"), [text("a ${HOME} $X ${x} é")]);
        let stop = Piece::Stop(1, Some(vec![text("db:5432")]));
        assert_eq!(pieces("-h ${1:db:5432} ${1}"), [text("-h "), stop, text(" "), Piece::Stop(1, None)]);
        let port = Piece::Fact("app.port".into(), Some("8080".into()));
        assert_eq!(pieces("${2:${app.port|8080}}"), [Piece::Stop(2, Some(vec![port]))]);
        assert_eq!(pieces("${1:never closed"), [text("${1:never closed")]);
    }
}
