//! Annotations of Pods that mean something to the server. Facts M17-M19, W8, W9.

use serde_json::Value;

use crate::finding::Finding;
use crate::pod::{Field, Map, text};
use crate::validate::grammar::cut;
use crate::validate::scheduling::{Toleration, toleration_fault};
use crate::validate::scope::Scope;
use crate::validate::{Cx, mend, placeholder::is_placeholder, reshape};

/// Marks the copy that a kubelet makes of a static Pod.
pub(in crate::validate) const MIRROR: &str = "kubernetes.io/config.mirror";
const TOLERATIONS: &str = "scheduler.alpha.kubernetes.io/tolerations";
const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";

/// Annotations without effect: what took their place.
const DEAD: &[(&str, &str, &str)] = &[
    ("scheduler.alpha.kubernetes.io/critical-pod", "1.16", "priorityClassName"),
    ("security.alpha.kubernetes.io/sysctls", "1.11", "securityContext.sysctls"),
    ("security.alpha.kubernetes.io/unsafe-sysctls", "1.11", "securityContext.sysctls"),
];

pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, annotations: Map<'_>) {
    for annotation in annotations.fields() {
        match annotation.name {
            MIRROR => mirror(cx, scope, annotations, annotation),
            TOLERATIONS => tolerations(cx, annotation),
            DELETION_COST => deletion_cost(cx, annotation),
            name => {
                if let Some((_, since, field)) = DEAD.iter().find(|(dead, ..)| *dead == name) {
                    let message = format!("`{name}` has no effect since Kubernetes {since}; use the field `{field}`");
                    let finding = Finding::warning("deprecated-fields-and-volumes", annotation.key.span(), message);
                    cx.push(finding.with_fix(reshape::remove(cx.desk, annotations, annotation)));
                }
            }
        }
    }
}

/// A mirror Pod runs on the node whose kubelet made it.
fn mirror(cx: &mut Cx<'_>, scope: &Scope<'_>, annotations: Map<'_>, annotation: Field<'_>) {
    let node = scope.spec().field("nodeName").and_then(Field::present);
    if node.is_some_and(|node| text(node) != Some("")) || cx.is_patch {
        return;
    }
    let message = "a mirror Pod needs `spec.nodeName`; kubelets set this annotation, remove it";
    let fix = reshape::remove(cx.desk, annotations, annotation);
    cx.push(Finding::error("mirror-pod-without-node", annotation.key.span(), message).with_fix(fix));
}

fn deletion_cost(cx: &mut Cx<'_>, annotation: Field<'_>) {
    let Some(cost) = text(annotation.value).or_else(|| annotation.present().is_none().then_some("")) else { return };
    let digits = cost.strip_prefix('-').unwrap_or(cost);
    let in_form = cost == "0" || cost.starts_with('-') || cost.starts_with(|first: char| ('1'..='9').contains(&first));
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if (in_form && is_number && cost.parse::<i32>().is_ok()) || is_placeholder(annotation.value) {
        return;
    }
    let message = format!("`{}` must be a whole number of 32 bits, without `+` and leading zeros", cut(cost));
    let number = cost.trim_start_matches(['+', '0']).parse::<i32>().ok();
    let fix = number.and_then(|number| mend::say(annotation.value, &number.to_string(), false));
    let place = if annotation.value.is_absent() { annotation.key } else { annotation.value };
    cx.push(Finding::error("pod-deletion-cost-invalid", place.span(), message).with_fix(fix));
}

/// A list of tolerations in JSON, from before there was a field for them.
fn tolerations(cx: &mut Cx<'_>, annotation: Field<'_>) {
    let Some(json) = text(annotation.value).filter(|text| !text.is_empty()) else { return };
    if is_placeholder(annotation.value) {
        return;
    }
    if let Some(fault) = tolerations_fault(json) {
        let message = format!("{fault}; use the field `tolerations` instead of this annotation");
        cx.push(Finding::error("tolerations-annotation-invalid", annotation.value.span(), message));
    }
}

fn tolerations_fault(json: &str) -> Option<String> {
    let items = match serde_json::from_str::<Value>(json) {
        Err(_) => return Some("this annotation must be JSON".to_owned()),
        Ok(Value::Null) => return None,
        Ok(Value::Array(items)) => items,
        Ok(_) => return Some("this annotation must be a JSON list".to_owned()),
    };
    items.iter().find_map(|item| {
        let fields = match item {
            Value::Object(fields) => fields,
            Value::Null => &serde_json::Map::new(),
            _ => return Some("every toleration must be a JSON object".to_owned()),
        };
        // Go finds fields whatever their case; of two that differ in case only, the last one counts.
        let get = |name: &str| {
            fields
                .iter()
                .rfind(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_null())
                .map(|(_, value)| value)
        };
        let texts = ["key", "operator", "value", "effect"].map(|name| (name, get(name)));
        if let Some((name, _)) = texts.iter().find(|(_, value)| value.is_some_and(|value| !value.is_string())) {
            return Some(format!("`{name}` must be text"));
        }
        let [key, operator, value, effect] = texts.map(|(_, value)| value.and_then(Value::as_str).unwrap_or_default());
        let seconds = get("tolerationSeconds");
        if seconds.is_some_and(|seconds| seconds.as_i64().is_none()) {
            return Some("`tolerationSeconds` must be a whole number".to_owned());
        }
        let toleration = Toleration { key, operator, value, effect, has_seconds: seconds.is_some() };
        toleration_fault(&toleration)
    })
}
