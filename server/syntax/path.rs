//! Where a node is in its document: from a path to a node, and from an offset to all nodes around it.
//! Paths are printed as Kubernetes prints them. Knows no Kubernetes.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;

use super::document::Document;
use super::node::Node;
use crate::text::{Span, Text};

/// One step into a collection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step<'a> {
    /// To the first value under this key of a mapping.
    Key(&'a str),
    /// To this item of a sequence, counted from zero.
    Index(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Step::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

/// Steps from some node, mostly the root of a document, to another.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Path<'a>(Vec<Step<'a>>);

impl<'a> Path<'a> {
    /// The path that leads nowhere.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`; none for what is no path.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(bracket) = rest.strip_prefix('[') {
                let (inside, after) = bracket.split_once(']')?;
                steps.push(inside.parse().map_or(Step::Key(inside), Step::Index));
                rest = after;
                continue;
            }
            let name = if steps.is_empty() { rest } else { rest.strip_prefix('.')? };
            let end = name.find(['.', '[']).unwrap_or(name.len());
            let (key, after) = name.split_at_checked(end)?;
            if key.is_empty() {
                return None;
            }
            steps.push(Step::Key(key));
            rest = after;
        }
        Some(Self(steps))
    }

    /// Goes one step further.
    pub fn push(&mut self, step: impl Into<Step<'a>>) {
        self.0.push(step.into());
    }

    /// Goes one step back.
    pub fn pop(&mut self) -> Option<Step<'a>> {
        self.0.pop()
    }

    /// The same path, one step further.
    #[must_use]
    pub fn join(&self, step: impl Into<Step<'a>>) -> Self {
        let mut path = self.clone();
        path.push(step);
        path
    }
}

impl<'a> Deref for Path<'a> {
    type Target = [Step<'a>];

    fn deref(&self) -> &[Step<'a>] {
        &self.0
    }
}

impl<'a> FromIterator<Step<'a>> for Path<'a> {
    fn from_iter<I: IntoIterator<Item = Step<'a>>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if key.is_empty() || key.contains(['.', '/', '[', ']', ' ']) => write!(f, "[{key}]")?,
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

/// A node on the way from the root of a document to a place in its text.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The step that leads to it from the node before; none for the root.
    pub step: Option<Step<'a>>,
    /// The key it stands under, for a value of a mapping.
    pub key: Option<Node<'a>>,
    /// The node.
    pub node: Node<'a>,
}

/// The path of the innermost of `around`.
pub fn path_of<'a>(around: &[Around<'a>]) -> Path<'a> {
    around.iter().filter_map(|around| around.step).collect()
}

impl<'a> Node<'a> {
    /// The node at `path` as written: no step leads through an alias or a merge key.
    pub fn at_path(self, path: &[Step<'_>]) -> Option<Node<'a>> {
        path.iter().try_fold(self, |node, step| node.at_step(*step))
    }

    /// The node one step further in.
    pub fn at_step(self, step: Step<'_>) -> Option<Node<'a>> {
        match step {
            Step::Key(key) => self.get(key),
            Step::Index(index) => self.items().nth(index),
        }
    }

    /// Its span with the anchor and tag in front.
    pub fn outer_span(self) -> Span {
        self.properties().fold(self.span(), |span, (property, _)| span.join(property))
    }
}

/// The nodes whose text holds or touches `offset`, the root of `document` first; `origin` is where the
/// document begins. A key belongs to its value, so that both lead to the same node.
pub fn around(document: &Document, origin: u32, offset: u32) -> Vec<Around<'_>> {
    descend(document, origin, |_, child| {
        let span = child.key.map_or(child.node.outer_span(), |key| key.outer_span().join(child.node.outer_span()));
        if span.start > offset {
            Turn::Stop
        } else if span.touches(offset) {
            Turn::Take
        } else {
            Turn::Pass
        }
    })
}

/// The nodes that text typed at `offset` would belong to by its line and column, the root first.
/// Works on blank and half-typed lines, where [`around`] finds nothing: the last node is the mapping a
/// new key would go to, the sequence a new item would go to, or the value that would be written.
pub fn enclosing<'a>(text: &Text, document: &'a Document, origin: u32, offset: u32) -> Vec<Around<'a>> {
    let place = Cursor::new(text, offset);
    descend(document, origin, |(parent, parent_start), child| {
        let start = child.key.map_or(child.node.outer_span(), Node::outer_span).start;
        if parent.is_flow() {
            let span = Span::new(start, child.node.outer_span().end);
            return if start > offset {
                Turn::Stop
            } else if span.touches(offset) {
                Turn::Take
            } else {
                Turn::Pass
            };
        }
        let line = text.line_of(start);
        let key_column = column(text, start);
        let inside = match child.key {
            Some(_) if line > place.line || (line == place.line && start > offset) => return Turn::Stop,
            Some(key) if line == place.line => offset > key.span().end,
            Some(_) => place.column > key_column || (place.dash == Some(key_column) && takes_items(child.node)),
            // An item owns what stands right of its dash, which is left of its content.
            None => {
                let dash = column(text, parent_start);
                match line.cmp(&place.line) {
                    Ordering::Less => place.dash.unwrap_or(place.column) > dash,
                    Ordering::Equal => return Turn::Take,
                    // Only the dash stands on the line, or a half-typed word behind it.
                    Ordering::Greater => return if place.dash == Some(dash) { Turn::Take } else { Turn::Stop },
                }
            }
        };
        if inside { Turn::Maybe } else { Turn::Pass }
    })
}

