//! Fields that must be there. Source: the required flags of the API schema, corrected by what
//! kube-apiserver v1.36 does: it fills some in, and demands some that the schema does not.

use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, Object};
use crate::schema::{Field, Minor, Ty, Type};
use crate::syntax::edit::Value;
use crate::syntax::{Node, Scalar};
use crate::text::Span;
use crate::validate::{Cx, reshape};

/// Required by the schema, yet the server takes an object without them.
const NOT_DEMANDED: &[(&str, &str)] = &[
    ("core.v1.HTTPHeader", "value"),
    ("core.v1.Sysctl", "value"),
    ("core.v1.PreferredSchedulingTerm", "preference"),
    ("core.v1.ScaleIOVolumeSource", "secretRef"),
    ("apps.v1.StatefulSetSpec", "serviceName"),
    ("batch.v1.PodFailurePolicyRule", "onPodConditions"),
    // Said where selectors are judged.
    ("apps.v1.DaemonSetSpec", "selector"),
    ("apps.v1.DeploymentSpec", "selector"),
    ("apps.v1.ReplicaSetSpec", "selector"),
    ("apps.v1.StatefulSetSpec", "selector"),
    // Unit 0, where none is named.
    ("core.v1.ISCSIVolumeSource", "lun"),
];

/// Not required by the schema, yet the server refuses an object without them.
const DEMANDED: &[(&str, &str)] = &[
    ("core.v1.Pod", "spec"),
    ("core.v1.PodTemplateSpec", "spec"),
    ("core.v1.Container", "image"),
    ("core.v1.EphemeralContainer", "image"),
    ("core.v1.SecretVolumeSource", "secretName"),
    ("core.v1.ConfigMapVolumeSource", "name"),
    ("core.v1.SecretProjection", "name"),
    ("core.v1.ConfigMapProjection", "name"),
    ("core.v1.EphemeralVolumeSource", "volumeClaimTemplate"),
    ("core.v1.PersistentVolumeClaimSpec", "accessModes"),
    ("core.v1.ScaleIOVolumeSource", "volumeName"),
    ("core.v1.StorageOSVolumeSource", "volumeName"),
    ("core.v1.ReplicationController", "spec"),
    ("core.v1.ReplicationControllerSpec", "template"),
    ("apps.v1.Deployment", "spec"),
    ("apps.v1.ReplicaSet", "spec"),
    ("apps.v1.ReplicaSetSpec", "template"),
    ("apps.v1.StatefulSet", "spec"),
    ("apps.v1.DaemonSet", "spec"),
    ("batch.v1.Job", "spec"),
    ("batch.v1.CronJob", "spec"),
    ("batch.v1.JobTemplateSpec", "spec"),
    ("core.v1.HostAlias", "ip"),
    ("core.v1.PodDNSConfigOption", "name"),
];

/// Reports the fields that `map`, of type `ty`, lacks; `seen` has a bit for each field it has,
/// `owner` is the key it is the value of, if it is one.
pub(super) fn check(
    cx: &mut Cx<'_>,
    map: Map<'_>,
    ty: &'static Type,
    seen: u64,
    owner: Option<Node<'_>>,
    is_root: bool,
) {
    let minor = cx.minor;
    for (index, field) in ty.required_indices(minor) {
        let there = seen & 1_u64.checked_shl(index as u32).unwrap_or_default() != 0;
        // What is there and holds something needs no closer look; lists and texts may be empty.
        let may_be_empty = matches!(field.ty, Ty::List(_) | Ty::String);
        if there && !may_be_empty && map.has(field.name) {
            continue;
        }
        if !NOT_DEMANDED.contains(&(ty.name, field.name)) {
            cx_push(cx, missing(map, ty, field, owner, minor));
        }
    }
    let demanded = DEMANDED.iter().filter(|(name, _)| *name == ty.name);
    for field in demanded.filter_map(|(_, field)| ty.field(field, minor)) {
        cx_push(cx, missing(map, ty, field, owner, minor));
    }
    if is_root {
        name(cx, map);
    }
}

/// Whether a mapping of type `ty` must have some field.
pub(super) fn demands_any(ty: &'static Type, minor: Minor) -> bool {
    let mut required = ty.required_at(minor).map(|field| field.name);
    required.any(|field| !NOT_DEMANDED.contains(&(ty.name, field))) || DEMANDED.iter().any(|(name, _)| *name == ty.name)
}

fn cx_push(cx: &mut Cx<'_>, finding: Option<Finding>) {
    if let Some(finding) = finding {
        cx.push(finding);
    }
}

