//! Disks of clouds and storage systems, and CSI. Facts O36, O37, O55, O59, O63, O67, O70, O71.

use super::say;
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map, text};
use crate::validate::{Cx, mend, reshape};

/// The length of a CSI driver's name.
const DRIVER: usize = 63;

/// A driver and, perhaps, a secret for it.
pub(super) fn csi(cx: &mut Cx<'_>, map: Map<'_>) {
    if let Some((node, driver)) = some_text(map, "driver") {
        let wrong = match driver.len() {
            0..=DRIVER => name::subdomain(&driver.to_lowercase()),
            length => Some(format!("must be at most {DRIVER} characters long, not {length}")),
        };
        if let Some(wrong) = wrong {
            say::wrong(cx, "csi-driver-invalid", node, || format!("`{driver}` as the name of a driver {wrong}"), None);
        }
    }
    let Some((field, secret)) =
        map.field("nodePublishSecretRef").and_then(|field| Some((field, Map::of(field.value)?)))
    else {
        return;
    };
    say::demand(cx, secret, field.key.span(), "name", "name the Secret that the driver is given");
    let Some((node, secret)) = some_text(secret, "name") else { return };
    if let Some(wrong) = name::subdomain(secret) {
        let message = || format!("`{secret}` as the name of a Secret {wrong}");
        let fix = name::slug(secret, 253).and_then(|slug| mend::say(node, &slug, false));
        say::wrong(cx, "secret-ref-name-invalid", node, message, fix);
    }
}

/// A URI of the form that belongs to the kind of disk; `Shared` if nothing is said.
pub(super) fn azure(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some((node, uri)) = some_text(map, "diskURI") else { return };
    let (kind, start) = match map.text("kind") {
        Some("Managed") => ("Managed", "/subscriptions/"),
        Some("Dedicated") => ("Dedicated", "https://"),
        Some("Shared") => ("Shared", "https://"),
        // An unknown kind has its own finding.
        Some(_) => return,
        None if map.has("kind") => return,
        None => ("Shared", "https://"),
    };
    if !uri.starts_with(start) {
        let hint = if uri.starts_with("/subscriptions/") { "; or write `kind: Managed`" } else { "" };
        let message = || format!("the URI of a disk of kind `{kind}` must begin with `{start}`{hint}");
        say::wrong(cx, "azure-disk-uri-invalid", node, message, None);
    }
}

/// The Secret of a volume must have a name.
pub(super) fn secret_ref(cx: &mut Cx<'_>, map: Map<'_>) {
    if let Some((field, secret)) = map.field("secretRef").and_then(|field| Some((field, Map::of(field.value)?))) {
        say::demand(cx, secret, field.key.span(), "name", "name the Secret, or leave `secretRef` out");
    }
}

/// Names of a volume and its namespace.
pub(super) fn storageos(cx: &mut Cx<'_>, map: Map<'_>) {
    for field in ["volumeName", "volumeNamespace"] {
        let Some((node, name)) = some_text(map, field) else { continue };
        if let Some(wrong) = name::label(name) {
            let fix = name::slug(name, 63).and_then(|slug| mend::say(node, &slug, false));
            say::wrong(cx, "storageos-name-invalid", node, || format!("`{name}` as `{field}` {wrong}"), fix);
        }
    }
    secret_ref(cx, map);
}

/// Options whose prefix Kubernetes keeps for itself.
pub(super) fn flex(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some(options) = map.map("options") else { return };
    for option in options.fields() {
        let namespace = option.name.split('/').next().unwrap_or_default().to_ascii_lowercase();
        let reserved = ["kubernetes.io", "k8s.io"]
            .into_iter()
            .find(|domain| namespace.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
        if let Some(reserved) = reserved {
            let message = format!("options of `{reserved}` are reserved for Kubernetes; rename `{}`", option.name);
            cx.push(Finding::error("flex-option-reserved", option.key.span(), message));
        }
    }
}

/// Either `targetWWNs` with a `lun`, or `wwids`.
pub(super) fn fibre_channel(cx: &mut Cx<'_>, source: Field<'_>, map: Map<'_>) {
    let owner = source.key.span();
    match (say::has(map, "targetWWNs"), say::has(map, "wwids")) {
        (false, false) => {
            say::demand(
                cx,
                map,
                owner,
                "targetWWNs",
                "an `fc` volume is named by `targetWWNs` and `lun`, or by `wwids`",
            );
        }
        (true, both) => {
            let (Some(targets), ids) = (map.field("targetWWNs"), map.field("wwids")) else { return };
            if let Some(ids) = ids.filter(|_| both) {
                let message = "an `fc` volume is named by `targetWWNs` or by `wwids`, not by both; remove one";
                let finding = Finding::error("fc-target-conflict", targets.key.span(), message);
                let fixes = [reshape::remove(cx.desk, map, ids), reshape::remove(cx.desk, map, targets)];
                let finding = finding.with_related(ids.key.span(), "the other one");
                cx.push(fixes.into_iter().fold(finding, Finding::with_fix));
            }
            if !map.has("lun") {
                say::demand(cx, map, owner, "lun", "`targetWWNs` says which device, `lun` which unit of it");
            }
            say::range(cx, "lun-invalid", map, "lun", 0, 255);
        }
        (false, true) => {}
    }
}

/// Exactly one of a name and an ID; no `/` in the name.
pub(super) fn flocker(cx: &mut Cx<'_>, source: Field<'_>, map: Map<'_>) {
    let why = "a `flocker` volume needs `datasetName` or `datasetUUID`";
    match (some_text(map, "datasetName"), some_text(map, "datasetUUID")) {
        (None, None) if !say::has(map, "datasetUUID") => say::demand(cx, map, source.key.span(), "datasetName", why),
        (Some(_), Some((id, _))) => {
            let message = "a `flocker` volume has `datasetName` or `datasetUUID`, not both; remove one";
            let span = map.field("datasetUUID").map_or_else(|| id.span(), |field| field.key.span());
            let removed = |name: &str| map.field(name).and_then(|field| reshape::remove(cx.desk, map, field));
            let (second, first) = (removed("datasetUUID"), removed("datasetName"));
            cx.push(Finding::error("flocker-dataset-conflict", span, message).with_fix(second).with_fix(first));
        }
        _ => {}
    }
    if let Some((node, _)) = some_text(map, "datasetName").filter(|(_, name)| name.contains('/')) {
        let message = || format!("`{}` must not contain `/`", node.excerpt(60));
        say::wrong(cx, "flocker-dataset-invalid", node, message, None);
    }
}

/// The text of a field, where it is not empty.
pub(super) fn some_text<'a>(map: Map<'a>, name: &str) -> Option<(crate::syntax::Node<'a>, &'a str)> {
    let node = map.get(name)?;
    text(node).filter(|text| !text.is_empty()).map(|text| (node, text))
}
