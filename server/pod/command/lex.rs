//! The words and operators of a shell script: quotes, comments, here-documents. Knows no grammar and
//! expands nothing; what it cannot close it calls torn.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::cut;

/// A word of a script.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShellWord<'s> {
    /// Its text without the quotes.
    pub text: Cow<'s, str>,
    /// Where it stands in the script, in bytes, quotes included.
    pub range: Range<usize>,
    /// Some of it is in quotes.
    pub quoted: bool,
}

/// What a script consists of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token<'s> {
    Word(ShellWord<'s>),
    /// `;` or the end of a line.
    Semicolon,
    /// `;;` and its kin.
    CaseEnd,
    And,
    Or,
    Pipe,
    Background,
    Open,
    Close,
    /// `>`, `<` and their kin; whether it writes.
    Redirect(bool),
}

/// Reads a script token by token.
pub(super) struct Lexer<'s> {
    text: &'s str,
    at: usize,
    /// The words that end the here-documents of this line.
    documents: Vec<String>,
    /// A here-document's word comes next.
    awaits_end: bool,
    /// Brackets inside quotes inside brackets.
    depth: u32,
    /// A quote or bracket was not closed.
    pub(super) torn: bool,
}

/// Quotes and brackets inside each other are followed this deep.
const MAX_DEPTH: u32 = 32;

