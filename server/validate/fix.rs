//! Edits that many fixes are made of.

use super::Cx;
use crate::finding::Fix;
use crate::pod::{Field, Map};
use crate::syntax::edit::{self, Emptied, Place, Target, Value};
use crate::syntax::{Kind, Node, Scalar, Step};
use crate::text::Edit;

/// Puts `text` in the place of a scalar, in the quotes that it has.
pub(super) fn rewrite(node: Node<'_>, text: &str) -> Edit {
    let new_text = match node.kind() {
        Kind::SingleQuoted => format!("'{}'", text.replace('\'', "''")),
        Kind::DoubleQuoted => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        _ => text.to_owned(),
    };
    Edit::replace(node.span(), new_text)
}

/// The same for what must stay text: put in quotes where it would be read as something else.
pub(super) fn rewrite_text(node: Node<'_>, text: &str) -> Edit {
    let plain = |text: &str| {
        Scalar::of_plain(text) == Scalar::String
            && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '/' | '_'))
            && !text.starts_with('-')
    };
    if matches!(node.kind(), Kind::SingleQuoted | Kind::DoubleQuoted) || plain(text) {
        return rewrite(node, text);
    }
    Edit::replace(node.span(), format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// A suggestion to write `text` instead.
pub(super) fn change(node: Node<'_>, text: &str) -> Fix {
    Fix::suggestion(format!("Change to `{text}`"), vec![rewrite_text(node, text)])
}

/// A suggestion to remove a field of `map`, with its comments.
pub(super) fn remove(cx: &Cx<'_>, map: Map<'_>, field: Field<'_>) -> Option<Fix> {
    let path = [Step::Key(field.name)];
    let edits = edit::remove(Target::new(cx.text, map.node()), &path, Emptied::Keep).filter(|_| !field.merged)?;
    Some(Fix::suggestion(format!("Remove `{}`", field.name), edits))
}

/// A suggestion to add `key: value` to `map`.
pub(super) fn add(cx: &Cx<'_>, map: Map<'_>, key: &str, value: &Value, place: Place<'_>) -> Option<Fix> {
    let edits = edit::insert(Target::new(cx.text, map.node()), &[], key, value, place)?;
    let title = match value {
        Value::String(text) | Value::Raw(text) => format!("Add `{key}: {text}`"),
        _ => format!("Add `{key}`"),
    };
    Some(Fix::suggestion(title, edits))
}
