//! YAML of the documentation files as a small tree with line numbers. Scalars stay text.

use yaml_rust2::parser::{Event, MarkedEventReceiver, Parser};
use yaml_rust2::scanner::Marker;

use crate::{Fault, Source};

pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    Text(String),
    Map(Vec<(Node, Node)>),
    /// A list, an alias: nothing we write.
    Other,
}

impl Node {
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping, keys as text; a fault says `what` it should have been.
    pub(crate) fn entries(&self, source: &Source, what: &str) -> Result<Vec<(&str, &Node)>, Fault> {
        let Value::Map(entries) = &self.value else {
            return source.fault(self.line, format!("{what} must be a mapping"));
        };
        let mut found: Vec<(&str, &Node)> = Vec::new();
        for (key, value) in entries {
            let Some(name) = key.text() else {
                return source.fault(key.line, "a key must be text");
            };
            if found.iter().any(|(known, _)| *known == name) {
                return source.fault(key.line, format!("`{name}` is there twice"));
            }
            found.push((name, value));
        }
        Ok(found)
    }
}

/// The one document of `source`; an empty file is an empty mapping.
pub(crate) fn parse(source: &Source) -> Result<Node, Fault> {
    let mut builder = Builder { open: Vec::new(), root: None };
    if let Err(fault) = Parser::new_from_str(&source.text).load(&mut builder, false) {
        return source.fault(fault.marker().line(), fault.info());
    }
    Ok(builder.root.unwrap_or(Node { line: 1, value: Value::Map(Vec::new()) }))
}

struct Builder {
    /// Collections not yet ended: the line and what they hold so far.
    open: Vec<(usize, Vec<Node>, bool)>,
    root: Option<Node>,
}

impl MarkedEventReceiver for Builder {
    fn on_event(&mut self, event: Event, mark: Marker) {
        let node = match event {
            Event::MappingStart(..) => return self.open.push((mark.line(), Vec::new(), true)),
            Event::SequenceStart(..) => return self.open.push((mark.line(), Vec::new(), false)),
            Event::Scalar(text, ..) => Node { line: mark.line(), value: Value::Text(text) },
            Event::Alias(_) => Node { line: mark.line(), value: Value::Other },
            Event::MappingEnd | Event::SequenceEnd => {
                let Some((line, nodes, mapping)) = self.open.pop() else { return };
                let value = if mapping { Value::Map(pairs(nodes)) } else { Value::Other };
                Node { line, value }
            }
            _ => return,
        };
        match self.open.last_mut() {
            Some((_, nodes, _)) => nodes.push(node),
            None => self.root = Some(node),
        }
    }
}

fn pairs(nodes: Vec<Node>) -> Vec<(Node, Node)> {
    let mut nodes = nodes.into_iter();
    std::iter::from_fn(|| nodes.next().zip(nodes.next())).collect()
}
