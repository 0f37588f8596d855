//! The words of the field table: types, fields, values, and the minors in which they hold.

use std::fmt;

use super::{Minor, table};

/// The minors in which something exists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// The first minor; [`Minor::OLDEST`] also for what is older than the table.
    pub since: Minor,
    /// The last minor; `None` while it is still there in the newest one.
    pub until: Option<Minor>,
}

impl Window {
    /// Whether it exists in `minor`.
    pub fn contains(self, minor: Minor) -> bool {
        self.since <= minor && self.until.is_none_or(|until| minor <= until)
    }

    /// The minor that brought it, when the table saw it come: the `1.29` of "since 1.29".
    pub fn came(self) -> Option<Minor> {
        (self.since > Minor::OLDEST).then_some(self.since)
    }

    /// The first minor without it, when it is gone: the `1.22` of "removed in 1.22".
    pub fn gone(self) -> Option<Minor> {
        self.until.map(|until| Minor(until.0.saturating_add(1)))
    }
}

/// A structure of the API: what a mapping with known keys may hold.
///
/// Types are statics and may refer to each other in circles; two are equal when they are the same.
pub struct Type {
    /// `core.v1.Container`, `meta.v1.ObjectMeta`.
    pub name: &'static str,
    /// What it stands for, in our words.
    pub doc: &'static str,
    /// Fields of all minors, sorted by name; one that changed its type has one entry for each.
    pub fields: &'static [Field],
    /// The names of `fields`, in the same order.
    pub(super) names: &'static [&'static str],
    /// The indices of the fields that some minor requires.
    pub(super) required: &'static [u8],
}

impl Type {
    /// The name without its group and version: `Container`.
    pub fn short_name(&self) -> &'static str {
        self.name.rsplit('.').next().unwrap_or(self.name)
    }
}

impl PartialEq for Type {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Type {}

impl fmt::Debug for Type {
    /// The name alone: the fields lead to other types and back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// One key of a [`Type`].
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What its value is.
    pub ty: Ty,
    /// The minors that have it, with this type.
    pub window: Window,
    /// The minors whose schema demands it. The server may be more lenient (it knows empty from
    /// missing only where it matters) or stricter (validation demands what the schema does not).
    pub required: Option<Window>,
    /// For a list of mappings: the fields that tell its items apart.
    pub list_keys: &'static [&'static str],
    /// For a list of mappings: the field by which a strategic merge patch finds an item.
    pub merge_key: Option<&'static str>,
    /// How server-side apply merges a list, where the schema says so.
    pub list_kind: Option<ListKind>,
    /// What it does, in our words, as Markdown.
    pub doc: &'static str,
    /// What holds when it is absent, as Markdown.
    pub default: Option<&'static str>,
    /// `seconds`, `bytes`, ...
    pub unit: Option<&'static str>,
    /// A value as it may be written, in YAML.
    pub example: Option<&'static str>,
    /// The values it may take, or the usual ones; empty when there is no such list.
    pub values: &'static [EnumValue],
    /// Whether values besides `values` are accepted.
    pub open_values: bool,
}

impl Field {
    /// Whether the schema of `minor` demands it.
    pub fn is_required(&self, minor: Minor) -> bool {
        self.required.is_some_and(|required| required.contains(minor))
    }

    /// The values it may take in `minor`.
    pub fn values_at(&self, minor: Minor) -> impl Iterator<Item = &'static EnumValue> + use<> {
        self.values.iter().filter(move |value| value.window.contains(minor))
    }

    /// The value `name` of any minor.
    pub fn value(&self, name: &str) -> Option<&'static EnumValue> {
        self.values.iter().find(|value| value.name == name)
    }

    /// Whether a server of `minor` refuses `value`: the list is closed and does not hold it. Empty
    /// text counts as absent wherever the field may be absent.
    pub fn refuses(&self, value: &str, minor: Minor) -> bool {
        let closed = !self.values.is_empty() && !self.open_values;
        let known = self.value(value).is_some_and(|value| value.window.contains(minor));
        closed && !known && (!value.is_empty() || self.is_required(minor))
    }

    /// Whether it holds what the system reports. The server clears it on create: names and types
    /// inside are checked, values and missing fields are not.
    pub fn is_reported(&self) -> bool {
        self.name == "status" && matches!(self.ty, Ty::Object(_))
    }
}

