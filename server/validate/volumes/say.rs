//! How the checks of this area speak: never of a placeholder, never in a patch of what is missing.

use crate::finding::{Finding, Fix};
use crate::pod::{Map, int};
use crate::syntax::{Node, Scalar};
use crate::text::Span;
use crate::validate::{Cx, mend};

/// Says what is wrong with `value`, unless it is yet to be filled in.
pub(super) fn wrong(
    cx: &mut Cx<'_>,
    code: &'static str,
    value: Node<'_>,
    message: impl FnOnce() -> String,
    fix: impl Into<Option<Fix>>,
) {
    if !cx.is_open(value) {
        cx.push(Finding::error(code, value.span(), message()).with_fix(fix));
    }
}

/// Whether `map` has a value for `name` that is more than nothing: not null, `""` or `[]`.
pub(super) fn has(map: Map<'_>, name: &str) -> bool {
    let Some(value) = map.get(name) else { return false };
    match value.scalar() {
        Some(Scalar::Null) => false,
        Some(_) => !value.value().is_empty(),
        None => !value.is_sequence() || value.items().next().is_some() || value.is_damaged(),
    }
}

/// Says that `map`, the value of the key at `owner`, lacks `name`, if it does; `why` is a sentence.
pub(super) fn demand(cx: &mut Cx<'_>, map: Map<'_>, owner: Span, name: &str, why: &str) {
    if cx.is_patch || map.is_damaged() || has(map, name) {
        return;
    }
    let (span, is) = map.field(name).map_or((owner, "is missing"), |field| (field.key.span(), "must not be empty"));
    cx.push(Finding::error("missing-field", span, format!("`{name}` {is}: {why}")));
}

/// The whole number under `name` must lie between `least` and `most`.
pub(super) fn range(cx: &mut Cx<'_>, code: &'static str, map: Map<'_>, name: &str, least: i64, most: i64) {
    let Some(node) = map.get(name) else { return };
    let Some(value) = int(node).filter(|value| *value < least || *value > most) else { return };
    let fix = mend::amount(node, value.clamp(least, most).to_string());
    wrong(cx, code, node, || format!("`{name}` must lie between {least} and {most}, not `{value}`"), fix);
}
