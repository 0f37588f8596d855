//! Files that Kubernetes writes into a volume: keys of a `ConfigMap` or `Secret`, fields of the Pod.
//! Facts O13, O16-O23.

use super::{overlap, say};
use crate::finding::{Finding, Fix};
use crate::pod::value::{field_path, path};
use crate::pod::{Map, int, text};
use crate::syntax::Node;
use crate::validate::{Cx, mend, refs, reshape};

/// Judges a `secret` or `configMap` volume.
pub(super) fn keys(cx: &mut Cx<'_>, map: Map<'_>) {
    mode(cx, map, "defaultMode");
    key_items(cx, map);
    overlap::items(cx, map);
}

/// Judges the `items` of a `ConfigMap` or `Secret`.
pub(super) fn key_items(cx: &mut Cx<'_>, map: Map<'_>) {
    for (_, item) in map.maps("items") {
        local_path(cx, item, "path");
        mode(cx, item, "mode");
    }
}

/// Judges a `downwardAPI` volume.
pub(super) fn downward(cx: &mut Cx<'_>, map: Map<'_>) {
    mode(cx, map, "defaultMode");
    downward_items(cx, map);
    overlap::items(cx, map);
}

/// Judges the `items` of a `downwardAPI` volume or source.
pub(super) fn downward_items(cx: &mut Cx<'_>, map: Map<'_>) {
    for (_, item) in map.maps("items") {
        local_path(cx, item, "path");
        mode(cx, item, "mode");
        let field = item.field("fieldRef").filter(|field| field.present().is_some());
        let resource = item.field("resourceFieldRef").filter(|field| field.present().is_some());
        match (field, resource) {
            (Some(first), Some(second)) => {
                let message = "a file holds one thing: `fieldRef` or `resourceFieldRef`, not both; remove one";
                let finding = Finding::error("downward-item-two-sources", second.key.span(), message)
                    .with_related(first.key.span(), "the other one")
                    .with_fix(reshape::remove(cx.desk, item, second))
                    .with_fix(reshape::remove(cx.desk, item, first));
                cx.push(finding);
            }
            (None, None) if !cx.is_patch && !item.is_damaged() => {
                let at = item.get("path").or_else(|| item.fields().next().map(|field| field.key));
                let span = at.map_or_else(|| item.node().span(), Node::span);
                let message = "the file has no content: it needs a `fieldRef` or a `resourceFieldRef`";
                cx.push(Finding::error("downward-item-source-missing", span, message));
            }
            _ => {}
        }
        if let Some(map) = field.and_then(|field| Map::of(field.value)) {
            refs::field_ref(cx, map, field_path::Use::File);
        } else if let Some((field, map)) = resource.and_then(|field| Some((field, Map::of(field.value)?))) {
            if say::has(map, "containerName") {
                refs::resource_ref(cx, map);
            } else {
                let why = "a volume belongs to no container, so name the one whose resources are meant";
                say::demand(cx, map, field.key.span(), "containerName", why);
            }
        }
    }
}

/// The path under `name` must stay in its volume, clear of the kubelet's own names.
pub(super) fn local_path(cx: &mut Cx<'_>, map: Map<'_>, name: &str) {
    let Some(node) = map.get(name) else { return };
    if let Some(wrong) = text(node).and_then(path::local) {
        let fix = path::tamed(node.value()).and_then(|path| mend::say(node, &path, false));
        say::wrong(cx, "file-path-invalid", node, || format!("`{}` {wrong}", node.excerpt(60)), fix);
    }
}

/// The permission bits under `name`: 0 to 0777. O13, O17, O23.
pub(super) fn mode(cx: &mut Cx<'_>, map: Map<'_>, name: &str) {
    let Some(node) = map.get(name) else { return };
    let Some(mode) = int(node).filter(|mode| !(0..=path::MAX_MODE).contains(mode)) else { return };
    let message = || match path::meant_as_octal(mode) {
        Some(octal) => {
            format!("`{mode}` is read as a decimal number, {mode:04o} in octal; write `0{octal:03o}` or `{octal}`")
        }
        None => format!("`{name}` must lie between 0 and 0777 (511 in decimal), not `{}`", node.excerpt(20)),
    };
    say::wrong(cx, "file-mode-invalid", node, message, octal(map, node, mode));
}

fn octal(map: Map<'_>, node: Node<'_>, mode: i64) -> Option<Fix> {
    let octal = path::meant_as_octal(mode)?;
    // JSON has no octal numbers, and flow style may be JSON.
    let written = if map.node().is_flow() { octal.to_string() } else { format!("0{octal:03o}") };
    mend::rewrite(node, &written, format!("Change to `{written}`"), true)
}