/// Whether lines with a dash at the column of its key belong to `value`.
fn takes_items(value: Node<'_>) -> bool {
    value.is_absent() || (value.is_sequence() && !value.is_flow())
}

/// The column of `offset` in bytes, a byte order mark not counted.
fn column(text: &Text, offset: u32) -> u32 {
    let start = text.line_start(text.line_of(offset));
    text.slice(Span::new(start, offset)).trim_start_matches('\u{feff}').len() as u32
}

/// A place between characters, seen from its line.
struct Cursor {
    line: u32,
    /// Column of the first word of the line, or of the place itself on a blank line.
    column: u32,
    /// Column of the dash in front of that word, if there is one.
    dash: Option<u32>,
}

impl Cursor {
    fn new(text: &Text, offset: u32) -> Self {
        let line = text.line_of(offset);
        let start = text.line_start(line);
        let before = text.slice(Span::new(start, offset.max(start)));
        let before = before.trim_start_matches('\u{feff}');
        let indent = before.len() - before.trim_start_matches(' ').len();
        let dash = before.trim_start_matches(' ').starts_with('-').then_some(indent as u32);
        let marks = before.len() - before.trim_start_matches([' ', '-']).len();
        let column = if dash.is_some() { marks } else { indent };
        Self { line, column: column as u32, dash }
    }
}

/// What to do about a child on the way down.
enum Turn {
    /// It is the one.
    Take,
    /// It is the one if no later one is.
    Maybe,
    /// It is not.
    Pass,
    /// Neither it nor any later one is.
    Stop,
}

fn descend<'a>(
    document: &'a Document,
    origin: u32,
    turn: impl Fn((Node<'a>, u32), &Around<'a>) -> Turn,
) -> Vec<Around<'a>> {
    let mut chain = Vec::new();
    let mut next = document.root(origin).map(|node| Around { step: None, key: None, node });
    while let Some(current) = next.take() {
        chain.push(current);
        // Asked once: the span of a long list is not free.
        let parent = (current.node, current.node.span().start);
        let entries = current.node.entries().map(|entry| Around {
            step: Some(Step::Key(entry.key.value())),
            key: Some(entry.key),
            node: entry.value,
        });
        let items = current.node.items().enumerate();
        let items = items.map(|(index, node)| Around { step: Some(Step::Index(index)), key: None, node });
        for child in entries.chain(items) {
            match turn(parent, &child) {
                Turn::Take => {
                    next = Some(child);
                    break;
                }
                Turn::Maybe => next = Some(child),
                Turn::Pass => next = None,
                Turn::Stop => break,
            }
        }
    }
    chain
}
