//! Fixes that put something into a mapping or list, or take it away, as a person must choose. Knows no field.

use std::borrow::Cow;

use crate::finding::Fix;
use crate::pod::{Field, Map};
use crate::syntax::edit::{self, Desk, Emptied, Patch, Place, Target, Value};
use crate::syntax::{Step, Syntax};

/// A fix that takes `field` out of `map`.
pub(crate) fn remove(desk: Desk<'_>, map: Map<'_>, field: Field<'_>) -> Option<Fix> {
    if field.merged {
        return None;
    }
    let edits = edit::remove(Target::new(desk, map.node()), &[Step::Key(field.name)], Emptied::Keep)?;
    Some(Fix::suggestion(format!("Remove `{}`", field.name), edits))
}

/// A fix that takes the first of two fields of one name out of `map`: the last one counts.
pub(super) fn remove_first(desk: Desk<'_>, map: Map<'_>, field: Field<'_>) -> Option<Fix> {
    remove(desk, map, field).map(|fix| Fix { title: format!("Remove the first `{}`", field.name).into(), ..fix })
}

/// A fix that takes item `index` out of the list `name` of `map`, and the list if nothing else is in it.
pub(crate) fn remove_item(
    desk: Desk<'_>,
    map: Map<'_>,
    name: &str,
    index: usize,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let path = [Step::Key(name), Step::Index(index)];
    let edits = edit::remove(Target::new(desk, map.node()), &path, Emptied::Remove)?;
    Some(Fix::suggestion(title, edits))
}

/// A fix that takes all items after the first `count` out of the list `name` of `map`.
pub(crate) fn keep_first(desk: Desk<'_>, map: Map<'_>, name: &str, count: usize) -> Option<Fix> {
    let mut patch = Patch::new(desk.text()?, &Syntax::default());
    for index in count..map.items(name).count() {
        let edits = edit::remove(Target::new(desk, map.node()), &[Step::Key(name), Step::Index(index)], Emptied::Keep)?;
        if !patch.add(&edits) {
            return None;
        }
    }
    Some(Fix::suggestion(format!("Keep the first {count}"), patch.into_edits()))
}

/// A fix that puts `key: value` into `map`, at `place`.
pub(super) fn add(desk: Desk<'_>, map: Map<'_>, key: &str, value: &Value, place: Place<'_>) -> Option<Fix> {
    let edits = edit::insert(Target::new(desk, map.node()), &[], key, value, place)?;
    let title = match value {
        Value::String(text) | Value::Raw(text) => format!("Add `{key}: {text}`"),
        _ => format!("Add `{key}`"),
    };
    Some(Fix::suggestion(title, edits))
}

/// A fix that gives the field at `path` in `map` the value `value`; what is missing on the way is made.
pub(crate) fn set(
    desk: Desk<'_>,
    map: Map<'_>,
    path: &[&str],
    value: &Value,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let path: Vec<Step<'_>> = path.iter().map(|name| Step::Key(name)).collect();
    let edits = edit::set(Target::new(desk, map.node()), &path, value)?;
    (!edits.is_empty()).then(|| Fix::suggestion(title, edits))
}

/// A fix that puts `item` at the end of the list `list` of `map`, which is made if it is missing.
pub(crate) fn append(
    desk: Desk<'_>,
    map: Map<'_>,
    list: &str,
    item: &Value,
    title: impl Into<Cow<'static, str>>,
) -> Option<Fix> {
    let edits = edit::insert_item(Target::new(desk, map.node()), &[Step::Key(list)], usize::MAX, item)?;
    Some(Fix::suggestion(title, edits))
}
