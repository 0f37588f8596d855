//! What is written on the line of the cursor: the word that is being typed, what stands before it and
//! what behind. Knows characters and quotes, no tree.

use crate::text::{Span, Text, cut};

/// The word under the cursor and its line.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The line without its break.
    pub(super) line: Span,
    /// What a completion replaces: the word; inside quotes with the closing quote, without the opening one.
    pub(super) word: Span,
    /// The word may be a key, and not only a value such as `nginx:1.27`.
    pub(super) is_name: bool,
    /// The quote the word stands in.
    pub(super) quote: Option<char>,
    /// The line before the word, without an opening quote.
    before: String,
    /// The line behind the word.
    after: String,
}

impl Site {
    /// The site of `offset`; none in a comment, and where no name or value can be meant.
    pub(super) fn of(text: &Text, offset: u32) -> Option<Self> {
        let mut line = text.line_span(text.line_of(offset));
        if text.slice(Span::new(line.start, line.start + 3)) == "\u{feff}" {
            line.start += 3;
        }
        let slice = text.slice(line);
        let at = offset.checked_sub(line.start).map(|at| at as usize).filter(|at| slice.is_char_boundary(*at))?;
        let (start, end, quote) = word(&slice, at)?;
        let written = cut(&slice, start..end).trim_end_matches(['"', '\'']);
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        let is_value = |c: char| is_key(c) || matches!(c, ':' | '@' | '+' | '%' | '=' | '~');
        if !written.chars().all(is_value) || written.starts_with(['-', '.']) {
            return None;
        }
        let is_name = written.chars().all(is_key);
        let before = cut(&slice, 0..start - usize::from(quote.is_some())).to_owned();
        let after = cut(&slice, end..slice.len()).to_owned();
        let base = line.start;
        Some(Self { is_name, line, word: Span::new(base + start as u32, base + end as u32), quote, before, after })
    }

    /// Nothing stands before the word but spaces and dashes.
    pub(super) fn is_start(&self) -> bool {
        self.before.chars().all(|c| matches!(c, ' ' | '-'))
    }

    /// Nothing stands before the word but spaces.
    pub(super) fn is_blank_before(&self) -> bool {
        self.before.chars().all(|c| c == ' ')
    }

    /// The cursor is in the spaces before what the line says: nobody types there.
    pub(super) fn is_in_indent(&self) -> bool {
        self.is_empty() && self.is_blank_before() && self.after.starts_with(' ') && !self.after.trim().is_empty()
    }

    /// Nothing stands behind the word but a comment.
    pub(super) fn is_free_behind(&self) -> bool {
        let after = self.after.trim_start();
        after.is_empty() || (after.starts_with('#') && after.len() < self.after.len())
    }

    /// Whether a comma behind the word would make room for what follows: not where that is the value of the key
    /// the word stands behind.
    pub(super) fn takes_comma(&self) -> bool {
        let after = self.after.trim_start();
        let next = cut(after, 0..after.find([',', '}', ']']).unwrap_or(after.len()));
        !self.before.trim_end().ends_with(':') || after.is_empty() || next.contains(':')
    }

    /// Whether the word is a key that has its colon already.
    pub(super) fn has_colon(&self) -> bool {
        let rest = self.after.trim_start().strip_prefix(':');
        rest.is_some_and(|rest| self.quote.is_some() || rest.is_empty() || rest.starts_with([' ', '\t', ',', '}', ']']))
    }

    /// Whether there is a word at all.
    pub(super) fn is_empty(&self) -> bool {
        self.word.is_empty() && self.quote.is_none()
    }

    /// Column of the word.
    pub(super) fn column(&self) -> usize {
        self.before.len()
    }

    /// The word with the spaces before it, from the colon on, if nothing else stands between.
    pub(super) fn behind_colon(&self) -> Option<Span> {
        let trimmed = self.before.trim_end_matches(' ');
        let spaces = (self.before.len() - trimmed.len()) as u32;
        (trimmed.ends_with(':') && self.quote.is_none())
            .then(|| Span::new(self.word.start - spaces.min(self.word.start), self.word.end))
    }

    /// A space, where the word would touch the colon or dash before it.
    pub(super) fn gap(&self) -> &'static str {
        if self.quote.is_none() && self.before.ends_with([':', '-']) { " " } else { "" }
    }

    /// What closes the quote that the word stands in.
    pub(super) fn closing(&self) -> String {
        self.quote.map_or_else(String::new, String::from)
    }
}

/// Start and end of the word at byte `at` of `line`, and the quote it stands in.
fn word(line: &str, at: usize) -> Option<(usize, usize, Option<char>)> {
    let bytes = line.as_bytes();
    let spaced = |at: usize| at == 0 || matches!(bytes.get(at - 1), Some(b' ' | b'\t'));
    let mut here = 0;
    while here < at {
        match bytes.get(here)? {
            b'#' if spaced(here) => return None,
            quote @ (b'"' | b'\'')
                if spaced(here) || matches!(bytes.get(here - 1), Some(b'[' | b'{' | b',' | b':')) =>
            {
                let end = closing(bytes, here);
                if end.is_none_or(|end| at < end) {
                    return Some((here + 1, end.unwrap_or(line.trim_end().len().max(at)), Some(*quote as char)));
                }
                here = end?;
            }
            _ => here += 1,
        }
    }
    let stops = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '{' | '}' | ',' | '"' | '\'');
    let head = line.get(..at)?;
    let mut start = head.char_indices().rfind(|(_, c)| stops(*c)).map_or(0, |(stop, c)| stop + c.len_utf8());
    // A colon or dash right before the cursor is not part of the word: a space is missing behind it.
    // Behind another one it is: `image: nginx:`.
    let typed = cut(line, start..at);
    let is_value = typed.len() > 1 && cut(line, 0..start).ends_with(": ");
    if (typed.ends_with(':') && !is_value) || typed == "-" {
        start = at;
    }
    let tail = line.get(at..)?;
    let ends = |(index, c): (usize, char)| {
        let next = cut(tail, index + c.len_utf8()..tail.len()).chars().next();
        stops(c) || (c == ':' && next.is_none_or(stops))
    };
    let end = tail.char_indices().find(|found| ends(*found)).map_or(line.len(), |(index, _)| at + index);
    Some((start, end, None))
}

/// One past the quote that closes the one at `start`.
pub(super) fn closing(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            byte if *byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}
