//! Fixes that put a key into a mapping or take one away. Knows no field.

use super::Cx;
use crate::finding::Fix;
use crate::pod::{Field, Map};
use crate::text::{Edit, Span};

/// A fix that takes `field` out of `map`. None where it cannot be done on lines of its own.
pub(super) fn remove(cx: &Cx<'_>, map: Map<'_>, field: Field<'_>) -> Option<Fix> {
    if field.merged || map.node().is_flow() || map.entries().count() < 2 {
        return None;
    }
    let text = cx.text;
    let first = text.line_of(field.key.span().start);
    let last = text.line_of(field.key.span().end.max(field.written.span().end));
    let before = text.slice(Span::new(text.line_start(first), field.key.span().start));
    // An entry behind a dash shares its line with the item.
    if !before.trim().is_empty() {
        return None;
    }
    let edit = Edit::replace(Span::new(text.line_start(first), text.line_start(last + 1)), "");
    Some(Fix::suggestion(format!("Remove `{}`", field.name), vec![edit]))
}
