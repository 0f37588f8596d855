//! Claims that are made along with a Pod: templates of `ephemeral` volumes and of a `StatefulSet`.
//! Facts O39-O50, W11. Source: `ValidatePersistentVolumeClaimSpec` of kube-apiserver v1.36.

use super::{Volume, say, selector};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::value::quantity::Quantity;
use crate::pod::{Field, Map, quantity, text};
use crate::syntax::Node;
use crate::syntax::edit::Value;
use crate::text::Span;
use crate::validate::{Cx, mend, reshape};

/// The fields of a claim template that say where it comes from, not what it is: the server refuses
/// them in a Pod.
const METADATA: [&str; 2] = ["labels", "annotations"];

/// Judges an `ephemeral` volume.
pub(super) fn ephemeral(cx: &mut Cx<'_>, volume: &Volume<'_>, map: Map<'_>) {
    if let Some((pod, (name, node))) = volume.pod.zip(volume.name) {
        // A bad name of the Pod or of the volume has its own finding.
        let parts_fine = name::subdomain(pod).is_none() && name::label(name).is_none();
        if let Some(wrong) = name::subdomain(&format!("{pod}-{name}")).filter(|_| parts_fine) {
            let message = || format!("the claim of this volume would be named `{pod}-{name}`, which {wrong}");
            say::wrong(cx, "ephemeral-claim-name-invalid", node, message, None);
        }
    }
    let Some(template) = map.map("volumeClaimTemplate") else { return };
    if let Some(metadata) = template.map("metadata") {
        for field in metadata.fields().filter(|field| !METADATA.contains(&field.name)) {
            forbidden(cx, metadata, field);
        }
        selector::labels(cx, metadata, "labels");
        selector::annotations(cx, metadata);
    }
    if let Some(field) = template.field("spec") {
        spec(cx, field);
    }
}

/// A field that only an object of its own can have. O39.
fn forbidden(cx: &mut Cx<'_>, metadata: Map<'_>, field: Field<'_>) {
    let Some(value) = field.present() else { return };
    let empty = match value.kind() {
        kind if kind.is_scalar() => matches!(value.value(), "" | "0"),
        _ => value.items().next().is_none() && value.entries().next().is_none(),
    };
    if !empty {
        let message = format!(
            "`{}` cannot be set here: the claim gets it from its Pod; only `labels` and `annotations` can",
            field.name
        );
        let finding = Finding::error("claim-metadata-forbidden", field.key.span(), message);
        cx.push(finding.with_fix(reshape::remove(cx.desk, metadata, field)));
    }
}

/// Judges a claim template of a `StatefulSet`; its name stands at `name`.
pub(super) fn template(cx: &mut Cx<'_>, map: Map<'_>, name: Option<Node<'_>>) {
    match map.field("spec") {
        Some(field) if field.present().is_some() => spec(cx, field),
        _ => {
            let first = || map.fields().next().map_or_else(|| map.node().span(), |field| field.key.span());
            let owner = name.map_or_else(first, Node::span);
            say::demand(cx, map, owner, "spec", "a claim says how it is accessed and how much storage it wants");
        }
    }
}

fn spec(cx: &mut Cx<'_>, field: Field<'_>) {
    let Some(map) = Map::of(field.value) else { return };
    modes(cx, map);
    storage(cx, map, field.key.span());
    for name in ["storageClassName", "volumeAttributesClassName"] {
        let Some(node) = map.get(name) else { continue };
        let Some(class) = text(node).filter(|class| !class.is_empty()) else { continue };
        if let Some(wrong) = name::subdomain(class) {
            let fix = name::slug(class, 253).and_then(|slug| mend::say(node, &slug, false));
            say::wrong(cx, "class-name-invalid", node, || format!("`{class}` as `{name}` {wrong}"), fix);
        }
    }
    selector::check(cx, map, "selector");
    sources(cx, map, field.key.span());
}

/// `ReadWriteOncePod` stands alone. O43.
fn modes(cx: &mut Cx<'_>, map: Map<'_>) {
    let once = map.items("accessModes").enumerate().find(|(_, mode)| text(*mode) == Some("ReadWriteOncePod"));
    let Some((index, once)) = once else { return };
    if let Some(other) = map.items("accessModes").find(|mode| text(*mode) != Some("ReadWriteOncePod")) {
        let message = "`ReadWriteOncePod` allows one Pod only, so it cannot be combined with another access mode; \
             keep one";
        let finding = Finding::error("access-mode-conflict", once.span(), message);
        let fix = reshape::remove_item(cx.desk, map, "accessModes", index, "Remove `ReadWriteOncePod`");
        cx.push(finding.with_related(other.span(), "another access mode").with_fix(fix));
    }
}

