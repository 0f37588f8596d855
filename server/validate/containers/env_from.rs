//! Variables taken from whole `ConfigMaps` and Secrets (V21-V25).

use super::env::env_name;
use super::env_sources::reference;
use super::{is_whole, judged, set_fields};
use crate::finding::Finding;
use crate::pod::{Field, Map};
use crate::syntax::{Node, Scalar};
use crate::text::Span;
use crate::validate::Cx;
use crate::validate::reshape;

const SOURCES: &[&str] = &["configMapRef", "secretRef"];

/// Judges the list `list` under `owner`.
pub(super) fn check(cx: &mut Cx<'_>, owner: Field<'_>, list: Node<'_>) {
    for item in list.items() {
        let Some(entry) = Map::of(item) else {
            empty(cx, owner, item);
            continue;
        };
        if let Some((node, text)) = judged(entry, "prefix") {
            env_name(cx, node, text);
        }
        source(cx, owner, entry);
        for field in set_fields(entry, SOURCES) {
            if let Some(map) = Map::of(field.value) {
                let kind = if field.name == "secretRef" { "Secret" } else { "ConfigMap" };
                reference(cx, field, map, kind, true);
            }
        }
    }
}

/// An item that is nothing names no source.
fn empty(cx: &mut Cx<'_>, owner: Field<'_>, item: Node<'_>) {
    if cx.is_patch || item.resolve().and_then(Node::scalar) != Some(Scalar::Null) {
        return;
    }
    let message = format!("this item of `{}` is empty; fill it in or remove its `-`", owner.name);
    cx.push(Finding::error("env-source-missing", item.span(), message));
}

/// Exactly one source.
fn source(cx: &mut Cx<'_>, owner: Field<'_>, entry: Map<'_>) {
    let mut set = set_fields(entry, SOURCES);
    let Some(first) = set.next() else {
        let unknown = entry.fields().any(|field| field.name != "prefix" && !SOURCES.contains(&field.name));
        if is_whole(cx, entry) && !unknown {
            let at = entry.fields().next().map_or_else(|| item_span(owner, entry), |field| field.key.span());
            let message = "this entry names no source; add `configMapRef` or `secretRef`";
            cx.push(Finding::error("env-source-missing", at, message));
        }
        return;
    };
    if let Some(second) = set.next() {
        let message = "an entry takes from one source; this has `configMapRef` and `secretRef`, make them two entries";
        let finding = Finding::error("env-source-multiple", second.key.span(), message)
            .with_related(first.key.span(), format!("`{}` is set here", first.name));
        let finding = finding.with_fix(reshape::remove(cx.desk, entry, second));
        let fix = reshape::remove(cx.desk, entry, first);
        cx.push(finding.with_fix(fix));
    }
}

/// The place of an entry; of one that is not written out, that of the list.
fn item_span(owner: Field<'_>, entry: Map<'_>) -> Span {
    let span = entry.node().span();
    if span.is_empty() { owner.key.span() } else { span }
}
