//! Where a Pod may run: node names and selectors, affinity, spread, tolerations, gates, classes.
//! Facts section 14 (K), W2-W7; source: kube-apiserver v1.36, `ValidatePodSpec`.

mod affinity;
mod deprecated;
mod label_keys;
mod nodes;
mod spread;
mod tolerations;

pub(super) use tolerations::{Toleration, fault as toleration_fault};

use super::grammar::{Grammar, LABEL_KEY, SUBDOMAIN, labels};
use super::scope::Scope;
use super::{Cx, reshape};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Field, Map, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::text::Span;

/// What a gate may be called: like the key of a label.
const GATE: Grammar = LABEL_KEY.under("scheduling-gate-invalid");
const CONDITION: Grammar = LABEL_KEY.under("readiness-gate-invalid");

/// Judges where one Pod may run.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    names(cx, scope, spec);
    if let Some(selector) = spec.map("nodeSelector") {
        labels(cx, selector, "node label");
        for label in selector.fields() {
            deprecated::check(cx, label.key, label.name);
        }
    }
    if let Some(affinity) = spec.map("affinity") {
        nodes::check(cx, affinity);
        affinity::check(cx, scope, affinity);
    }
    spread::check(cx, scope, spec);
    tolerations::check(cx, spec);
    gates(cx, spec);
    for (_, gate) in spec.maps("readinessGates") {
        if let Some(kind) = filled(gate, "conditionType") {
            CONDITION.check(cx, kind, "condition type");
        }
    }
}

/// Fields that name something of the cluster.
fn names(cx: &mut Cx<'_>, scope: &Scope<'_>, spec: Map<'_>) {
    for (field, what) in [("nodeName", "node name"), ("priorityClassName", "name of a priority class")] {
        if let Some(node) = filled(spec, field) {
            SUBDOMAIN.check(cx, node, what);
        }
    }
    // This one may be absent, but not empty.
    if let Some(field) = spec.field("runtimeClassName").filter(|field| field.present().is_some()) {
        SUBDOMAIN.check(cx, field.value, "name of a runtime class");
    }
    if scope.is_template || cx.minor < Minor(27) {
        return;
    }
    let gates = spec.field("schedulingGates").filter(|gates| gates.value.items().next().is_some());
    let (Some(node), Some(gates)) = (spec.field("nodeName").filter(|_| filled(spec, "nodeName").is_some()), gates)
    else {
        return;
    };
    let message = "a Pod with scheduling gates cannot have a `nodeName` yet; remove one of the two";
    let finding = Finding::error("node-name-with-scheduling-gates", node.key.span(), message);
    let fix = reshape::remove(cx.desk, spec, node);
    cx.push(finding.with_related(gates.key.span(), "the gates are here").with_fix(fix));
}

/// The value of a field, unless it is absent or empty.
fn filled<'a>(map: Map<'a>, field: &str) -> Option<Node<'a>> {
    map.field(field).and_then(Field::present).filter(|node| text(*node) != Some(""))
}

fn gates(cx: &mut Cx<'_>, spec: Map<'_>) {
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for (index, gate) in spec.maps("schedulingGates") {
        let Some(node) = filled(gate, "name") else { continue };
        let Some(name) = text(node) else { continue };
        if name::qualified(name).is_some() {
            GATE.check(cx, node, "scheduling gate");
            continue;
        }
        match seen.iter().find(|(known, _)| *known == name) {
            Some((_, first)) => {
                let message = format!("the scheduling gate `{name}` is listed twice; remove one");
                let finding = Finding::error("scheduling-gate-duplicate", node.span(), message);
                let fix = reshape::remove_item(cx.desk, spec, "schedulingGates", index, "Remove the second one");
                cx.push(finding.with_related(*first, format!("`{name}` is here first")).with_fix(fix));
            }
            // Nobody has many gates; a list that long is not searched to its end.
            None if seen.len() < 64 => seen.push((name, node.span())),
            None => {}
        }
    }
}
