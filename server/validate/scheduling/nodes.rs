//! Affinity to nodes. Facts K4-K12, W3, W5.

use super::{deprecated, filled};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, int, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::validate::grammar::{LABEL_KEY, LABEL_VALUE, SUBDOMAIN, cut};
use crate::validate::{Cx, mend, placeholder::is_placeholder, selector};

/// Judges `affinity.nodeAffinity`.
pub(super) fn check(cx: &mut Cx<'_>, affinity: Map<'_>) {
    let Some(nodes) = affinity.map("nodeAffinity") else { return };
    if let Some(required) = nodes.map("requiredDuringSchedulingIgnoredDuringExecution") {
        for (_, term) in required.maps("nodeSelectorTerms") {
            self::term(cx, term, true);
        }
    }
    for (_, preferred) in nodes.maps("preferredDuringSchedulingIgnoredDuringExecution") {
        weight(cx, preferred);
        if let Some(term) = preferred.map("preference") {
            self::term(cx, term, false);
        }
    }
}

/// The weight of a preference: 1 to 100.
pub(super) fn weight(cx: &mut Cx<'_>, preferred: Map<'_>) {
    let Some((node, weight)) = preferred.get("weight").and_then(|node| Some((node, int(node)?))) else { return };
    if (1..=100).contains(&weight) {
        return;
    }
    let nearest = weight.clamp(1, 100);
    let message = format!("`weight` must lie between 1 and 100, not be {weight}");
    let fix = mend::rewrite(node, &nearest.to_string(), format!("Change to `{nearest}`"), false);
    cx.push(Finding::error("weight-invalid", node.span(), message).with_fix(fix));
}

fn term(cx: &mut Cx<'_>, term: Map<'_>, is_required: bool) {
    for (_, expression) in term.maps("matchExpressions") {
        selector::operands(cx, expression);
        if let Some(key) = filled(expression, "key")
            && !LABEL_KEY.check(cx, key, "node label key")
        {
            deprecated::check(cx, key, key.value());
        }
        for value in expression.items("values") {
            value_of_label(cx, value, is_required);
        }
    }
    for (_, field) in term.maps("matchFields") {
        self::field(cx, field);
    }
}

/// What is required must be a label value since 1.32; elsewhere the server only warns.
fn value_of_label(cx: &mut Cx<'_>, value: Node<'_>, is_required: bool) {
    if is_required && cx.minor >= Minor(32) {
        LABEL_VALUE.check(cx, value, "label value");
        return;
    }
    let Some(text) = text(value) else { return };
    let Some(wrong) = name::label_value(text).filter(|_| !is_placeholder(value)) else { return };
    let message = format!("no node can have the label value `{}`: it {wrong}", cut(text));
    cx.push(Finding::warning("label-value-invalid", value.span(), message));
}

/// The only field of a node that can be selected by is its name.
fn field(cx: &mut Cx<'_>, field: Map<'_>) {
    if let Some(operator) = field.get("operator") {
        let name = text(operator).unwrap_or_default();
        let values = field.field("values");
        let is_list = values.is_none_or(|values| values.present().is_none() || values.value.is_sequence());
        if matches!(name, "Exists" | "DoesNotExist" | "Gt" | "Lt") {
            let message = format!("`{name}` is not an operator for `matchFields`; write `In` or `NotIn`");
            let fix = mend::say(operator, "In", false);
            cx.push(Finding::error("match-fields-invalid", operator.span(), message).with_fix(fix));
        } else if matches!(name, "In" | "NotIn")
            && is_list
            && !cx.is_patch
            && !field.is_damaged()
            && field.items("values").take(2).count() != 1
        {
            let span = values.map_or(operator.span(), |values| values.key.span());
            let message = format!("`{name}` for `matchFields` needs exactly one item in `values`");
            cx.push(Finding::error("match-fields-invalid", span, message));
        }
    }
    let Some(key) = filled(field, "key").filter(|key| !cx.is_open(*key)) else { return };
    match text(key) {
        Some("metadata.name") => {
            for value in field.items("values") {
                SUBDOMAIN.check(cx, value, "node name");
            }
        }
        Some(name) => {
            let message = format!("`{}` is not a field that selects nodes; the only one is `metadata.name`", cut(name));
            let fix = mend::say(key, "metadata.name", false);
            cx.push(Finding::error("match-fields-invalid", key.span(), message).with_fix(fix));
        }
        None => {}
    }
}
