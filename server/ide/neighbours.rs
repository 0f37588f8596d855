//! The other objects of the same text, by kind and name. Knows no field but `metadata`.

use super::Snapshot;
use crate::pod::{Map, Object, objects};

/// More objects than these are not looked through.
const MAX_OBJECTS: usize = 2_000;

/// All objects of the text.
pub(super) fn all(snapshot: &Snapshot) -> impl Iterator<Item = Object<'_>> {
    snapshot.syntax().documents().flat_map(|(origin, document)| objects(document, origin)).take(MAX_OBJECTS)
}

/// The objects of `kind` in the namespace of `object`.
pub(super) fn of_kind<'a>(snapshot: &'a Snapshot, object: &Object<'_>, kind: &str) -> impl Iterator<Item = Object<'a>> {
    let namespace = namespace(object).to_owned();
    let kind = kind.to_owned();
    all(snapshot).filter(move |other| other.kind == kind && self::namespace(other) == namespace)
}

/// The object of `kind` called `name` in the namespace of `object`.
pub(super) fn named<'a>(snapshot: &'a Snapshot, object: &Object<'_>, kind: &str, name: &str) -> Option<Object<'a>> {
    of_kind(snapshot, object, kind).find(|other| self::name(other) == Some(name))
}

/// Its name.
pub(super) fn name<'a>(object: &Object<'a>) -> Option<&'a str> {
    object.map.map("metadata")?.text("name")
}

fn namespace<'a>(object: &Object<'a>) -> &'a str {
    object.map.map("metadata").and_then(|metadata| metadata.text("namespace")).unwrap_or("default")
}

/// Whether the pairs of `selector`, of which there is at least one, are all among `labels`.
pub(super) fn selects(selector: Map<'_>, labels: Option<Map<'_>>) -> bool {
    let Some(labels) = labels else { return false };
    let mut pairs = selector.fields().peekable();
    pairs.peek().is_some()
        && pairs.all(|pair| labels.get(pair.name).is_some_and(|value| value.value() == pair.value.value()))
}
