//! Fixes that put a key into a mapping or take a key or item away, in the style of the text.
//! Knows no field.

use std::borrow::Cow;

use super::Cx;
use crate::finding::Fix;
use crate::pod::{Field, Map};
use crate::syntax::Step;
use crate::syntax::edit::{self, Emptied, Target, Value};

/// A fix that takes `field` out of `map`. None where it came by a merge key or cannot be taken out.
pub(super) fn remove(cx: &Cx<'_>, map: Map<'_>, field: Field<'_>) -> Option<Fix> {
    if field.merged {
        return None;
    }
    let edits = edit::remove(Target::new(cx.text, map.node()), &[Step::Key(field.name)], Emptied::Keep)?;
    Some(Fix::suggestion(format!("Remove `{}`", field.name), edits))
}

/// A fix that takes item `index` out of the list `list` of `map`.
pub(super) fn remove_item(
    cx: &Cx<'_>,
    map: Map<'_>,
    list: &str,
    index: usize,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let path = [Step::Key(list), Step::Index(index)];
    let edits = edit::remove(Target::new(cx.text, map.node()), &path, Emptied::Keep)?;
    Some(Fix::suggestion(title, edits))
}

/// A fix that gives `map` the value `value` at `path`, making what is missing on the way.
pub(super) fn set(
    cx: &Cx<'_>,
    map: Map<'_>,
    path: &[&str],
    value: &Value,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let steps: Vec<Step<'_>> = path.iter().map(|key| Step::Key(key)).collect();
    let edits = edit::set(Target::new(cx.text, map.node()), &steps, value)?;
    (!edits.is_empty()).then(|| Fix::suggestion(title, edits))
}

/// A fix that puts `item` at the end of the list `list` of `map`, which is made if it is missing.
pub(super) fn append(
    cx: &Cx<'_>,
    map: Map<'_>,
    list: &str,
    item: &Value,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let edits = edit::insert_item(Target::new(cx.text, map.node()), &[Step::Key(list)], usize::MAX, item)?;
    Some(Fix::suggestion(title, edits))
}
