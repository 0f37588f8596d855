//! What the admission plugins that are on by default refuse of a Pod, as far as its text tells. Facts A1-A4.
//! Knows nothing of what a cluster holds: classes, quotas, webhooks.

use super::Cx;
use super::meta::MIRROR;
use super::scope::Scope;
use crate::finding::Finding;
use crate::pod::{Field, Map, int, text};
use crate::syntax::Node;

/// The priority classes that every cluster has.
const CLASSES: &[(&str, i64)] = &[("system-cluster-critical", 2_000_000_000), ("system-node-critical", 2_000_001_000)];

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
        cx.push(Finding::error("overhead-without-runtime-class", field.key.span(), message));
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
            "the priority{of_class} is {priority} whatever stands here; name a class in `priorityClassName` and remove `priority`"
        );
        cx.push(Finding::error("priority-without-class", node.span(), message));
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
    let (place, what) = if let Some(field) = account.and_then(|name| spec.field(name)) {
        (Some(field.key), "a service account")
    } else if let Some(secret) = secret(scope) {
        (Some(secret), "a Secret")
    } else {
        (token(spec), "a token of a service account")
    };
    if let Some(place) = place {
        let message = format!("a mirror Pod cannot use {what}; remove it, or the annotation `{MIRROR}`");
        cx.push(Finding::error("mirror-pod-reference", place.span(), message));
    }
}

/// The first key that names a Secret.
fn secret<'a>(scope: &Scope<'a>) -> Option<Node<'a>> {
    let key =
        |map: Map<'a>, field: &str| map.field(field).filter(|field| field.present().is_some()).map(|field| field.key);
    let spec = scope.spec();
    let pull = spec.maps("imagePullSecrets").find_map(|(_, secret)| key(secret, "name"));
    let in_containers = || {
        scope.pod.containers.iter().find_map(|container| {
            let all = container.map.maps("envFrom").find_map(|(_, source)| key(source, "secretRef"));
            let one = |(_, variable): (usize, Map<'a>)| key(variable.map("valueFrom")?, "secretKeyRef");
            all.or_else(|| container.map.maps("env").find_map(one))
        })
    };
    let in_volumes = || spec.maps("volumes").find_map(|(_, volume)| volume_secret(volume));
    pull.or_else(in_containers).or_else(in_volumes)
}

fn volume_secret(volume: Map<'_>) -> Option<Node<'_>> {
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
    let direct = REFERENCES.iter().find_map(|(source, field)| {
        let field = volume.map(source)?.field(field)?;
        field.present().map(|_| field.key)
    });
    direct.or_else(|| {
        let mut sources = volume.map("projected")?.maps("sources");
        sources.find_map(|(_, source)| {
            source.field("secret").filter(|field| field.present().is_some()).map(|field| field.key)
        })
    })
}

fn token(spec: Map<'_>) -> Option<Node<'_>> {
    spec.maps("volumes").find_map(|(_, volume)| {
        let mut sources = volume.map("projected")?.maps("sources");
        sources.find_map(|(_, source)| source.field("serviceAccountToken").map(|field| field.key))
    })
}
