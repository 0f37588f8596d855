//! How wide texts are, on the safe side: which font a reader has is not known, so the widest of the
//! usual ones (`DejaVu Sans`) is taken for granted.

use crate::ide::draw::words::shorten;

/// A size and weight of letters.
#[derive(Clone, Copy)]
pub(super) struct Face {
    /// Pixels.
    size: usize,
    bold: bool,
    /// The class in the style sheet.
    pub(super) class: &'static str,
}

/// The title of a picture.
pub(super) const TITLE: Face = Face { size: 18, bold: true, class: "t" };
/// Names.
pub(super) const NAME: Face = Face { size: 13, bold: true, class: "n" };
/// What is said below names.
pub(super) const NOTE: Face = Face { size: 11, bold: false, class: "s" };
/// What is read.
pub(super) const PLAIN: Face = Face { size: 11, bold: false, class: "p" };
/// Signs in a few letters.
pub(super) const CHIP: Face = Face { size: 10, bold: false, class: "c" };

impl Face {
    /// Pixels that `text` takes at most.
    pub(super) fn width(self, text: &str) -> i32 {
        let sum: usize = text.chars().map(|letter| self.letter(letter)).sum();
        i32::try_from(sum * self.size / 1000 + 1).unwrap_or(i32::MAX)
    }

    /// As much of `text` as fits into `room` pixels.
    pub(super) fn fit(self, text: &str, room: i32) -> String {
        let room = usize::try_from(room).unwrap_or(0) * 1000 / self.size;
        shorten(text, room, |letter| self.letter(letter))
    }

    /// The same from the end: of a path or an image, that part tells more.
    pub(super) fn fit_end(self, text: &str, room: i32) -> String {
        let reversed: String = text.chars().rev().collect();
        self.fit(&reversed, room).chars().rev().collect()
    }

    /// Thousandths of the size.
    fn letter(self, letter: char) -> usize {
        let width = match letter {
            'i' | 'j' | 'l' | '\'' => 285,
            ' ' | '.' | ',' | ':' | ';' | '|' | '/' | 'f' | 'I' | '!' | '·' => 355,
            '-' | 't' | 'r' | '(' | ')' | '[' | ']' | '"' => 415,
            'c' | 's' | 'x' | 'z' | 'J' | 'v' | 'y' | 'k' => 595,
            'm' | 'W' | 'M' | '%' | '@' | '…' => 1000,
            'w' | '<' | '>' | '=' | '+' | '~' | '#' => 840,
            'a'..='z' | '0'..='9' | '_' | '?' => 640,
            'A'..='Z' => 790,
            ' '..='~' | '\u{a0}'..='\u{24f}' => 840,
            _ => 1250,
        };
        if self.bold { width * 9 / 8 } else { width }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_their_end() {
        assert_eq!(PLAIN.fit_end("/etc/kubernetes/certs/etcd", 80), "…s/certs/etcd");
    }

    #[test]
    fn what_is_cut_fits() {
        for text in ["", "web", "a-very-long-name-of-a-container", "WWWWWWWWWW", "日本語の名前", "🚀🚀🚀🚀"]
        {
            for room in [-5, 0, 20, 60, 10_000] {
                let cut = NAME.fit(text, room);
                assert!(cut == "…" || NAME.width(&cut) <= room + 1 || cut.is_empty(), "{text} {room} {cut}");
            }
            assert_eq!(NAME.fit(text, 10_000), text);
            assert_eq!(NAME.fit_end(text, 10_000), text);
        }
    }
}