/// The finding for a field that is absent, null or empty.
fn missing(
    map: Map<'_>,
    ty: &'static Type,
    field: &'static Field,
    owner: Option<Node<'_>>,
    minor: Minor,
) -> Option<Finding> {
    let name = field.name;
    let Some(found) = map.field(name) else {
        if is_there_misspelt(map, ty, field, minor) {
            return None;
        }
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

/// Whether a key that `ty` does not know is `field` by another name, for which there is a finding.
fn is_there_misspelt(map: Map<'_>, ty: &'static Type, field: &Field, minor: Minor) -> bool {
    let mut unknown = map.fields().filter(|other| ty.fields_named(other.name).is_empty());
    unknown.any(|other| ty.nearest_field(other.name, minor).is_some_and(|near| near.name == field.name))
}

/// Where a person would look for what is missing: at the name of the thing, else at its key, else at its first key.
fn place(map: Map<'_>, owner: Option<Node<'_>>) -> Span {
    let name = map.field("name").and_then(crate::pod::Field::present).map(Node::span);
    let first = map.fields().next().map(|field| field.key.span());
    let owner = owner.map(Node::span);
    name.or(owner).or(first).unwrap_or_else(|| map.node().span())
}

/// An object needs a name, or a beginning of one.
fn name(cx: &mut Cx<'_>, map: Map<'_>) {
    if is_named(map) {
        return;
    }
    let metadata = map.field("metadata");
    let inner = metadata.and_then(|metadata| Map::of(metadata.value));
    let at_name = inner.and_then(|inner| inner.field("name")).map(|field| field.key.span());
    let kind = map.field("kind").map(|field| field.key.span().join(field.written.span()));
    let span = at_name.or(metadata.map(|metadata| metadata.key.span())).or(kind);
    let span = span.unwrap_or_else(|| map.node().span());
    let fix = likely_name(map).and_then(|name| {
        let value = Value::String(name.to_owned());
        reshape::set(cx.desk, map, &["metadata", "name"], &value, format!("Name it `{name}`"))
    });
    cx.push(Finding::error("missing-name", span, "`metadata.name` is missing; give the object a name").with_fix(fix));
}

/// What an object without a name is probably called: as its labels say, else as its first container.
fn likely_name(map: Map<'_>) -> Option<&str> {
    let labels = map.map("metadata").and_then(|metadata| metadata.map("labels"));
    let label = labels.and_then(|labels| labels.text("app.kubernetes.io/name").or_else(|| labels.text("app")));
    let fits = |name: &&str| name::label(name).is_none();
    label.filter(fits).or_else(|| {
        let inner = ["spec", "template", "jobTemplate"];
        let mut around = std::iter::successors(Some(map), |map| inner.iter().find_map(|name| map.map(name))).take(7);
        let first = around.find_map(|map| map.maps("containers").next());
        first.and_then(|(_, container)| container.text("name")).filter(fits)
    })
}

fn is_named(map: Map<'_>) -> bool {
    let Some(inner) = map.map("metadata") else { return map.is_damaged() };
    let has = |name: &str| {
        let value = inner.field(name).and_then(crate::pod::Field::present);
        value.is_some_and(|value| !value.kind().is_scalar() || !value.value().is_empty())
    };
    has("name") || has("generateName") || inner.is_damaged()
}

/// Whether an object says more than what it is and what it is called.
fn changes_anything(map: Map<'_>) -> bool {
    map.fields().any(|field| match (field.name, Map::of(field.value)) {
        ("apiVersion" | "kind", _) | (_, None) => false,
        ("metadata", Some(metadata)) => {
            metadata.fields().any(|field| !matches!(field.name, "name" | "generateName" | "namespace"))
        }
        (_, Some(inner)) => changes_more_than_names(inner, 0),
    })
}

/// Whether anything stands below `map` but names that say which container is meant.
fn changes_more_than_names(map: Map<'_>, depth: usize) -> bool {
    map.fields().any(|field| match field.name {
        "containers" | "initContainers" if field.value.items().next().is_some() => field.value.items().any(|item| {
            let container = Map::of(item);
            container.is_none_or(|container| container.fields().any(|field| field.name != "name"))
        }),
        // Further down than a `PodSpec` there are no containers.
        _ => match Map::of(field.value) {
            Some(inner) if depth < 8 => changes_more_than_names(inner, depth + 1),
            _ => true,
        },
    })
}

/// Whether an object is meant to be merged into another: a Kustomize patch names the object and
/// what it changes, and leaves out what makes a workload complete.
pub(super) fn is_patch(object: &Object<'_>) -> bool {
    let Some(workload) = object.workload else { return false };
    // A patch names what it is merged into and changes something; what a server has written is complete.
    if !is_named(object.map) || object.map.has("status") || !changes_anything(object.map) {
        return false;
    }
    let template = object.template();
    let pod = template.and_then(|template| template.map("spec"));
    let mut containers = pod.into_iter().flat_map(|pod| pod.maps("containers"));
    let without_images = containers.all(|(_, container)| container.get("image").is_none());
    match workload.kind {
        // What a Deployment makes is not patched behind its back.
        "Pod" | "ReplicaSet" | "ReplicationController" => false,
        "Deployment" | "StatefulSet" | "DaemonSet" => {
            let selector = object.map.map("spec").is_some_and(|spec| spec.get("selector").is_some());
            let labels = template
                .and_then(|template| template.map("metadata"))
                .is_some_and(|metadata| metadata.get("labels").is_some());
            !selector && (!labels || without_images)
        }
        _ => match pod {
            // A patch has no reason to repeat what makes a workload one of its kind.
            Some(pod) if pod.get("restartPolicy").is_some() => false,
            Some(_) if object.map.map("spec").is_some_and(|spec| spec.get("schedule").is_some()) => false,
            // A patch that changes nothing of the Pod has no `spec` for it.
            Some(pod) if pod.fields().next().is_none() => false,
            Some(pod) => pod.get("containers").is_none() || (pod.maps("containers").next().is_some() && without_images),
            None => object.map.get("spec").is_none(),
        },
    }
}
