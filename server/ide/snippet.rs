//! Text with places at which a person goes on typing, as data: whoever writes it out decides how a
//! place looks. Knows no YAML and no editor.

use crate::text::{Edit, Span, Text};

/// Text with stops in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Snippet {
    pieces: Vec<Piece>,
}

/// A part of a snippet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// A place to type at. The same number twice is typed at once; number 0 is where the cursor ends.
    Stop {
        /// The order in which they are visited, from 1; 0 comes last.
        number: u8,
        /// What stands there until something is typed.
        placeholder: String,
    },
}

impl Snippet {
    /// Reads `pieces` out of a text in which stops are written `«1:placeholder»`, `«2»` or `«0»`.
    /// Anything else in such marks stays as it is.
    pub fn of(marked: &str) -> Self {
        let mut snippet = Self::default();
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('»') {
            let (text, inside) = before.rsplit_once('«').unwrap_or((before, ""));
            let (number, placeholder) = inside.split_once(':').unwrap_or((inside, ""));
            if let Ok(number) = number.parse() {
                snippet.push_text(text);
                snippet.push_stop(number, placeholder);
            } else {
                snippet.push_text(&format!("{before}»"));
            }
            rest = after;
        }
        snippet.push_text(rest);
        snippet
    }

    /// Adds text.
    pub fn push_text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    /// Adds a stop.
    pub fn push_stop(&mut self, number: u8, placeholder: &str) {
        self.pieces.push(Piece::Stop { number, placeholder: placeholder.to_owned() });
    }

    /// Adds all of `other`.
    pub fn append(&mut self, other: Snippet) {
        for piece in other.pieces {
            match piece {
                Piece::Text(text) => self.push_text(&text),
                stop @ Piece::Stop { .. } => self.pieces.push(stop),
            }
        }
    }

    /// The same without the text `front` that it begins with; none if it does not.
    pub fn without_first(mut self, front: &str) -> Option<Self> {
        if let Some(Piece::Text(first)) = self.pieces.first_mut() {
            *first = first.strip_prefix(front)?.to_owned();
            return Some(self);
        }
        None
    }

    /// Its parts in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether there is no stop in it.
    pub fn is_plain(&self) -> bool {
        !self.pieces.iter().any(|piece| matches!(piece, Piece::Stop { .. }))
    }

    /// The text with its placeholders, as it stands before anything is typed.
    pub fn plain(&self) -> String {
        self.pieces.iter().map(Piece::text).collect()
    }

    /// The change that puts the plain text in the place of `span`.
    pub fn edit(&self, span: Span) -> Edit {
        Edit::replace(span, self.plain())
    }

    /// The same with `columns` spaces in front of every line but the first, and `newline` between them;
    /// blank lines get none.
    #[must_use]
    pub fn indented(&self, columns: usize, newline: &str) -> Self {
        let indent = " ".repeat(columns);
        self.map_lines(|line, is_last| {
            let pad = if line.is_empty() && !is_last { "" } else { &indent };
            format!("{newline}{pad}{line}")
        })
    }

    /// The same with up to `columns` spaces less in front of every line but the first: for editors that
    /// indent what is inserted as deep as the line it begins on.
    #[must_use]
    pub fn outdented(&self, columns: usize) -> Self {
        self.map_lines(|line, _| {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            format!("\n{}", crate::text::cut(line, spaces.min(columns)..line.len()))
        })
    }

    /// The spaces at the start of the line on which something inserted at `at` begins, as far as they
    /// stand before it: what such editors repeat, and [`Snippet::outdented`] takes away.
    pub fn base(text: &Text, at: u32) -> usize {
        let before = text.slice(Span::new(text.line_start(text.line_of(at)), at));
        before.len() - before.trim_start_matches(' ').len()
    }

    /// Every line but the first goes through `line`, which gets it without its break, and whether its
    /// piece goes on with a stop right behind it; it gives it back with one.
    fn map_lines(&self, line: impl Fn(&str, bool) -> String) -> Self {
        let mapped = |text: &str, goes_on: bool| {
            let mut lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
            let mut out = lines.next().unwrap_or_default().to_owned();
            let mut lines = lines.peekable();
            while let Some(one) = lines.next() {
                out.push_str(&line(one, goes_on && lines.peek().is_none()));
            }
            out
        };
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for (at, piece) in self.pieces.iter().enumerate() {
            pieces.push(match piece {
                Piece::Text(text) => Piece::Text(mapped(text, self.pieces.get(at + 1).is_some())),
                Piece::Stop { number, placeholder } => {
                    Piece::Stop { number: *number, placeholder: mapped(placeholder, false) }
                }
            });
        }
        Self { pieces }
    }
}

impl Piece {
    /// The text as it stands before anything is typed.
    pub fn text(&self) -> &str {
        match self {
            Piece::Text(text) => text,
            Piece::Stop { placeholder, .. } => placeholder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_are_read_and_left_out_again() {
        let snippet = Snippet::of("name: «1:app»\nargs: [$(A), «2»]\n«x» « «0»");
        assert_eq!(snippet.plain(), "name: app\nargs: [$(A), ]\n«x» « ");
        assert!(!snippet.is_plain() && Snippet::of("a «b»").is_plain());
        assert_eq!(snippet.pieces().len(), 6, "{snippet:?}");
    }

    #[test]
    fn the_lines_that_follow_are_indented() {
        let snippet = Snippet::of("a:\n  b: «1:c»\n\n- «2:d»\n«0»");
        let deep = snippet.indented(2, "\r\n");
        assert_eq!(deep.plain(), "a:\r\n    b: c\r\n\r\n  - d\r\n  ");
        assert_eq!(deep.outdented(2).plain(), snippet.plain());
        assert_eq!(Snippet::base(&Text::new("🚀\n  - a: b"), 11), 2);
    }
}
