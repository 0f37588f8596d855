//! Ephemeral containers (E1-E4): added to a running Pod, never part of a manifest, and limited in
//! what they can have.

use super::judged;
use crate::finding::Finding;
use crate::pod::{Container, Field, Map, Role};
use crate::schema::nearest;
use crate::syntax::Node;
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::reshape;
use crate::validate::scope::Scope;

/// Fields of a container that make no sense for debugging.
const FORBIDDEN: &[&str] = &[
    "ports",
    "resources",
    "livenessProbe",
    "readinessProbe",
    "startupProbe",
    "lifecycle",
    "restartPolicy",
    "restartPolicyRules",
    "resizePolicy",
];

/// The list has no place in a manifest.
pub(super) fn list(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    let Some(field) = spec.field("ephemeralContainers") else { return };
    if field.value.items().next().is_none() {
        return;
    }
    let message = if scope.is_template {
        "ephemeral containers cannot be part of a template; remove them and use `kubectl debug` on the running Pod"
    } else {
        "ephemeral containers cannot be part of a new Pod; remove them and use `kubectl debug` once it runs"
    };
    let finding = Finding::error("ephemeral-containers-in-manifest", field.key.span(), message);
    let fix = reshape::remove(cx.desk, spec, field);
    cx.push(finding.with_fix(fix));
}

/// Judges a field of an ephemeral container; tells whether that is all there is to say about it.
pub(super) fn field(cx: &mut Cx<'_>, scope: &Scope<'_>, container: &Container<'_>, field: Field<'_>) -> bool {
    match field.name {
        "targetContainerName" => target(cx, scope, container),
        "volumeMounts" => mounts(cx, field.value),
        name if FORBIDDEN.contains(&name) => {
            // The server does not see an empty `resources`.
            let empty = name == "resources" && Map::of(field.value).is_some_and(|map| map.fields().next().is_none());
            if !empty {
                forbid(cx, container.map, field);
            }
            return true;
        }
        _ => {}
    }
    false
}

fn forbid(cx: &mut Cx<'_>, map: Map<'_>, field: Field<'_>) {
    let message = format!("an ephemeral container cannot have `{}`; remove it", field.name);
    let finding = Finding::error("ephemeral-field-forbidden", field.key.span(), message);
    let fix = reshape::remove(cx.desk, map, field);
    cx.push(finding.with_fix(fix));
}

fn mounts(cx: &mut Cx<'_>, list: Node<'_>) {
    for mount in super::items(list) {
        for field in super::set_fields(mount, &["subPath", "subPathExpr"]) {
            if !field.value.value().is_empty() {
                forbid(cx, mount, field);
            }
        }
    }
}

/// The container to look into exists, and is no ephemeral one.
fn target(cx: &mut Cx<'_>, scope: &Scope<'_>, container: &Container<'_>) {
    let Some((node, text)) = judged(container.map, "targetContainerName") else { return };
    let others = || scope.pod.containers.iter().filter(|other| other.role != Role::Ephemeral).map(Container::name);
    if others().any(|name| name == text) {
        return;
    }
    let near = nearest(text, others());
    let message = match near {
        Some(near) => format!("there is no container `{text}` in this Pod; did you mean `{near}`?"),
        None => format!("there is no container `{text}` in this Pod; name a regular or init container"),
    };
    let finding = Finding::error("target-container-unknown", node.span(), message);
    cx.push(finding.with_fix(near.and_then(|near| mend::say(node, near, false))));
}