/// One value out of the list of a field.
#[derive(Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// The value; may be empty.
    pub name: &'static str,
    /// A gloss of a few words.
    pub doc: &'static str,
    /// The minors that know it.
    pub window: Window,
}

/// How server-side apply merges a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListKind {
    /// Item by item, told apart by [`Field::list_keys`].
    Map,
    /// Item by item, each its own key.
    Set,
    /// As one value: the last writer wins.
    Atomic,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ty {
    /// Text.
    String,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// `true` or `false`.
    Bool,
    /// Any number.
    Number,
    /// A whole number or text, such as `8080` or `http`, `1` or `25%`.
    IntOrString,
    /// A number or text such as `500m`, `128Mi`.
    Quantity,
    /// A time of day and date, `2006-01-02T15:04:05Z`.
    Time,
    /// Whatever.
    Any,
    /// A mapping with known keys.
    Object(&'static Type),
    /// A sequence.
    List(&'static Ty),
    /// A mapping with keys of the author's choice.
    Map(&'static Ty),
}

impl Ty {
    /// The structure it is, or is a list or map of.
    pub fn object(self) -> Option<&'static Type> {
        match self {
            Ty::Object(ty) => Some(ty),
            Ty::List(inner) | Ty::Map(inner) => inner.object(),
            _ => None,
        }
    }

    /// What an item is, when this is a list.
    pub fn item(self) -> Option<Ty> {
        match self {
            Ty::List(item) => Some(*item),
            _ => None,
        }
    }

    /// What the value of `key` is in `minor`, when this is a mapping that may hold it.
    pub fn value(self, key: &str, minor: Minor) -> Option<Ty> {
        match self {
            Ty::Object(ty) => ty.field(key, minor).map(|field| field.ty),
            Ty::Map(value) => Some(*value),
            Ty::Any => Some(Ty::Any),
            _ => None,
        }
    }

    /// What a value of this kind is called in a message: `a list`, `a whole number`.
    pub fn noun(self) -> &'static str {
        match self {
            Ty::String => "text",
            Ty::Int32 | Ty::Int64 => "a whole number",
            Ty::Bool => "`true` or `false`",
            Ty::Number => "a number",
            Ty::IntOrString => "a whole number or text",
            Ty::Quantity => "a quantity",
            Ty::Time => "a time",
            Ty::Any => "anything",
            Ty::Object(_) | Ty::Map(_) => "a mapping",
            Ty::List(_) => "a list",
        }
    }

    /// What there is to say about a value of this kind wherever it stands; often nothing.
    pub fn doc(self) -> &'static str {
        match self {
            Ty::Object(ty) => ty.doc,
            _ => table::SCALARS.iter().find(|(ty, _)| *ty == self).map_or("", |(_, doc)| doc),
        }
    }
}

/// The short form people know from `kubectl explain`: `string`, `[]Container`, `map[string]quantity`.
impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ty::String => f.write_str("string"),
            Ty::Int32 | Ty::Int64 => f.write_str("integer"),
            Ty::Bool => f.write_str("boolean"),
            Ty::Number => f.write_str("number"),
            Ty::IntOrString => f.write_str("integer or string"),
            Ty::Quantity => f.write_str("quantity"),
            Ty::Time => f.write_str("time"),
            Ty::Any => f.write_str("any"),
            Ty::Object(ty) => f.write_str(ty.short_name()),
            Ty::List(item) => write!(f, "[]{item}"),
            Ty::Map(value) => write!(f, "map[string]{value}"),
        }
    }
}

/// A kind of object that holds a Pod template, or is a Pod.
#[derive(Debug, PartialEq, Eq)]
pub struct Workload {
    /// `v1`, `apps/v1`, `batch/v1`.
    pub api_version: &'static str,
    /// `Deployment`.
    pub kind: &'static str,
    /// The whole object.
    pub ty: &'static Type,
    /// The fields that lead from the object to the Pod template, where `metadata` and `spec` of
    /// the Pod stand: none for a Pod, `spec`, `template` for a Deployment.
    pub template: &'static [&'static str],
}
