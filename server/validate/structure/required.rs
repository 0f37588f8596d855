//! Fields that must be there. Source: the required flags of the API schema, corrected by what
//! kube-apiserver v1.36 does: it fills some in, and demands some that the schema does not.

use crate::finding::Finding;
use crate::pod::{Map, Object};
use crate::schema::{Field, Ty, Type};
use crate::syntax::{Node, Scalar};
use crate::text::Span;
use crate::validate::Cx;

/// Required by the schema, yet the server takes an object without them.
const NOT_DEMANDED: &[(&str, &str)] = &[
    ("core.v1.HTTPHeader", "value"),
    ("core.v1.Sysctl", "value"),
    ("core.v1.PreferredSchedulingTerm", "preference"),
    ("core.v1.ScaleIOVolumeSource", "secretRef"),
    ("apps.v1.StatefulSetSpec", "serviceName"),
];

/// Not required by the schema, yet the server refuses an object without them.
const DEMANDED: &[(&str, &str)] = &[
    ("core.v1.Container", "image"),
    ("core.v1.EphemeralContainer", "image"),
    ("core.v1.HostAlias", "ip"),
    ("core.v1.PodDNSConfigOption", "name"),
];

/// Reports the fields that `map`, of type `ty`, lacks; `owner` is the key it stands under.
pub(super) fn check(cx: &mut Cx<'_>, map: Map<'_>, ty: &'static Type, owner: Option<Node<'_>>, is_root: bool) {
    let minor = cx.minor;
    for field in ty.fields_at(minor) {
        let listed = |list: &[(&str, &str)]| list.contains(&(ty.name, field.name));
        let demanded = (field.is_required(minor) && !listed(NOT_DEMANDED)) || listed(DEMANDED);
        if demanded {
            if let Some(finding) = missing(map, ty, field, owner) {
                cx.push(finding);
            }
        }
    }
    if is_root {
        name(cx, map);
    }
}

/// The finding for a field that is absent, null or empty.
fn missing(map: Map<'_>, ty: &'static Type, field: &'static Field, owner: Option<Node<'_>>) -> Option<Finding> {
    let name = field.name;
    let Some(found) = map.field(name) else {
        let message = format!("`{name}` is missing in `{}`; add it", ty.short_name());
        return Some(Finding::error("missing-field", place(map, owner), message));
    };
    let value = found.value;
    let empty = match field.ty {
        Ty::List(_) => value.is_sequence() && value.items().next().is_none() && !value.is_damaged(),
        Ty::String => value.scalar() == Some(Scalar::String) && value.value().is_empty(),
        _ => false,
    };
    if value.scalar() != Some(Scalar::Null) && !empty {
        return None;
    }
    let message = format!("`{name}` must not be empty in `{}`; give it a value", ty.short_name());
    Some(Finding::error("missing-field", found.key.span(), message))
}

/// Where a person would look for what is missing: at the name of the thing, else at its key, else at its first key.
fn place(map: Map<'_>, owner: Option<Node<'_>>) -> Span {
    let name = map.field("name").and_then(crate::pod::Field::present).map(Node::span);
    let first = map.fields().next().map(|field| field.key.span());
    let in_list = owner.is_some_and(|owner| map.node().span().start != owner.span().end && is_item(map, owner));
    let owner = owner.filter(|_| !in_list).map(Node::span);
    name.or(owner).or(first).unwrap_or_else(|| map.node().span())
}

/// Whether `map` is an item of the list under `owner`, so that the key of the list is not its own.
fn is_item(map: Map<'_>, owner: Node<'_>) -> bool {
    map.fields().next().is_some() && owner.value().ends_with('s') && owner.value() != "status"
}

/// An object needs a name, or a beginning of one.
fn name(cx: &mut Cx<'_>, map: Map<'_>) {
    let metadata = map.field("metadata");
    let inner = metadata.and_then(|metadata| Map::of(metadata.value));
    let has = |name: &str| {
        let value = inner.and_then(|inner| inner.field(name)).and_then(crate::pod::Field::present);
        value.is_some_and(|value| !value.kind().is_scalar() || !value.value().is_empty())
    };
    if has("name") || has("generateName") || inner.is_some_and(Map::is_damaged) {
        return;
    }
    let at_name = inner.and_then(|inner| inner.field("name")).map(|field| field.key.span());
    let kind = map.field("kind").map(|field| field.key.span().join(field.written.span()));
    let span = at_name.or(metadata.map(|metadata| metadata.key.span())).or(kind);
    let span = span.unwrap_or_else(|| map.node().span());
    cx.push(Finding::error("missing-name", span, "`metadata.name` is missing; give the object a name"));
}

/// Whether an object is meant to be merged into another: a Kustomize patch names the object and
/// what it changes, and leaves out what makes a workload complete.
pub(super) fn is_patch(object: &Object<'_>) -> bool {
    let Some(workload) = object.workload else { return false };
    let spec = object.map.map("spec");
    let template = object.template();
    let selects = matches!(workload.kind, "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet");
    if selects {
        let selector = spec.is_some_and(|spec| spec.get("selector").is_some());
        let labels = template
            .and_then(|template| template.map("metadata"))
            .is_some_and(|metadata| metadata.get("labels").is_some());
        return !selector && !labels;
    }
    if workload.kind == "Pod" {
        return false;
    }
    let containers = template.and_then(|template| template.map("spec"));
    let Some(pod) = containers else { return object.map.get("spec").is_none() };
    let mut items = pod.maps("containers").peekable();
    pod.get("containers").is_none()
        || (items.peek().is_some() && items.all(|(_, container)| container.get("image").is_none()))
}
