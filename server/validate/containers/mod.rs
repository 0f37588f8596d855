//! Containers: roles, names, ports, environment, probes, lifecycle, resources.
//! Facts: sections 2-6, 9 and 10 of what kube-apiserver v1.36 refuses, and its warnings on them.

mod claims;
mod env;
mod env_from;
mod env_sources;
mod ephemeral;
mod handlers;
mod init;
mod naming;
mod pod_resources;
mod port_warnings;
mod ports;
mod probes;
mod resize;
mod resources;
mod restart;

use super::Cx;
use super::placeholder::{is_placeholder, is_placeholder_text};
use super::scope::Scope;
use crate::pod::{Container, Field, Map, Role};
use crate::syntax::Node;

/// Judges the area for one Pod.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    naming::unique(cx, scope);
    ephemeral::list(cx, scope);
    ports::across(cx, scope);
    port_warnings::check(cx, scope);
    for container in &scope.pod.containers {
        one(cx, scope, container);
    }
    pod_resources::check(cx, scope);
}

/// Judges one container, field by field.
fn one<'a>(cx: &mut Cx<'_>, scope: &Scope<'a>, container: &Container<'a>) {
    for field in container.map.fields() {
        let Some(value) = field.present() else { continue };
        if container.role == Role::Ephemeral && ephemeral::field(cx, scope, container, field) {
            continue;
        }
        match field.name {
            "name" => naming::form(cx, container, value),
            "image" => naming::image(cx, scope, container, value),
            "ports" => ports::check(cx, scope, container, value),
            "env" => env::check(cx, scope, value),
            "envFrom" => env_from::check(cx, field, value),
            "resources" => resources::check(cx, scope, field),
            "resizePolicy" => resize::check(cx, scope, container, value),
            "restartPolicy" => restart::policy(cx, container, field),
            "restartPolicyRules" => restart::rules(cx, container, field),
            "lifecycle" if container.role == Role::Init => init::forbidden(cx, container, field),
            "livenessProbe" | "readinessProbe" | "startupProbe" if container.role == Role::Init => {
                init::forbidden(cx, container, field);
            }
            "lifecycle" => handlers::lifecycle(cx, scope, value),
            "livenessProbe" | "readinessProbe" | "startupProbe" => probes::check(cx, field),
            _ => {}
        }
    }
}

/// A text that can be judged: there, not empty, not to be filled in later.
fn judged<'a>(map: Map<'a>, name: &str) -> Option<(Node<'a>, &'a str)> {
    let node = map.get(name)?;
    let text = crate::pod::text(node)?;
    (!text.is_empty() && !is_placeholder_text(text)).then_some((node, text))
}

/// The same of a text that is wrong as long as it is not filled in, which is said.
fn demanded<'a>(cx: &mut Cx<'_>, map: Map<'a>, name: &str) -> Option<(Node<'a>, &'a str)> {
    let node = map.get(name)?;
    let text = crate::pod::text(node)?;
    (!text.is_empty() && !cx.is_open(node)).then_some((node, text))
}

/// A number that can be judged.
fn number<'a>(map: Map<'a>, name: &str) -> Option<(Node<'a>, i64)> {
    let node = map.get(name)?;
    Some((node, crate::pod::int(node)?))
}

/// The mappings in a list, with what is null or of another kind left out.
fn items(list: Node<'_>) -> impl Iterator<Item = Map<'_>> {
    list.items().filter_map(Map::of)
}

/// Whether something may be said to be missing from `map`.
fn is_whole(cx: &Cx<'_>, map: Map<'_>) -> bool {
    !cx.is_patch && !map.is_damaged() && !is_placeholder(map.node())
}

/// The fields of `map` that are set and named in `names`, in the order of `names`.
fn set_fields<'a>(map: Map<'a>, names: &[&str]) -> impl Iterator<Item = Field<'a>> {
    names.iter().filter_map(move |name| map.field(name).filter(|field| field.present().is_some()))
}
