//! `podFailurePolicy`: what a Job does about failed Pods. Fact Z21.

use super::set;
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map, Object, int, text};
use crate::syntax::Node;
use crate::validate::grammar::{Grammar, LABEL_KEY, cut, head};
use crate::validate::{Cx, mend, placeholder::is_placeholder};

const CODE: &str = "pod-failure-policy-invalid";
const CONDITION: Grammar = LABEL_KEY.under(CODE);
const MAX_RULES: usize = 20;
const MAX_PATTERNS: usize = 20;
const MAX_VALUES: usize = 255;

/// Judges the policy `policy` in the `job` spec of `object`.
pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>, job: Map<'_>, policy: Node<'_>) {
    let Some(policy) = Map::of(policy) else { return };
    too_many(cx, policy, "rules", MAX_RULES);
    for (_, rule) in policy.maps("rules").take(MAX_RULES) {
        if let Some(action) = rule.get("action").filter(|action| text(*action) == Some("FailIndex"))
            && set(job, "backoffLimitPerIndex").is_none()
            && !cx.is_patch
            && !job.is_damaged()
        {
            let message = "`FailIndex` needs `backoffLimitPerIndex` in the Job";
            cx.push(Finding::error(CODE, action.span(), message));
        }
        let codes = set(rule, "onExitCodes");
        let conditions = set(rule, "onPodConditions");
        let some_conditions =
            conditions.filter(|field| field.value.items().next().is_some() || !field.value.is_sequence());
        match (codes, some_conditions) {
            (Some(codes), Some(conditions)) => {
                let message = "a rule has either `onExitCodes` or `onPodConditions`; make two rules of it";
                let finding = Finding::error(CODE, conditions.key.span(), message);
                cx.push(finding.with_related(codes.key.span(), "`onExitCodes` is set here"));
            }
            (None, None) if !cx.is_patch && !rule.is_damaged() => {
                let message = "a rule needs `onExitCodes` or `onPodConditions`";
                cx.push(Finding::error(CODE, conditions.map_or_else(|| head(rule), |field| field.key.span()), message));
            }
            _ => {}
        }
        if let Some(codes) = codes.and_then(|codes| Map::of(codes.value)) {
            exit_codes(cx, object, codes);
        }
        too_many(cx, rule, "onPodConditions", MAX_PATTERNS);
        for (_, pattern) in rule.maps("onPodConditions") {
            let kind = pattern.get("type").filter(|kind| text(*kind).is_some_and(|kind| !kind.is_empty()));
            if let Some(kind) = kind.filter(|kind| name::qualified(kind.value()).is_some()) {
                CONDITION.check(cx, kind, "condition type");
            }
        }
    }
}

/// A list must not be longer than `most`.
pub(super) fn too_many(cx: &mut Cx<'_>, map: Map<'_>, field: &str, most: usize) {
    let Some(list) = map.field(field) else { return };
    let count = list.value.items().count();
    if count > most {
        let message = format!("`{field}` may have at most {most} items, not {count}");
        cx.push(Finding::error("too-many-items", list.key.span(), message));
    }
}

fn exit_codes(cx: &mut Cx<'_>, object: &Object<'_>, codes: Map<'_>) {
    if let Some(name) = codes.get("containerName") {
        container(cx, object, name);
    }
    let Some(values) = codes.field("values").filter(|field| field.value.is_sequence()) else { return };
    let count = values.value.items().count();
    if count == 0 {
        return;
    }
    too_many(cx, codes, "values", MAX_VALUES);
    if count > MAX_VALUES {
        return;
    }
    order(cx, values);
    if codes.text("operator") == Some("In")
        && let Some(zero) = codes.items("values").find(|value| int(*value) == Some(0))
    {
        let message = "exit code 0 means success; take it out of `In`";
        cx.push(Finding::error(CODE, zero.span(), message));
    }
}

/// Exit codes stand in order, each once.
fn order(cx: &mut Cx<'_>, values: Field<'_>) {
    let mut numbers: Vec<(i64, Node<'_>)> = Vec::new();
    let mut ordered = true;
    for node in values.value.items() {
        let Some(value) = node.resolve().and_then(int) else { return };
        if let Some((_, first)) = numbers.iter().find(|(known, _)| *known == value) {
            let finding = Finding::error(CODE, node.span(), format!("exit code {value} is listed twice; remove one"));
            cx.push(finding.with_related(first.span(), format!("{value} is here first")));
        }
        ordered &= numbers.last().is_none_or(|(last, _)| *last <= value);
        numbers.push((value, node));
    }
    if !ordered {
        let message = "exit codes must be in ascending order";
        cx.push(Finding::error(CODE, values.key.span(), message));
    }
}

/// The container whose exit code counts.
fn container(cx: &mut Cx<'_>, object: &Object<'_>, node: Node<'_>) {
    let Some(wanted) = text(node).filter(|_| !is_placeholder(node)) else { return };
    let Some(spec) = object.pod_spec() else { return };
    let mut names: Vec<&str> = Vec::new();
    for list in ["containers", "initContainers"] {
        for (_, container) in spec.maps(list) {
            match container.get("name") {
                Some(name) if is_placeholder(name) => return,
                name => names.extend(name.and_then(text)),
            }
        }
    }
    let damaged = spec.is_damaged() || names.is_empty();
    if damaged || cx.is_patch || names.contains(&wanted) {
        return;
    }
    let near = crate::schema::nearest(wanted, names.iter().copied());
    let message = match near {
        Some(near) => format!("there is no container `{}` in this Pod; did you mean `{near}`?", cut(wanted)),
        None => format!("there is no container `{}` in this Pod", cut(wanted)),
    };
    let fix = near.and_then(|near| mend::say(node, near, false));
    cx.push(Finding::error(CODE, node.span(), message).with_fix(fix));
}
