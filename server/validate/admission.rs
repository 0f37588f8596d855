//! What the admission plugins that are on by default refuse of a Pod, as far as its text tells. Facts A1-A4.
//! Knows nothing of what a cluster holds: classes, quotas, webhooks.

use super::meta::MIRROR;
use super::scope::Scope;
use super::{Cx, reshape};
use crate::finding::Finding;
use crate::pod::{Field, Map, int, text};
use crate::syntax::Node;

/// The priority classes that every cluster has.
const CLASSES: &[(&str, i64)] = &[("system-cluster-critical", 2_000_000_000), ("system-node-critical", 2_000_001_000)];

/// Sources of volumes that name a Secret, and the field that does.
const REFERENCES: &[(&str, &str)] = &[
    ("azureFile", "secretName"),
    ("secret", "secretName"),
    ("cephfs", "secretRef"),
    ("cinder", "secretRef"),
    ("flexVolume", "secretRef"),
    ("rbd", "secretRef"),
    ("scaleIO", "secretRef"),
    ("iscsi", "secretRef"),
    ("storageos", "secretRef"),
    ("csi", "nodePublishSecretRef"),
];

/// Judges one Pod; templates are admitted when Pods are made of them.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    if scope.is_template || cx.is_patch {
        return;
    }
    let spec = scope.spec();
    priority(cx, spec);
    if spec.map("overhead").is_some_and(|overhead| overhead.fields().next().is_some())
        && !set(spec, "runtimeClassName")
        && let Some(field) = spec.field("overhead")
    {
        let message = "`overhead` is set by the runtime class; name one in `runtimeClassName`, or remove `overhead`";
        let fix = reshape::remove(cx.desk, spec, field);
        cx.push(Finding::error("overhead-without-runtime-class", field.key.span(), message).with_fix(fix));
    }
    let annotations = scope.pod.metadata.and_then(|metadata| metadata.map("annotations"));
    if annotations.is_some_and(|annotations| annotations.field(MIRROR).is_some()) {
        mirror(cx, scope);
    }
}

/// Whether a field holds something other than empty text.
fn set(map: Map<'_>, field: &str) -> bool {
    map.field(field).and_then(Field::present).is_some_and(|node| text(node) != Some(""))
}

/// The priority and preemption policy are those of the class, whatever the Pod says.
fn priority(cx: &mut Cx<'_>, spec: Map<'_>) {
    let class = if set(spec, "priorityClassName") { spec.text("priorityClassName").unwrap_or("?") } else { "" };
    // Other classes are known to the cluster only.
    let known = CLASSES.iter().find(|(name, _)| *name == class).map(|(_, priority)| *priority);
    let Some(priority) = known.or_else(|| class.is_empty().then_some(0)) else { return };
    let of_class = if class.is_empty() { String::new() } else { format!(" of `{class}`") };
    if let Some(node) = spec.get("priority").filter(|node| int(*node).is_some_and(|value| value != priority)) {
        let message = format!(
            "the priority{of_class} is {priority}, whatever is set here; name a class in `priorityClassName` and \
             remove `priority`"
        );
        let fix = spec.field("priority").and_then(|field| reshape::remove(cx.desk, spec, field));
        cx.push(Finding::error("priority-without-class", node.span(), message).with_fix(fix));
    }
    if let Some(node) = spec.get("preemptionPolicy").filter(|node| text(*node) == Some("Never")) {
        let message = "only a priority class can say `Never`; name one in `priorityClassName` and remove this";
        let fix = super::mend::say(node, "PreemptLowerPriority", false);
        cx.push(Finding::error("preemption-policy-without-class", node.span(), message).with_fix(fix));
    }
}

/// A mirror Pod, made by a kubelet, gets nothing that the API server hands out.
fn mirror(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    let account = ["serviceAccountName", "serviceAccount"].into_iter().find(|name| set(spec, name));
    if let Some(field) = account.and_then(|name| spec.field(name)) {
        return refuse(cx, field.key, "a service account");
    }
    let mut secrets = Vec::new();
    all_secrets(scope, &mut secrets);
    match token(spec).filter(|_| secrets.is_empty()) {
        Some(token) => refuse(cx, token, "a token of a service account"),
        None => secrets.into_iter().for_each(|secret| refuse(cx, secret, "a Secret")),
    }
}

fn refuse(cx: &mut Cx<'_>, place: Node<'_>, what: &str) {
    let message = format!("a mirror Pod cannot use {what}; remove it, or the annotation `{MIRROR}`");
    cx.push(Finding::error("mirror-pod-reference", place.span(), message));
}

/// Finds the keys that name Secrets.
fn all_secrets<'a>(scope: &Scope<'a>, found: &mut Vec<Node<'a>>) {
    let key = |map: Map<'a>, field: &str| map.field(field).filter(|field| field.present().is_some()).map(|it| it.key);
    let spec = scope.spec();
    found.extend(spec.maps("imagePullSecrets").filter_map(|(_, secret)| key(secret, "name")));
    for container in &scope.pod.containers {
        found.extend(container.map.maps("envFrom").filter_map(|(_, source)| key(source, "secretRef")));
        let variables = container.map.maps("env");
        found.extend(variables.filter_map(|(_, variable)| key(variable.map("valueFrom")?, "secretKeyRef")));
    }
    for (_, volume) in spec.maps("volumes") {
        found.extend(REFERENCES.iter().filter_map(|(source, field)| key(volume.map(source)?, field)));
        let sources = volume.map("projected").into_iter().flat_map(|projected| projected.maps("sources"));
        found.extend(sources.filter_map(|(_, source)| key(source, "secret")));
    }
}

fn token(spec: Map<'_>) -> Option<Node<'_>> {
    spec.maps("volumes").find_map(|(_, volume)| {
        let mut sources = volume.map("projected")?.maps("sources");
        sources.find_map(|(_, source)| source.field("serviceAccountToken").map(|field| field.key))
    })
}
