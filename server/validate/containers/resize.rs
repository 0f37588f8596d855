//! Policies for resizing in place (C18, C21, N6). Dropped in silence before 1.33.

use super::{items, judged};
use crate::finding::{Finding, Fix};
use crate::pod::{Container, Map, Role};
use crate::schema::Minor;
use crate::syntax::edit::{self, Emptied, Target};
use crate::syntax::{Node, Step};
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::scope::Scope;
use crate::validate::seen::Seen;

/// Resizing in place is on by default from here on.
const ON: Minor = Minor(33);
/// Plain init containers cannot ask for restarts from here on.
const NOT_IN_INIT: Minor = Minor(36);

pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, container: &Container<'_>, list: Node<'_>) {
    if cx.minor < ON {
        return;
    }
    let never = scope.spec().text("restartPolicy") == Some("Never");
    let ends = container.role == Role::Init && cx.minor >= NOT_IN_INIT;
    let mut seen: Seen<'_> = Seen::default();
    for (index, policy) in list.items().enumerate() {
        let Some(policy) = Map::of(policy) else { continue };
        if let Some((node, resource)) = judged(policy, "resourceName")
            && let Some(first) = seen.before(resource, node)
        {
            let message = format!("there is a policy for `{resource}` already; keep one");
            let finding = Finding::error("resize-policy-duplicate", node.span(), message);
            let fix = other_resource(cx, list, index, node, resource);
            cx.push(finding.with_related(first.span(), "the first one is here").with_fix(fix));
        }
        let Some((node, restart)) = judged(policy, "restartPolicy") else { continue };
        // Any other value is none at all, which `structure` says.
        if restart != "RestartContainer" || !(never || ends) {
            continue;
        }
        let why = if never { "a Pod with `restartPolicy: Never`" } else { "an init container that ends" };
        let message = format!("{why} cannot restart a container to resize it; write `NotRequired`");
        let fix = Fix::suggestion("Change to `NotRequired`", vec![mend::in_quotes(node, "NotRequired")]);
        cx.push(Finding::error("resize-restart-not-allowed", node.span(), message).with_fix(fix));
    }
}

/// A way out for a second policy: the resource that has none yet, or none at all.
fn other_resource(cx: &Cx<'_>, list: Node<'_>, index: usize, node: Node<'_>, resource: &str) -> Option<Fix> {
    let other = if resource == "cpu" { "memory" } else { "cpu" };
    if items(list).all(|policy| policy.text("resourceName") != Some(other)) {
        return Some(mend::amount(node, other));
    }
    let edits = edit::remove(Target::new(cx.desk, list), &[Step::Index(index)], Emptied::Keep)?;
    Some(Fix::suggestion("Remove this policy", edits))
}
