//! What a container runs: its words as Kubernetes puts them together, the program, and the script where
//! the program is a shell. Knows no image: without a `command` the program is known only where `args`
//! begin with a shell.

mod ends;
mod lex;
mod shell;

pub use ends::{Ends, Program, ends};
pub use lex::ShellWord;
pub use shell::{Form, Piece, Separator, Shell};

use super::map::Map;
use crate::syntax::{Kind, Node, Scalar};
use crate::text::{Span, cut};
use std::ops::Range;

/// A word of a command.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where it stands.
    pub node: Node<'a>,
}

/// The words that a container, a probe or a hook runs.
#[derive(Clone, Debug, Default)]
pub struct Command<'a> {
    /// All words: `command`, then `args`.
    pub words: Vec<Word<'a>>,
    /// How many of them stand in `command`; without any, the image says what is run.
    pub own: usize,
}

/// A script given to a shell.
#[derive(Clone, Copy, Debug)]
pub struct Script<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where it stands.
    pub node: Node<'a>,
    /// Its position among the words of the command.
    pub index: usize,
}

/// Shells that take a script behind `-c`.
const SHELLS: [&str; 6] = ["sh", "bash", "ash", "dash", "ksh", "zsh"];

impl<'a> Command<'a> {
    /// What a container runs.
    pub fn of_container(map: Map<'a>) -> Self {
        let mut words: Vec<Word<'a>> = read(map, "command").collect();
        let own = words.len();
        words.extend(read(map, "args"));
        Self { words, own }
    }

    /// What `exec` of a probe or hook runs.
    pub fn of_exec(map: Map<'a>) -> Self {
        let words: Vec<Word<'a>> = read(map, "command").collect();
        Self { own: words.len(), words }
    }

    /// The word at `index`; empty if there is none.
    pub fn word(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.text)
    }

    /// Whether the first word is the program, and not an argument to what the image runs.
    pub fn is_known(&self) -> bool {
        self.own > 0 || is_shell(self.word(0))
    }

    /// The program and its arguments, wrappers like `tini --` left out, if it is known.
    pub fn program(&self) -> Option<Program<'a>> {
        if !self.is_known() {
            return None;
        }
        let words: Vec<&'a str> = self.words.iter().map(|word| word.text).collect();
        Program::of(words)
    }

    /// The script, if it is a shell that is given one with `-c`.
    pub fn script(&self) -> Option<Script<'a>> {
        if !self.is_known() {
            return None;
        }
        let skipped = self.words.iter().take_while(|word| ends::is_wrapper(word.text)).count();
        let mut words = self.words.iter().enumerate().skip(skipped);
        words.next().filter(|(_, word)| is_shell(word.text))?;
        let mut takes = false;
        for (index, word) in words {
            match word.text {
                "--" => {}
                text if takes && !is_flags(text) => return Some(Script { text, node: word.node, index }),
                "-o" | "+o" | "pipefail" | "errexit" | "nounset" | "xtrace" => {}
                text if is_flags(text) => takes |= text.contains('c'),
                text if text.starts_with("--") => {}
                _ => return None,
            }
        }
        None
    }
}

/// Flags of a shell: `-c`, `-ec`, `-x`.
fn is_flags(text: &str) -> bool {
    let letters = text.strip_prefix('-').unwrap_or_default();
    !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a word is the name or path of a shell.
pub fn is_shell(word: &str) -> bool {
    SHELLS.contains(&base(word))
}

/// The last part of a path.
pub fn base(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

fn read<'a>(map: Map<'a>, list: &str) -> impl Iterator<Item = Word<'a>> + use<'a> {
    let texts = map.items(list).filter(|node| node.scalar().is_some_and(|scalar| scalar != Scalar::Null));
    texts.map(|node| Word { text: node.value(), node })
}

/// Where the part `range` of the value of `node` stands in the text: of its first line only, and the
/// node as a whole where that cannot be known.
pub fn place(node: Node<'_>, range: Range<usize>) -> Span {
    let (value, source) = (node.value(), node.source());
    let span = node.span();
    let part = cut(value, range.clone()).lines().next().unwrap_or_default();
    // As it is written, but for quotes: nothing has to be counted.
    let quotes = source.len().wrapping_sub(value.len());
    let at = range.start + quotes / 2;
    if matches!(quotes, 0 | 2) && !part.is_empty() && cut(source, at..at + part.len()) == part {
        let start = span.start + at as u32;
        return Span::new(start, start + part.len() as u32);
    }
    let head = Span::new(span.start, span.start + source.lines().next().unwrap_or_default().len() as u32);
    if part.is_empty() {
        return head;
    }
    // The same text stands in the source as often as in the value, unless it was escaped or folded.
    let nth = cut(value, 0..range.start).matches(part).count();
    let body = if matches!(node.kind(), Kind::Plain | Kind::SingleQuoted | Kind::DoubleQuoted) {
        0
    } else {
        source.find('\n').unwrap_or_default()
    };
    let inner = cut(source, body..source.len());
    match inner.match_indices(part).nth(nth) {
        Some((at, _)) => {
            let start = span.start + (body + at) as u32;
            Span::new(start, start + part.len() as u32)
        }
        None => head,
    }
}
