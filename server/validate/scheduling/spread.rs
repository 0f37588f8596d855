//! Spread over zones, nodes and other parts of the cluster. Facts K24-K32, W4, W6.

use super::affinity::no_selector;
use super::label_keys::{Keys, Merge};
use super::{deprecated, filled};
use crate::finding::Finding;
use crate::pod::{Map, int, text};
use crate::schema::Minor;
use crate::validate::grammar::at_least;
use crate::validate::scope::Scope;
use crate::validate::{Cx, mend, reshape, selector};

/// Judges `topologySpreadConstraints`.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, spec: Map<'_>) {
    let mut seen: Vec<(&str, &str, (usize, Map<'_>))> = Vec::new();
    for (at, constraint) in spec.maps("topologySpreadConstraints") {
        self::constraint(cx, scope, constraint);
        let key = filled(constraint, "topologyKey").and_then(text);
        let (Some(key), Some(action)) = (key, constraint.text("whenUnsatisfiable")) else { continue };
        match seen.iter().position(|(seen_key, seen_action, _)| (*seen_key, *seen_action) == (key, action)) {
            Some(index) => {
                let Some((_, _, first)) = seen.get(index) else { continue };
                twice(cx, spec, *first, constraint, (key, action));
                // Of three, the second is the first of the rest.
                seen.remove(index);
                seen.push((key, action, (at, constraint)));
            }
            None if seen.len() < 64 => seen.push((key, action, (at, constraint))),
            None => {}
        }
    }
}

fn twice(
    cx: &mut Cx<'_>,
    spec: Map<'_>,
    (index, first): (usize, Map<'_>),
    again: Map<'_>,
    (key, action): (&str, &str),
) {
    let place = |map: Map<'_>| map.get("topologyKey").map(crate::syntax::Node::span);
    let (Some(span), Some(other)) = (place(first), place(again)) else { return };
    let message = format!("two constraints set `{action}` for `{key}`; remove one, or merge them");
    let finding = Finding::error("spread-constraint-duplicate", span, message);
    let fix = reshape::remove_item(cx.desk, spec, "topologySpreadConstraints", index, "Remove the first one");
    cx.push(finding.with_related(other, "the second one is here").with_fix(fix));
}

fn constraint(cx: &mut Cx<'_>, scope: &Scope<'_>, constraint: Map<'_>) {
    at_least(cx, constraint, "maxSkew", 1, "max-skew-invalid");
    if let Some(key) = filled(constraint, "topologyKey") {
        deprecated::check(cx, key, key.value());
    }
    min_domains(cx, constraint);
    if let Some(selector) = constraint.map("labelSelector") {
        // Before 1.27 the server took any.
        if cx.minor >= Minor(27) {
            selector::check(cx, selector);
        }
    }
    if cx.minor >= Minor(27) {
        let merge = if cx.minor >= Minor(34) { Merge::of(scope) } else { Merge::Never };
        Keys { of: constraint, merge }.check(cx, "matchLabelKeys");
    }
    let labels = scope.pod.metadata.and_then(|metadata| metadata.map("labels"));
    no_selector(cx, constraint, labels);
}

fn min_domains(cx: &mut Cx<'_>, constraint: Map<'_>) {
    let Some(field) = constraint.field("minDomains") else { return };
    if int(field.value).is_none() || at_least(cx, constraint, "minDomains", 1, "min-domains-invalid") {
        return;
    }
    let Some(action) = constraint.get("whenUnsatisfiable").filter(|action| text(*action) == Some("ScheduleAnyway"))
    else {
        return;
    };
    let message = "`minDomains` has a meaning only with `whenUnsatisfiable: DoNotSchedule`; remove it";
    let finding = Finding::error("min-domains-invalid", field.key.span(), message);
    let finding = finding.with_related(action.span(), "`ScheduleAnyway` is set here");
    let fix = reshape::remove(cx.desk, constraint, field);
    cx.push(finding.with_fix(fix).with_fix(mend::say(action, "DoNotSchedule", false)));
}
