//! Names and images of containers (C2-C5, C7). That they are there is `structure`'s (C1, C6).

use super::{demanded, judged};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Container, Role};
use crate::syntax::Node;
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::placeholder::is_placeholder_text;
use crate::validate::scope::Scope;
use crate::validate::seen::First;

/// The name of a container is a DNS label.
pub(super) fn form(cx: &mut Cx<'_>, container: &Container<'_>, value: Node<'_>) {
    if let Some((_, text)) = demanded(cx, container.map, "name") {
        label(cx, value, text);
    }
}

/// A name that must be a DNS label.
pub(super) fn label(cx: &mut Cx<'_>, value: Node<'_>, text: &str) {
    let Some(wrong) = name::label(text) else { return };
    let finding = Finding::error("name-invalid", value.span(), format!("`{}` {wrong}", value.excerpt(70)));
    cx.push(finding.with_fix(name::slug(text, 63).and_then(|slug| mend::say(value, &slug, false))));
}

/// No two containers of a Pod share a name; the one that starts first may keep it last: regular
/// containers come first, then init containers, then ephemeral ones.
pub(super) fn unique(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let containers = &scope.pod.containers;
    if containers.len() < 2 {
        return;
    }
    let mut seen: First<&str, &Container<'_>> = First::default();
    for list in ["containers", "initContainers", "ephemeralContainers"] {
        for container in containers.iter().filter(|container| container.role.list() == list) {
            let Some((node, text)) = judged(container.map, "name") else { continue };
            if let Some(first) = seen.before(text, container) {
                cx.push(duplicate(scope, container, node, text, first));
            }
        }
    }
}

fn duplicate(
    scope: &Scope<'_>,
    container: &Container<'_>,
    node: Node<'_>,
    text: &str,
    first: &Container<'_>,
) -> Finding {
    let other = match (first.role, container.role) {
        (Role::App | Role::PlainSidecar, Role::App | Role::PlainSidecar) => "another container".to_owned(),
        (role, _) if role.list() == container.role.list() => format!("another {}", article_free(role)),
        (role, _) => format!("the {}", article_free(role)),
    };
    let message = format!("`{text}` is the name of {other} already; all containers of a Pod need different names");
    let mut finding = Finding::error("duplicate-container-name", node.span(), message);
    if let Some(at) = first.name {
        finding = finding.with_related(at.span(), format!("`{text}` is used here first"));
    }
    let free = (2..100)
        .map(|number| format!("{text}-{number}"))
        .find(|name| name.len() <= 63 && scope.pod.containers.iter().all(|known| known.name() != name));
    finding.with_fix(free.and_then(|name| mend::say(node, &name, false)))
}

fn article_free(role: Role) -> &'static str {
    match role {
        Role::App | Role::PlainSidecar => "regular container",
        Role::Init | Role::NativeSidecar => "init container",
        Role::Ephemeral => "ephemeral container",
    }
}

/// The image has no white space around it. Templates are not asked, for old times' sake.
pub(super) fn image(cx: &mut Cx<'_>, scope: &Scope<'_>, container: &Container<'_>, value: Node<'_>) {
    if scope.is_template && container.role != Role::Ephemeral {
        return;
    }
    let Some(text) = crate::pod::text(value) else { return };
    let trimmed = text.trim();
    if trimmed.len() == text.len() || is_placeholder_text(text) {
        return;
    }
    let message = format!("`image` must not begin or end with white space; write `{trimmed}`");
    let finding = Finding::error("image-whitespace", value.span(), message);
    let fix = (!trimmed.is_empty()).then(|| mend::say(value, trimmed, true)).flatten();
    cx.push(finding.with_fix(fix));
}
