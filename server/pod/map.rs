//! A mapping as Kubernetes sees it: aliases followed, merge keys merged, keys as text.
//! Knows no field names.

use super::value::quantity::Quantity;
use crate::syntax::{Entries, Entry, Kind, Node, Scalar};

/// A merge key inside a merged mapping is followed this often.
const MAX_MERGES: usize = 8;

/// A mapping, read through aliases and merge keys.
#[derive(Clone, Copy, Debug)]
pub struct Map<'a> {
    node: Node<'a>,
    merges: bool,
}

/// One key of a [`Map`].
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The key as written.
    pub key: Node<'a>,
    /// The key's text.
    pub name: &'a str,
    /// The value as written; perhaps an alias.
    pub written: Node<'a>,
    /// The value with its alias followed; the alias itself where it leads nowhere.
    pub value: Node<'a>,
    /// Came from another mapping by a merge key.
    pub merged: bool,
}

impl<'a> Field<'a> {
    fn new(entry: Entry<'a>, merged: bool) -> Self {
        let value = entry.value.resolve().unwrap_or(entry.value);
        Self { key: entry.key, name: entry.key.value(), written: entry.value, value, merged }
    }

    /// The value, if something other than `null` stands there.
    pub fn present(self) -> Option<Node<'a>> {
        (self.value.scalar() != Some(Scalar::Null)).then_some(self.value)
    }
}

impl<'a> Map<'a> {
    /// `node` as a mapping, if it is one or an alias of one.
    pub fn of(node: Node<'a>) -> Option<Self> {
        let node = node.resolve()?;
        if !node.is_mapping() {
            return None;
        }
        let merges = node.document().has_aliases() && node.entries().any(is_merge);
        Some(Self { node, merges })
    }

    /// The mapping itself.
    pub fn node(self) -> Node<'a> {
        self.node
    }

    /// Whether it takes fields over from other mappings.
    pub fn merges(self) -> bool {
        self.merges
    }

    /// The pairs as written, merge keys included.
    pub fn entries(self) -> Entries<'a> {
        self.node.entries()
    }

    /// The fields, own ones first; of merged ones only those that are not overridden.
    pub fn fields(self) -> Fields<'a> {
        let merged = if self.merges { self.merged() } else { Vec::new() };
        Fields { own: self.node.entries(), merges: self.merges, merged: merged.into_iter() }
    }

    fn merged(self) -> Vec<Field<'a>> {
        let mut fields: Vec<Field<'a>> = Vec::new();
        collect(self.node, 0, &mut fields);
        fields.retain(|field| field.merged);
        fields
    }

    /// The first field of this name.
    pub fn field(self, name: &str) -> Option<Field<'a>> {
        if !self.merges {
            return self.node.entry(name).map(|entry| Field::new(entry, false));
        }
        self.fields().find(|field| field.name == name)
    }

    /// The value of the first field of this name, with its alias followed.
    pub fn get(self, name: &str) -> Option<Node<'a>> {
        if self.merges {
            return self.field(name).map(|field| field.value);
        }
        self.node.get(name).map(|value| value.resolve().unwrap_or(value))
    }

    /// The value of a field as a mapping.
    pub fn map(self, name: &str) -> Option<Map<'a>> {
        Map::of(self.get(name)?)
    }

    /// The items of a field that is a sequence, aliases followed; none if it is anything else.
    pub fn items(self, name: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let items = self.get(name).into_iter().flat_map(Node::items);
        items.map(|item| item.resolve().unwrap_or(item))
    }

    /// The items of a field that are mappings, with their index in the sequence.
    pub fn maps(self, name: &str) -> impl Iterator<Item = (usize, Map<'a>)> + use<'a> {
        self.items(name).enumerate().filter_map(|(index, item)| Some((index, Map::of(item)?)))
    }

    /// The text of a field that is a string.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.get(name).and_then(text)
    }

    /// The value of a field that is a whole number; `3e1` counts as 30, as it does for the server.
    pub fn int(self, name: &str) -> Option<i64> {
        self.get(name).and_then(int)
    }

    /// The value of a field that is a boolean.
    pub fn bool(self, name: &str) -> Option<bool> {
        match self.get(name)?.scalar()? {
            Scalar::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the field is there and not null, whatever its type: what the server calls set.
    pub fn has(self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.scalar() != Some(Scalar::Null))
    }

    /// Whether some of its lines could not be understood.
    pub fn is_damaged(self) -> bool {
        self.node.is_damaged()
    }
}

/// The fields of a [`Map`].
#[derive(Debug)]
pub struct Fields<'a> {
    own: Entries<'a>,
    merges: bool,
    merged: std::vec::IntoIter<Field<'a>>,
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    #[inline]
    fn next(&mut self) -> Option<Field<'a>> {
        for entry in self.own.by_ref() {
            if !self.merges || !is_merge(entry) {
                return Some(Field::new(entry, false));
            }
        }
        self.merged.next()
    }
}

/// The text of a node that kubectl takes for a string.
pub fn text(node: Node<'_>) -> Option<&str> {
    (node.scalar() == Some(Scalar::String)).then(|| node.value())
}

/// The value of a node that kubectl takes for a whole number.
pub fn int(node: Node<'_>) -> Option<i64> {
    match node.scalar()? {
        Scalar::Integer(value) => i64::try_from(value).ok(),
        Scalar::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some(value as i64),
        _ => None,
    }
}

/// The quantity of a node, if it is one: text or a number; nothing counts as zero.
pub fn quantity(node: Node<'_>) -> Option<Quantity> {
    match node.scalar()? {
        Scalar::String => Quantity::parse(node.value()),
        Scalar::Integer(number) => Some(Quantity::whole(number)),
        Scalar::Float(number) if number.is_finite() => Quantity::parse(&number.to_string()),
        Scalar::Null => Some(Quantity::ZERO),
        Scalar::Float(_) | Scalar::Bool(_) => None,
    }
}

fn is_merge(entry: Entry<'_>) -> bool {
    entry.key.kind() == Kind::Plain && entry.key.source() == "<<"
}

/// Adds the fields of `node` that are not there yet: its own, then those it merges, in order.
fn collect<'a>(node: Node<'a>, depth: usize, fields: &mut Vec<Field<'a>>) {
    if depth > MAX_MERGES || fields.len() > 1000 {
        return;
    }
    for entry in node.entries().filter(|entry| !is_merge(*entry)) {
        if !fields.iter().any(|field| field.name == entry.key.value()) {
            fields.push(Field::new(entry, depth > 0));
        }
    }
    for entry in node.entries().filter(|entry| is_merge(*entry)) {
        let Some(value) = entry.value.resolve() else { continue };
        if value.is_sequence() {
            for item in value.items().filter_map(Node::resolve) {
                collect(item, depth + 1, fields);
            }
        } else {
            collect(value, depth + 1, fields);
        }
    }
}