/// A claim wants some storage. O44, W11.
fn storage(cx: &mut Cx<'_>, map: Map<'_>, owner: Span) {
    let resources = map.field("resources");
    let inner = resources.and_then(|field| Map::of(field.value));
    let requests = inner.and_then(|inner| inner.field("requests"));
    let wanted = requests.and_then(|field| Map::of(field.value));
    for amounts in [wanted, inner.and_then(|inner| inner.map("limits"))].into_iter().flatten() {
        let Some(node) = amounts.get("storage") else { continue };
        let Some(amount) = quantity(node) else { continue };
        if (amount.is_negative() || amount == Quantity::ZERO)
            && Some(amounts.node().span()) == wanted.map(|wanted| wanted.node().span())
        {
            let message = || format!("a claim must request more than nothing: `storage` is `{}`", node.excerpt(40));
            say::wrong(cx, "storage-request-invalid", node, message, None);
        } else if !amount.is_whole() {
            let meant =
                node.value().strip_suffix('m').and_then(|number| mend::say(node, &format!("{number}Mi"), false));
            let message =
                format!("`{}` is not a whole number of bytes; `m` means thousandths, `Mi` mebibytes", node.excerpt(40));
            cx.push(Finding::warning("quantity-suspicious", node.span(), message).with_fix(meant));
        }
    }
    let understood = |field: Option<Field<'_>>, map: Option<Map<'_>>| {
        field.is_none_or(|field| field.present().is_none()) || map.is_some_and(|map| !map.is_damaged())
    };
    if cx.is_patch || map.is_damaged() || !understood(resources, inner) || !understood(requests, wanted) {
        return;
    }
    if !wanted.is_some_and(|wanted| wanted.has("storage")) {
        let at = wanted.and_then(|wanted| wanted.field("storage")).or(requests).or(resources);
        let span = at.map_or(owner, |field| field.key.span());
        let message = "the claim requests no storage; set `resources.requests.storage`, such as `1Gi`";
        let gibi = Value::String("1Gi".to_owned());
        let fix = reshape::set(cx.desk, map, &["resources", "requests", "storage"], &gibi, "Add a request for `1Gi`");
        cx.push(Finding::error("missing-field", span, message).with_fix(fix));
    }
}

/// What a new volume is filled from. O47, O48.
fn sources(cx: &mut Cx<'_>, map: Map<'_>, owner: Span) {
    let one = map.field("dataSource").and_then(|field| Some((field, Map::of(field.value)?)));
    let other = map.field("dataSourceRef").and_then(|field| Some((field, Map::of(field.value)?)));
    for (_, source) in one.into_iter().chain(other) {
        source_kind(cx, source);
    }
    let Some(((_, one), (at, other))) = one.zip(other) else { return };
    let differs = |name: &str| one.text(name).unwrap_or_default() != other.text(name).unwrap_or_default();
    let missing = |name: &str| !say::has(one, name) || !say::has(other, name);
    if missing("kind") || missing("name") || !["apiGroup", "kind", "name"].into_iter().any(differs) {
        return;
    }
    let message = "`dataSource` and `dataSourceRef` must name the same object; keep `dataSourceRef` alone";
    let span = at.key.span();
    let finding = Finding::error("data-source-mismatch", span, message).with_related(owner, "the claim");
    let fix = map.field("dataSource").and_then(|field| reshape::remove(cx.desk, map, field));
    cx.push(finding.with_fix(fix));
}

fn source_kind(cx: &mut Cx<'_>, source: Map<'_>) {
    match source.get("apiGroup").and_then(|node| Some((node, text(node)?))).filter(|(_, group)| !group.is_empty()) {
        Some((node, group)) => {
            if let Some(wrong) = name::subdomain(group) {
                say::wrong(
                    cx,
                    "data-source-group-invalid",
                    node,
                    || format!("`{group}` as an API group {wrong}"),
                    None,
                );
            }
        }
        None if source.has("apiGroup") && source.text("apiGroup").is_none() => {}
        None => {
            let Some((node, kind)) = source.get("kind").and_then(|node| Some((node, text(node)?))) else { return };
            if !kind.is_empty() && kind != "PersistentVolumeClaim" {
                let message = || match kind {
                    "VolumeSnapshot" => "a `VolumeSnapshot` needs `apiGroup: snapshot.storage.k8s.io`".to_owned(),
                    _ => format!(
                        "without `apiGroup` the source can only be a `PersistentVolumeClaim`, not a \
                         `{kind}`"
                    ),
                };
                say::wrong(cx, "data-source-kind-invalid", node, message, None);
            }
        }
    }
}
