//! Values to be written, without a style. Knows no text.

/// A value that is to be written into a document, in the document's own style.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text, in quotes where kubectl would take it for something else.
    String(String),
    /// YAML for the place of a scalar, written as it is; further lines are indented with their parent.
    Raw(String),
    /// A list; `[]` if empty.
    Seq(Vec<Value>),
    /// Keys with their values, in order; `{}` if empty.
    Map(Vec<(String, Value)>),
    /// A value with a comment behind it (without `#`): behind a scalar, or on the line of the key.
    Noted(Box<Value>, String),
}

impl Value {
    /// The value with a comment behind it, given without its `#`.
    #[must_use]
    pub fn note(self, comment: impl Into<String>) -> Self {
        Value::Noted(Box::new(self), comment.into())
    }

    /// A mapping of these pairs.
    pub fn map<K: Into<String>, const N: usize>(pairs: [(K, Value); N]) -> Self {
        Value::Map(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A list of these items.
    pub fn seq<V: Into<Value>>(items: impl IntoIterator<Item = V>) -> Self {
        Value::Seq(items.into_iter().map(Into::into).collect())
    }

    /// The value without its comment, and the comment.
    pub(super) fn split(&self) -> (&Value, Option<&str>) {
        match self {
            Value::Noted(value, note) => (value.split().0, Some(note)),
            value => (value, None),
        }
    }

    /// The value without its comment.
    pub(super) fn bare(&self) -> &Value {
        self.split().0
    }

    /// Whether it is a list or mapping that is not empty.
    pub(super) fn is_collection(&self) -> bool {
        match self.bare() {
            Value::Seq(items) => !items.is_empty(),
            Value::Map(pairs) => !pairs.is_empty(),
            _ => false,
        }
    }

    /// Whether a comment stands anywhere in it.
    pub(super) fn has_notes(&self) -> bool {
        match self {
            Value::Noted(..) => true,
            Value::Seq(items) => items.iter().any(Value::has_notes),
            Value::Map(pairs) => pairs.iter().any(|(_, value)| value.has_notes()),
            _ => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}
