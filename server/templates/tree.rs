//! The body of a template: YAML whose texts hold marks, and how values are made of it for a given Pod.
//! Knows no field names.

use super::marks::{Piece, pieces};
use crate::syntax::edit::Value;
use crate::syntax::{Kind, Node, Scalar};

/// Deeper nesting than this is no template.
const DEEPEST: u32 = 40;

/// YAML of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Tree {
    /// Pairs in order.
    Map(Vec<(String, Tree)>),
    /// Items in order.
    Seq(Vec<Tree>),
    /// A scalar; without quotes, what it is read as decides its type.
    Scalar { pieces: Vec<Piece>, plain: bool },
}

impl Tree {
    /// What `node` says, aliases followed; anchors, tags and comments are left out.
    pub(super) fn of(node: Node<'_>) -> Self {
        Self::down(node, 0, &pieces)
    }

    /// The same for YAML that holds no marks.
    pub(super) fn of_plain(node: Node<'_>) -> Self {
        Self::down(node, 0, &|text| vec![Piece::Text(text.to_owned())])
    }

    fn down(node: Node<'_>, depth: u32, read: &dyn Fn(&str) -> Vec<Piece>) -> Self {
        let node = node.resolve().unwrap_or(node);
        if depth < DEEPEST && node.is_mapping() {
            let pair = |entry: crate::syntax::Entry<'_>| {
                (entry.key.value().to_owned(), Self::down(entry.value, depth + 1, read))
            };
            return Tree::Map(node.entries().map(pair).collect());
        }
        if depth < DEEPEST && node.is_sequence() {
            return Tree::Seq(node.items().map(|item| Self::down(item, depth + 1, read)).collect());
        }
        Tree::Scalar { pieces: read(node.value()), plain: node.kind() == Kind::Plain }
    }

    /// A string.
    pub(super) fn text(text: &str) -> Self {
        Tree::Scalar { pieces: vec![Piece::Text(text.to_owned())], plain: false }
    }

    /// A whole number.
    pub(super) fn number(number: i64) -> Self {
        Tree::Scalar { pieces: vec![Piece::Text(number.to_string())], plain: true }
    }

    /// The value under `key` of a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Tree::Map(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A scalar of text alone.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Tree::Scalar { pieces, .. } => match pieces.as_slice() {
                [Piece::Text(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// Calls `change` for this node and all below, each with the key it stands under, outermost first.
    pub(super) fn change(&mut self, key: &str, change: &mut dyn FnMut(&str, &mut Tree)) {
        change(key, self);
        match self {
            Tree::Map(pairs) => {
                for (key, value) in pairs {
                    value.change(key, change);
                }
            }
            Tree::Seq(items) => {
                for item in items {
                    item.change(key, change);
                }
            }
            Tree::Scalar { .. } => {}
        }
    }
}

/// A step down a value that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Down {
    Key(String),
    Index(usize),
}

/// A place to type at, in a value that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Made {
    /// The way from the value to the scalar.
    pub(super) path: Vec<Down>,
    /// The number of the place.
    pub(super) number: u32,
    /// What stands there.
    pub(super) text: String,
    /// How often the same text stands in the scalar before it.
    pub(super) nth: usize,
}

/// Makes values of trees.
pub(super) struct Maker<'m> {
    /// The facts about the Pod.
    pub(super) fact: &'m dyn Fn(&str) -> Option<String>,
    /// What is to be chosen at which place, for values that are written with a comment that says so.
    pub(super) todo: &'m [(u32, String)],
    /// The places made.
    pub(super) made: Vec<Made>,
    /// What stands at the places met so far.
    texts: Vec<(u32, String)>,
    path: Vec<Down>,
}

impl<'m> Maker<'m> {
    pub(super) fn new(fact: &'m dyn Fn(&str) -> Option<String>, todo: &'m [(u32, String)]) -> Self {
        Self { fact, todo, made: Vec::new(), texts: Vec::new(), path: Vec::new() }
    }

    /// The value of `tree`, which will stand at `path` of whatever it is put into.
    pub(super) fn value(&mut self, tree: &Tree, path: Vec<Down>) -> Value {
        self.path = path;
        self.walk(tree)
    }

    fn walk(&mut self, tree: &Tree) -> Value {
        match tree {
            Tree::Map(pairs) => {
                let mut made = Vec::with_capacity(pairs.len());
                for (key, value) in pairs {
                    self.path.push(Down::Key(key.clone()));
                    made.push((key.clone(), self.walk(value)));
                    self.path.pop();
                }
                Value::Map(made)
            }
            Tree::Seq(items) => {
                let mut made = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Down::Index(index));
                    made.push(self.walk(item));
                    self.path.pop();
                }
                Value::Seq(made)
            }
            Tree::Scalar { pieces, plain } => self.scalar(pieces, *plain),
        }
    }

    fn scalar(&mut self, pieces: &[Piece], plain: bool) -> Value {
        let mut text = String::new();
        let mut note = None;
        self.expand(pieces, &mut text, &mut note);
        let is_typed = plain && Scalar::of_plain(&text) != Scalar::String;
        let value = if is_typed { Value::Raw(text) } else { Value::String(text) };
        match note {
            Some(what) => value.note(format!("TODO: {what}")),
            None => value,
        }
    }

    fn expand(&mut self, pieces: &[Piece], text: &mut String, note: &mut Option<String>) {
        for piece in pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Fact(name, fallback) => {
                    let fact = (self.fact)(name).or_else(|| fallback.clone());
                    text.push_str(&fact.unwrap_or_default());
                }
                Piece::Stop(number, inner) => {
                    let known = self.texts.iter().find(|(known, _)| known == number).map(|(_, text)| text.clone());
                    let stop = known.clone().unwrap_or_else(|| {
                        let mut stop = String::new();
                        self.expand(inner.as_deref().unwrap_or_default(), &mut stop, &mut None);
                        stop
                    });
                    let nth = if stop.is_empty() { 0 } else { text.matches(stop.as_str()).count() };
                    if known.is_none() {
                        self.texts.push((*number, stop.clone()));
                        if let Some((_, what)) = self.todo.iter().find(|(todo, _)| todo == number) {
                            *note = Some(note.take().map_or_else(|| what.clone(), |all| format!("{all}; {what}")));
                        }
                    }
                    self.made.push(Made { path: self.path.clone(), number: *number, text: stop.clone(), nth });
                    text.push_str(&stop);
                }
            }
        }
    }
}