impl<'s> Lexer<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        Self { text, at: 0, documents: Vec::new(), awaits_end: false, depth: 0, torn: false }
    }

    /// Where the next token is looked for.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    fn rest(&self) -> &'s str {
        cut(self.text, self.at..self.text.len())
    }

    pub(super) fn next(&mut self) -> Option<Token<'s>> {
        loop {
            match self.byte(0) {
                0 if self.at >= self.text.len() => return None,
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\\' if self.byte(1) == b'\n' => self.at += 2,
                b'#' => self.at += memchr::memchr(b'\n', self.rest().as_bytes()).unwrap_or(self.rest().len()),
                b'\n' => {
                    self.at += 1;
                    self.skip_documents();
                    return Some(Token::Semicolon);
                }
                _ => return Some(self.token()),
            }
        }
    }

    fn take(&mut self, length: usize, token: Token<'s>) -> Token<'s> {
        self.at += length;
        token
    }

    fn token(&mut self) -> Token<'s> {
        match (self.byte(0), self.byte(1)) {
            (b';', b';' | b'&') => self.take(2, Token::CaseEnd),
            (b';', _) => self.take(1, Token::Semicolon),
            (b'&', b'&') => self.take(2, Token::And),
            (b'&', b'>') => self.take(if self.byte(2) == b'>' { 3 } else { 2 }, Token::Redirect(true)),
            (b'&', _) => self.take(1, Token::Background),
            (b'|', b'|') => self.take(2, Token::Or),
            (b'|', b'&') => self.take(2, Token::Pipe),
            (b'|', _) => self.take(1, Token::Pipe),
            (b'(', b'(') => self.arithmetic(),
            (b'(', _) => self.take(1, Token::Open),
            (b')', _) => self.take(1, Token::Close),
            (b'<' | b'>', b'(') => self.word(),
            (b'<', b'<') if self.byte(2) == b'<' => self.take(3, Token::Redirect(false)),
            (b'<', b'<') => {
                self.awaits_end = true;
                self.take(if self.byte(2) == b'-' { 3 } else { 2 }, Token::Redirect(false))
            }
            (b'<', b'&' | b'>') => self.take(2, Token::Redirect(false)),
            (b'<', _) => self.take(1, Token::Redirect(false)),
            (b'>', b'>' | b'&' | b'|') => self.take(2, Token::Redirect(true)),
            (b'>', _) => self.take(1, Token::Redirect(true)),
            _ => self.word(),
        }
    }

    /// `((…))` as one word.
    fn arithmetic(&mut self) -> Token<'s> {
        let start = self.at;
        match self.rest().find("))") {
            Some(end) => self.at += end + 2,
            None => self.tear(),
        }
        let range = start..self.at;
        Token::Word(ShellWord { text: Cow::Borrowed(cut(self.text, range.clone())), range, quoted: false })
    }

    fn tear(&mut self) {
        self.torn = true;
        self.at = self.text.len();
    }

    fn word(&mut self) -> Token<'s> {
        let start = self.at;
        let mut quoted = false;
        // Without quotes and backslashes a word is as it stands.
        let mut cooked: Option<String> = None;
        let mut plain = start;
        while self.at < self.text.len() {
            match self.byte(0) {
                b' ' | b'\t' | b'\r' | b'\n' | b';' | b'&' | b'|' | b')' => break,
                b'(' if self.at > start && !matches!(self.before(), b'$' | b'=' | b'<' | b'>' | b'@' | b'?' | b'+') => {
                    break;
                }
                b'<' | b'>' if self.byte(1) != b'(' => break,
                b'(' => self.brackets(b'(', b')'),
                b'$' if self.byte(1) == b'{' => {
                    self.at += 1;
                    self.brackets(b'{', b'}');
                }
                b'`' => {
                    self.at += 1;
                    self.until(b'`');
                }
                quote @ (b'\'' | b'"') => {
                    quoted = true;
                    let text = cooked.get_or_insert_default();
                    text.push_str(cut(self.text, plain..self.at));
                    self.at += 1;
                    let inner = self.at;
                    self.until(quote);
                    let end = if self.torn { self.at } else { self.at - 1 };
                    text.push_str(cut(self.text, inner..end));
                    plain = self.at;
                }
                b'\\' => {
                    let text = cooked.get_or_insert_default();
                    text.push_str(cut(self.text, plain..self.at));
                    self.at += 1;
                    plain = self.at;
                    self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                }
                _ => self.at += 1,
            }
        }
        if self.at == start {
            // Nothing else begins here; never stand still.
            self.at += self.rest().chars().next().map_or(1, char::len_utf8);
        }
        let tail = cut(self.text, plain..self.at);
        // The number in `2>`.
        if cooked.is_none() && matches!(self.byte(0), b'<' | b'>') && tail.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.token();
        }
        let text = match cooked {
            Some(text) => Cow::Owned(text + tail),
            None => Cow::Borrowed(tail),
        };
        if std::mem::take(&mut self.awaits_end) {
            self.documents.push(text.clone().into_owned());
        }
        Token::Word(ShellWord { text, range: start..self.at, quoted })
    }

    fn before(&self) -> u8 {
        self.text.as_bytes().get(self.at.wrapping_sub(1)).copied().unwrap_or(0)
    }

    /// Goes behind the next `end`; in double quotes and backquotes a backslash keeps it.
    fn until(&mut self, end: u8) {
        while self.at < self.text.len() {
            let byte = self.byte(0);
            self.at += 1;
            if byte == end {
                return;
            }
            if byte == b'\\' && end != b'\'' {
                self.at += 1;
            }
            if end == b'"' && byte == b'$' && self.byte(0) == b'(' {
                self.brackets(b'(', b')');
            }
        }
        self.tear();
    }

    /// Goes behind the bracket that closes the one here.
    fn brackets(&mut self, open: u8, close: u8) {
        if self.depth >= MAX_DEPTH {
            return self.tear();
        }
        self.depth += 1;
        self.inside(open, close);
        self.depth -= 1;
    }

    fn inside(&mut self, open: u8, close: u8) {
        let mut depth = 0;
        while self.at < self.text.len() {
            let byte = self.byte(0);
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'\'' | b'"' => self.until(byte),
                byte if byte == open => depth += 1,
                byte if byte == close => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
        self.tear();
    }

    /// Goes behind the here-documents that the line before asked for.
    fn skip_documents(&mut self) {
        for end in std::mem::take(&mut self.documents) {
            loop {
                let rest = self.rest();
                if rest.is_empty() {
                    self.torn = true;
                    return;
                }
                let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
                self.at += length;
                if cut(rest, 0..length).trim() == end {
                    break;
                }
            }
        }
    }
}
