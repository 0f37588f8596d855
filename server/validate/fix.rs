//! Edits that many fixes are made of.

use super::Cx;
use crate::pod::{Field, Map};
use crate::finding::Fix;
use crate::syntax::{Kind, Node, Scalar};
use crate::text::{Edit, Span};

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

/// A suggestion to remove a field, if it can be removed with its lines.
pub(super) fn remove(cx: &Cx<'_>, map: Map<'_>, field: Field<'_>) -> Option<Fix> {
    let edits = remove_entry(cx, map, field.key, field.written);
    (!edits.is_empty()).then(|| Fix::suggestion(format!("Remove `{}`", field.name), edits))
}

/// Removes an entry with its lines, if it has lines of its own.
pub(super) fn remove_entry(cx: &Cx<'_>, map: Map<'_>, key: Node<'_>, value: Node<'_>) -> Vec<Edit> {
    if map.node().is_flow() || map.node().entries().count() < 2 {
        return Vec::new();
    }
    let text = cx.text;
    let first = text.line_of(key.span().start);
    let last = text.line_of(key.span().end.max(value.span().end));
    let before = text.slice(Span::new(text.line_start(first), key.span().start));
    // An entry behind a dash shares its line with the item.
    if !before.trim().is_empty() {
        return Vec::new();
    }
    vec![Edit::replace(Span::new(text.line_start(first), text.line_start(last + 1)), "")]
}
