//! Labels, annotations and label selectors of claims. Facts O39, O49.
//! Source: `ValidateLabelSelector` of apimachinery at v1.36.

use super::say;
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, text};
use crate::validate::{Cx, mend, reshape};

/// Judges the label selector under `field`.
pub(super) fn check(cx: &mut Cx<'_>, map: Map<'_>, field: &str) {
    let Some(selector) = map.map(field) else { return };
    labels(cx, selector, "matchLabels");
    for (_, term) in selector.maps("matchExpressions") {
        let key = term.get("key").and_then(|node| Some((node, text(node)?))).filter(|(_, key)| !key.is_empty());
        if let Some((node, wrong)) = key.and_then(|(node, key)| Some((node, name::qualified(key)?))) {
            let message = || format!("`{}` as a label {wrong}", node.excerpt(60));
            say::wrong(cx, "label-key-invalid", node, message, None);
        }
        let values = term.field("values");
        match term.text("operator") {
            Some("In" | "NotIn") => {
                let at = term.get("operator").or_else(|| term.get("key")).unwrap_or(term.node());
                say::demand(cx, term, at.span(), "values", "`In` and `NotIn` compare with at least one value");
            }
            Some(operator @ ("Exists" | "DoesNotExist")) if say::has(term, "values") => {
                let span = values.map_or_else(|| term.node().span(), |field| field.key.span());
                let message = format!("`{operator}` compares with nothing; remove `values`");
                let fix = values.and_then(|values| reshape::remove(cx.desk, term, values));
                cx.push(Finding::error("selector-values-forbidden", span, message).with_fix(fix));
            }
            _ => {}
        }
        for value in term.items("values") {
            if let Some(wrong) = text(value).and_then(name::label_value) {
                let message = || format!("`{}` as the value of a label {wrong}", value.excerpt(60));
                say::wrong(cx, "label-value-invalid", value, message, None);
            }
        }
    }
}

/// Judges the labels under `field`.
pub(super) fn labels(cx: &mut Cx<'_>, map: Map<'_>, field: &str) {
    let Some(labels) = map.map(field) else { return };
    for label in labels.fields() {
        if let Some(wrong) = name::qualified(label.name) {
            say::wrong(cx, "label-key-invalid", label.key, || format!("`{}` as a label {wrong}", label.name), None);
        }
        if let Some(wrong) = text(label.value).and_then(name::label_value) {
            let fix = label.value.value().split_whitespace().collect::<Vec<_>>().join("-");
            let fix = name::label_value(&fix).is_none().then(|| mend::say(label.value, &fix, false)).flatten();
            let message = || format!("`{}` as the value of a label {wrong}", label.value.excerpt(60));
            say::wrong(cx, "label-value-invalid", label.value, message, fix);
        }
    }
}

/// Judges the keys of annotations; the server takes them in any case.
pub(super) fn annotations(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some(annotations) = map.map("annotations") else { return };
    for annotation in annotations.fields() {
        if let Some(wrong) = name::qualified(&annotation.name.to_lowercase()) {
            let message = || format!("`{}` as an annotation {wrong}", annotation.name);
            say::wrong(cx, "annotation-key-invalid", annotation.key, message, None);
        }
    }
}
