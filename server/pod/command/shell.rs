//! A shell script as simple commands in loops, conditions and groups: enough to see what runs, in which
//! order, and what never ends. Runs and expands nothing; one pass, no recursion.

use std::ops::Range;

use super::lex::{Lexer, ShellWord, Token};

/// What stands between two commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Separator {
    /// `;`, or a new line, or an edge of the script or of a block.
    Next,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `|`
    Pipe,
    /// `&`: what stands before it goes on in the background.
    Background,
}

/// What a piece of a script is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A command with its words.
    Simple,
    /// `while …; do …; done`
    While,
    /// `until …; do …; done`
    Until,
    /// `for … do …; done`; its words are what stands before `do`.
    For,
    /// `if …; then …; fi`
    If,
    /// `case … esac`
    Case,
    /// `{ …; }`
    Group,
    /// `( … )`
    Subshell,
    /// `name() { …; }`
    Function,
}

/// A command, or a block of them. Pieces stand in the order of the text, blocks before what they hold.
#[derive(Clone, Debug)]
pub struct Piece<'s> {
    /// What it is.
    pub form: Form,
    /// The words of a command, assignments in front of it left out.
    pub words: Vec<ShellWord<'s>>,
    /// Files that its output goes to.
    pub written: Vec<ShellWord<'s>>,
    /// `NAME=value` stands in front of it, or instead of it.
    pub assigns: bool,
    /// `!` stands in front of it.
    pub negated: bool,
    /// What stands before it.
    pub before: Separator,
    /// What stands behind it.
    pub then: Separator,
    /// Where it stands in the script; of a block, its first line up to `do`, `then` or the end.
    pub range: Range<usize>,
    /// The number of the first piece of the body of a loop.
    pub body: usize,
    /// The number of the first piece that is not in it.
    pub end: usize,
}

/// A script that was read.
#[derive(Clone, Debug, Default)]
pub struct Shell<'s> {
    /// Its pieces.
    pub pieces: Vec<Piece<'s>>,
    /// Every quote and block is closed: nothing is guessed.
    pub is_whole: bool,
}

impl<'s> Shell<'s> {
    /// Reads a script.
    pub fn read(text: &'s str) -> Self {
        let mut reader = Reader::default();
        let mut lexer = Lexer::new(text);
        while let Some(token) = lexer.next() {
            reader.token(token, lexer.at());
        }
        reader.separator(Separator::Next);
        let is_whole = !lexer.torn && !reader.odd && reader.open.is_empty();
        let count = reader.pieces.len();
        for at in reader.open {
            if let Some(piece) = reader.pieces.get_mut(at) {
                piece.end = count;
            }
        }
        Self { pieces: reader.pieces, is_whole }
    }

    /// The pieces directly among numbers `range`, with their numbers.
    pub fn within(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &Piece<'s>)> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            let piece = self.pieces.get(at).filter(|_| at < range.end)?;
            let number = at;
            at = piece.end.max(at + 1);
            Some((number, piece))
        })
    }

    /// The pieces that are in no block.
    pub fn top(&self) -> impl Iterator<Item = (usize, &Piece<'s>)> {
        self.within(0..self.pieces.len())
    }

    /// All commands with words, wherever they stand.
    pub fn commands(&self) -> impl Iterator<Item = &Piece<'s>> {
        self.pieces.iter().filter(|piece| piece.form == Form::Simple && !piece.words.is_empty())
    }
}

impl Piece<'_> {
    /// The word at `index`, without quotes; empty if there is none.
    pub fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| &word.text)
    }

    /// The words behind the first, without quotes.
    pub fn arguments(&self) -> impl Iterator<Item = &str> {
        self.words.iter().skip(1).map(|word| &*word.text)
    }
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says what the reader has just seen")]
struct Reader<'s> {
    pieces: Vec<Piece<'s>>,
    /// The blocks that are open.
    open: Vec<usize>,
    /// The command that is being read.
    now: Option<Piece<'s>>,
    /// A block that was just closed, and takes the next separator.
    closed: Option<usize>,
    before: Option<Separator>,
    negated: bool,
    /// The next word is a file.
    redirect: Option<bool>,
    /// Behind `name()`, or behind `function name`.
    function: bool,
    /// The pattern of a case is being read, or what stands before its `in`.
    skips: bool,
    /// What is no script was seen.
    odd: bool,
}

impl<'s> Reader<'s> {
    fn token(&mut self, token: Token<'s>, end: usize) {
        if self.skips {
            return self.skip(token);
        }
        match token {
            Token::Word(word) => self.word(word),
            Token::Semicolon => self.separator(Separator::Next),
            Token::And => self.separator(Separator::And),
            Token::Or => self.separator(Separator::Or),
            Token::Pipe => self.separator(Separator::Pipe),
            Token::Background => self.separator(Separator::Background),
            Token::Redirect(writes) => self.redirect = Some(writes),
            Token::CaseEnd => {
                self.separator(Separator::Next);
                self.skips = self.top_form() == Some(Form::Case);
                self.odd |= !self.skips;
            }
            Token::Open => self.bracket(end),
            Token::Close => self.close(&[Form::Subshell]),
        }
    }

    fn top_form(&self) -> Option<Form> {
        self.open.last().and_then(|at| self.pieces.get(*at)).map(|piece| piece.form)
    }

