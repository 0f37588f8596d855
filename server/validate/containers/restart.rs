//! Restart policies and rules of single containers (C11-C17, N8), by version.
//!
//! Native sidecars (`Always` in initContainers) came with 1.28 and are on from 1.29. Everything
//! else came with 1.34 and is on from 1.35; 1.34 drops it in silence, older servers refuse it.

use crate::finding::Finding;
use crate::pod::{Container, Field, Map, Role, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::syntax::edit::Place;
use crate::validate::Cx;
use crate::validate::grammar::cut;
use crate::validate::mend;
use crate::validate::placeholder::is_placeholder;
use crate::validate::reshape;

const SIDECARS: Minor = Minor(29);
const KNOWN: Minor = Minor(34);
const ON: Minor = Minor(35);
/// Rules on a native sidecar are taken from here on.
const SIDECAR_RULES: Minor = Minor(36);

const MAX_RULES: usize = 20;
const MAX_CODES: usize = 255;

/// `restartPolicy` of one container in versions that do not have it, or not everywhere. From [`ON`] on
/// its values are `structure`'s.
pub(super) fn policy(cx: &mut Cx<'_>, container: &Container<'_>, field: Field<'_>) {
    let minor = cx.minor;
    // Older versions do not know the field at all, which `structure` says.
    let read = text(field.value).filter(|_| minor < ON && minor >= Minor(28) && !is_placeholder(field.value));
    let Some(value) = read else { return };
    let code = "container-restart-policy-version";
    let is_init = matches!(container.role, Role::Init | Role::NativeSidecar);
    let finding = match (is_init, value) {
        (true, "Always") if minor >= SIDECARS => return,
        (true, "Always") => {
            let message =
                format!("native sidecars are on by default from Kubernetes {SIDECARS}, the target is {minor}");
            Finding::warning(code, field.key.span(), message)
        }
        (true, _) if (SIDECARS..KNOWN).contains(&minor) => {
            let message = match value {
                "OnFailure" | "Never" => format!(
                    "`restartPolicy` of an init container can be `{value}` from Kubernetes {ON} on, the target is \
                     {minor}; write `Always` or remove it"
                ),
                _ => format!("`{}` is not a value of `restartPolicy`; write `Always` or remove it", cut(value)),
            };
            let finding = Finding::error("init-restart-policy-invalid", field.value.span(), message);
            finding.with_fix(mend::say(field.value, "Always", false))
        }
        _ if minor == KNOWN || is_init => {
            let message =
                format!("`restartPolicy` of one container has no effect before Kubernetes {ON}, the target is {minor}");
            Finding::warning(code, field.key.span(), message)
        }
        _ => {
            let message =
                format!("`restartPolicy` of a regular container works from Kubernetes {ON} on, the target is {minor}");
            Finding::error(code, field.key.span(), message)
        }
    };
    let fix = reshape::remove(cx.desk, container.map, field);
    cx.push(finding.with_fix(fix));
}

/// `restartPolicyRules`: exceptions to the container's own `restartPolicy`.
pub(super) fn rules(cx: &mut Cx<'_>, container: &Container<'_>, field: Field<'_>) {
    let list = field.value;
    if cx.minor < ON || list.items().next().is_none() {
        return;
    }
    let map = container.map;
    if super::is_whole(cx, map) && !map.has("restartPolicy") {
        let message = "`restartPolicyRules` need a `restartPolicy` of the same container; add it";
        let finding = Finding::error("restart-policy-missing", field.key.span(), message);
        let there = map.field("restartPolicy").is_some();
        let place = Place::Before("restartPolicyRules");
        let fix = if there { None } else { reshape::add(cx.desk, map, "restartPolicy", &"Never".into(), place) };
        cx.push(finding.with_fix(fix));
    }
    if container.role == Role::NativeSidecar && cx.minor < SIDECAR_RULES {
        let message = format!(
            "a native sidecar can have `restartPolicyRules` from Kubernetes {SIDECAR_RULES} on, the target is {}",
            cx.minor
        );
        let finding = Finding::error("restart-rules-on-sidecar", field.key.span(), message);
        let fix = reshape::remove(cx.desk, map, field);
        cx.push(finding.with_fix(fix));
        return;
    }
    at_most(cx, field.key, list, MAX_RULES, "restart-rules-too-many");
    for rule in super::items(list) {
        one(cx, rule);
    }
}

fn one(cx: &mut Cx<'_>, rule: Map<'_>) {
    let Some(codes) = rule.field("exitCodes").filter(|codes| codes.present().is_some()) else {
        if super::is_whole(cx, rule) {
            let at = rule.field("exitCodes").or_else(|| rule.fields().next());
            let span = at.map_or(rule.node().span(), |field| field.key.span());
            let message = "`exitCodes` is missing in this rule; say to which exit codes it applies";
            cx.push(Finding::error("restart-rule-exit-codes-missing", span, message));
        }
        return;
    };
    if let Some(values) = Map::of(codes.value).and_then(|codes| codes.field("values")) {
        at_most(cx, values.key, values.value, MAX_CODES, "restart-rule-values-too-many");
    }
}

/// A list with a limit.
fn at_most(cx: &mut Cx<'_>, key: Node<'_>, list: Node<'_>, limit: usize, code: &'static str) {
    let count = list.items().count();
    if count > limit {
        let message = format!("`{}` must have at most {limit} items, not {count}", key.value());
        cx.push(Finding::error(code, key.span(), message));
    }
}
