//! Label selectors: their grammar, and which labels they match.
//! Facts K14, K32, Z3; source: kube-apiserver v1.36, `ValidateLabelSelector`.

use super::grammar::{LABEL_KEY, LABEL_VALUE, labels};
use super::placeholder::is_placeholder;
use super::{Cx, mend};
use crate::finding::{Finding, Fix};
use crate::pod::{Map, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::syntax::edit::Value;
use crate::text::Edit;

/// Says what is wrong with the selector `selector`; returns whether anything is.
pub(super) fn check(cx: &mut Cx<'_>, selector: Map<'_>) -> bool {
    let count = cx.count();
    if let Some(equal) = selector.map("matchLabels") {
        labels(cx, equal, "label");
    }
    for (_, expression) in selector.maps("matchExpressions") {
        if let Some(key) = expression.get("key").filter(|key| text(*key).is_some_and(|key| !key.is_empty())) {
            LABEL_KEY.check(cx, key, "label key");
        }
        operands(cx, expression);
        if cx.minor >= Minor(26) {
            for value in expression.items("values") {
                LABEL_VALUE.check(cx, value, "label value");
            }
        }
    }
    cx.count() > count
}

/// Says if an expression has values where its operator takes none, or lacks them: `In` and `NotIn` need
/// some, `Exists` and `DoesNotExist` take none, `Gt` and `Lt` need one.
pub(super) fn operands(cx: &mut Cx<'_>, expression: Map<'_>) {
    let Some(operator) = expression.get("operator") else { return };
    let Some(name) = text(operator) else { return };
    let values = expression.field("values");
    let count = expression.items("values").take(2).count();
    let damaged = expression.is_damaged() || values.is_some_and(|values| values.value.is_damaged());
    let written = values.filter(|values| values.present().is_some());
    match (name, count) {
        ("Exists" | "DoesNotExist", 1..) => {
            let Some(values) = written else { return };
            let message = format!("`{name}` takes no `values`; remove them, or write `In`");
            let fix = mend::say(operator, if name == "Exists" { "In" } else { "NotIn" }, false);
            let finding = Finding::error("selector-values-invalid", values.key.span(), message).with_fix(fix);
            cx.push(finding.with_related(operator.span(), format!("`{name}` is set here")));
        }
        ("In" | "NotIn", 0) if !damaged && !cx.is_patch && is_empty_list(written.map(|values| values.value)) => {
            let span = written.map_or(operator.span(), |values| values.key.span());
            let message = format!("`{name}` needs at least one item in `values`");
            cx.push(Finding::error("selector-values-invalid", span, message));
        }
        ("Gt" | "Lt", _) if count != 1 && !damaged && !cx.is_patch => {
            if written.is_some_and(|values| !values.value.is_sequence()) {
                return;
            }
            let span = written.map_or(operator.span(), |values| values.key.span());
            let message = format!("`{name}` needs exactly one item in `values`, a whole number in quotes");
            cx.push(Finding::error("selector-values-invalid", span, message));
        }
        _ => {}
    }
}

/// Nothing, or a list without items; anything else is of the wrong type and said elsewhere.
fn is_empty_list(values: Option<Node<'_>>) -> bool {
    values.is_none_or(|values| values.is_sequence() && values.items().next().is_none())
}

/// Which part of a right selector does not match labels.
#[derive(Clone, Copy)]
pub(super) enum Mismatch<'a> {
    /// This label must be there, with this value.
    Label(Node<'a>, &'a str, &'a str),
    /// This expression does not hold.
    Expression(Map<'a>, &'a str),
}

/// The first part of the right selector `selector` that labels do not match; `label` finds the value of one.
/// None also if something in the selector is not of the type it should be.
pub(super) fn mismatch<'a, 'l>(selector: Map<'a>, label: impl Fn(&str) -> Option<&'l str>) -> Option<Mismatch<'a>> {
    if let Some(equal) = selector.map("matchLabels")
        && let Some(found) = mismatched_label(equal, &label)
    {
        return Some(found);
    }
    for (_, expression) in selector.maps("matchExpressions") {
        let (Some(key), Some(operator)) = (expression.text("key"), expression.text("operator")) else { continue };
        let value = label(key);
        let listed = || value.is_some_and(|value| expression.items("values").any(|item| text(item) == Some(value)));
        let holds = match operator {
            "In" => listed(),
            "NotIn" => !listed(),
            "Exists" => value.is_some(),
            "DoesNotExist" => value.is_none(),
            _ => true,
        };
        if !holds {
            return Some(Mismatch::Expression(expression, key));
        }
    }
    None
}

/// The first of the labels `equal` that is not among those that `label` finds.
pub(super) fn mismatched_label<'a, 'l>(
    equal: Map<'a>,
    label: &impl Fn(&str) -> Option<&'l str>,
) -> Option<Mismatch<'a>> {
    equal.fields().find_map(|field| {
        let wanted = if field.present().is_some() { text(field.value)? } else { "" };
        (label(field.name) != Some(wanted)).then_some(Mismatch::Label(field.key, field.name, wanted))
    })
}

/// More labels than these are not copied into a selector.
const MOST: usize = 8;

/// A selector that selects all of `labels`, if they are few and known.
pub(super) fn selecting(labels: Map<'_>) -> Option<Value> {
    let mut wanted = Vec::new();
    for label in labels.fields() {
        let value = text(label.value).filter(|_| !is_placeholder(label.value))?;
        wanted.push((label.name.to_owned(), Value::String(value.to_owned())));
    }
    let some = (1..=MOST).contains(&wanted.len());
    some.then(|| Value::map([("matchLabels", Value::Map(wanted))]))
}

/// A fix that gives the label behind `value` the value `wanted`.
pub(super) fn agree(value: Node<'_>, wanted: &str) -> Option<Fix> {
    if value.is_absent() {
        let edits = vec![Edit::replace(value.span(), format!(" \"{wanted}\""))];
        return Some(Fix::suggestion(format!("Change to `{wanted}`"), edits));
    }
    mend::say(value, wanted, false)
}
