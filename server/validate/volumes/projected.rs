//! Projected volumes: files of several sources in one directory. Facts O29-O32, O34, O35, W12, W13.

use super::overlap::Paths;
use super::{files, say};
use crate::finding::{Finding, Fix};
use crate::pod::{Field, Map, text};
use crate::syntax::Node;
use crate::validate::seen::Seen;
use crate::validate::structure::is_dropped;
use crate::validate::{Cx, reshape};

/// What a source may be, in the order in which the server looks.
const KINDS: [&str; 6] =
    ["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"];
/// The type that holds [`KINDS`].
const SOURCE: &str = "core.v1.VolumeProjection";

/// Judges the `projected` volume `map`.
pub(super) fn check(cx: &mut Cx<'_>, map: Map<'_>) {
    files::mode(cx, map, "defaultMode");
    let mut seen = Seen::default();
    let mut paths = Paths::default();
    for (index, item) in map.items("sources").enumerate() {
        let Some(projection) = Map::of(item) else { continue };
        match first(cx, projection) {
            Some(kind) => one(cx, kind, &mut seen, &mut paths),
            None if !projection.is_damaged() => empty(cx, map, index, item, projection),
            None => {}
        }
    }
    paths.warn(cx);
}

/// The one thing that a source is; says so of every other one.
fn first<'a>(cx: &mut Cx<'_>, projection: Map<'a>) -> Option<Field<'a>> {
    let minor = cx.minor;
    let mut found: Option<Field<'a>> = None;
    for name in KINDS {
        let Some(field) = projection.field(name).filter(|field| field.present().is_some()) else { continue };
        if is_dropped(SOURCE, name, minor) {
            continue;
        }
        let Some(known) = found else {
            found = Some(field);
            continue;
        };
        let message = format!("a source is one thing, and `{}` is there already; put `- ` before `{name}`", known.name);
        let finding = Finding::error("projected-multiple-sources", field.key.span(), message)
            .with_related(known.key.span(), "what the source is")
            .with_fix(reshape::remove(cx.desk, projection, field));
        cx.push(finding);
    }
    found
}

fn one<'a>(cx: &mut Cx<'_>, kind: Field<'a>, seen: &mut Seen<'a>, paths: &mut Paths<'a>) {
    let Some(map) = Map::of(kind.value) else { return };
    match kind.name {
        "secret" | "configMap" => files::key_items(cx, map),
        "downwardAPI" => files::downward_items(cx, map),
        "serviceAccountToken" => {
            say::range(cx, "token-expiration-invalid", map, "expirationSeconds", 600, 1 << 32);
            files::local_path(cx, map, "path");
            paths.add(map.get("path"));
            return;
        }
        _ => return,
    }
    for (_, item) in map.maps("items") {
        let node = item.get("path");
        if !twice(cx, node, seen) {
            paths.add(node);
        }
    }
}

/// Says that a path was there before, if it was.
fn twice<'a>(cx: &mut Cx<'_>, node: Option<Node<'a>>, seen: &mut Seen<'a>) -> bool {
    let Some((path, node)) = node.and_then(|node| Some((text(node)?, node))).filter(|(path, _)| !path.is_empty())
    else {
        return false;
    };
    let Some(first) = seen.before(path, node) else { return false };
    let message = format!("`{path}` comes from another source of this volume already; give it another path");
    let finding = Finding::error("projected-path-duplicate", node.span(), message);
    cx.push(finding.with_related(first.span(), format!("the first `{path}`")));
    true
}

/// A source that brings nothing. W13.
fn empty(cx: &mut Cx<'_>, map: Map<'_>, index: usize, item: Node<'_>, projection: Map<'_>) {
    let dropped = projection.fields().find(|field| field.present().is_some());
    let (span, message) = match dropped {
        Some(field) if is_dropped(SOURCE, field.name, cx.minor) => (
            field.key.span(),
            format!("the server drops `{}` unless its feature gate is on; nothing is left", field.name),
        ),
        Some(_) => return,
        None => {
            (item.span(), "this source is empty; name a ConfigMap, a Secret or another source, or remove it".to_owned())
        }
    };
    let fix = reshape::remove_item(cx.desk, map, "sources", index, "Remove this source");
    // What is nothing can go without a loss; with the last source goes more.
    let safe = dropped.is_none() && map.items("sources").nth(1).is_some();
    let fix = fix.map(|fix| Fix { safe, ..fix });
    cx.push(Finding::warning("projected-source-empty", span, message).with_fix(fix));
}