    /// Inside `case WORD in PATTERN)`.
    fn skip(&mut self, token: Token<'s>) {
        match token {
            Token::Close => self.skips = false,
            Token::Word(word) if word.text == "esac" && !word.quoted => {
                self.skips = false;
                self.close(&[Form::Case]);
            }
            _ => {}
        }
    }

    /// `(`: a subshell, or the brackets behind the name of a function.
    fn bracket(&mut self, end: usize) {
        match self.now.take() {
            Some(name) if name.words.len() == 1 && name.written.is_empty() => {
                self.function = true;
                self.start(Form::Function, name.range);
            }
            None => self.start(Form::Subshell, end.saturating_sub(1)..end),
            Some(_) => self.odd = true,
        }
    }

    fn piece(&mut self, form: Form, range: Range<usize>) -> Piece<'s> {
        let count = self.pieces.len();
        Piece {
            form,
            words: Vec::new(),
            written: Vec::new(),
            assigns: false,
            negated: std::mem::take(&mut self.negated),
            before: self.before.take().unwrap_or(Separator::Next),
            then: Separator::Next,
            range,
            body: count + 1,
            end: count + 1,
        }
    }

    fn start(&mut self, form: Form, range: Range<usize>) {
        // The body of a function is its own block.
        if matches!(form, Form::Group | Form::Subshell) && std::mem::take(&mut self.function) {
            return;
        }
        let piece = self.piece(form, range);
        self.open.push(self.pieces.len());
        self.pieces.push(piece);
    }

    /// Closes the innermost block, which must be of one of these forms.
    fn close(&mut self, forms: &[Form]) {
        self.flush(Separator::Next);
        let form = self.top_form();
        // `name()` has an empty pair of brackets, and its body may be in round ones.
        if form == Some(Form::Function) && self.function && forms == [Form::Subshell] {
            return;
        }
        let fits = form.is_some_and(|form| forms.contains(&form) || form == Form::Function);
        if !fits {
            self.odd = true;
            return;
        }
        let count = self.pieces.len();
        if let Some(at) = self.open.pop() {
            if let Some(piece) = self.pieces.get_mut(at) {
                piece.end = count;
            }
            self.closed = Some(at);
        }
    }

    fn word(&mut self, word: ShellWord<'s>) {
        if let Some(writes) = self.redirect.take() {
            if writes && let Some(now) = &mut self.now {
                now.written.push(word);
            }
            return;
        }
        if self.closed.is_some() && !matches!(&*word.text, "}" | "fi" | "done" | "esac" | "then" | "do") {
            self.odd = true;
            return;
        }
        if self.now.is_none() && !word.quoted && self.reserved(&word) {
            return;
        }
        let assigns = self.now.as_ref().is_none_or(|now| now.words.is_empty()) && is_assignment(&word);
        let mut now = self.now.take().unwrap_or_else(|| self.piece(Form::Simple, word.range.clone()));
        now.range.end = word.range.end;
        if now.form == Form::For && word.text == "do" {
            self.open_for(now);
            return;
        }
        if assigns {
            now.assigns = true;
        } else {
            now.words.push(word);
        }
        self.now = Some(now);
    }

    fn open_for(&mut self, piece: Piece<'s>) {
        self.open.push(self.pieces.len());
        self.pieces.push(piece);
    }

    /// Takes a word that means something where a command may begin.
    fn reserved(&mut self, word: &ShellWord<'s>) -> bool {
        let range = word.range.clone();
        match &*word.text {
            "while" => self.start(Form::While, range),
            "until" => self.start(Form::Until, range),
            "if" => self.start(Form::If, range),
            "for" | "select" => {
                let piece = self.piece(Form::For, range);
                self.now = Some(piece);
            }
            "case" => {
                self.start(Form::Case, range);
                self.skips = true;
            }
            "function" => self.function = true,
            "{" => self.start(Form::Group, range),
            "}" => self.close(&[Form::Group]),
            "done" => self.close(&[Form::While, Form::Until, Form::For]),
            "fi" => self.close(&[Form::If]),
            "esac" => self.close(&[Form::Case]),
            "!" => self.negated = !self.negated,
            "do" => self.body(word.range.end),
            "then" | "else" | "elif" => self.before = None,
            _ => return false,
        }
        true
    }

    /// `do`: the condition ends.
    fn body(&mut self, end: usize) {
        self.before = None;
        let count = self.pieces.len();
        let top = self.open.last().and_then(|at| self.pieces.get_mut(*at));
        match top.filter(|piece| matches!(piece.form, Form::While | Form::Until | Form::For)) {
            Some(piece) => {
                piece.body = count;
                piece.range.end = end;
            }
            None => self.odd = true,
        }
    }

    fn flush(&mut self, then: Separator) {
        self.redirect = None;
        let Some(mut now) = self.now.take() else { return };
        if now.form == Form::For {
            // `for x in a b`, with its `do` in the next line.
            return self.open_for(now);
        }
        now.then = then;
        self.pieces.push(now);
    }

    fn separator(&mut self, separator: Separator) {
        if let Some(piece) = self.closed.take().and_then(|at| self.pieces.get_mut(at)) {
            piece.then = separator;
        } else if self.now.is_some() {
            self.flush(separator);
        } else if separator == Separator::Next {
            // Empty lines, and line breaks behind `&&`.
            return;
        }
        self.before = Some(separator);
    }
}

fn is_assignment(word: &ShellWord<'_>) -> bool {
    let Some((name, _)) = word.text.split_once('=') else { return false };
    let name = name.trim_end_matches('+');
    !name.is_empty()
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
