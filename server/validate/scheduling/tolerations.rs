//! Tolerations: which taints of nodes a Pod puts up with. Facts K17-K23.

use super::filled;
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Map, text};
use crate::validate::grammar::{LABEL_KEY, LABEL_VALUE, cut, head};
use crate::validate::{Cx, mend, placeholder::is_placeholder};

/// A toleration, whatever it was read from; what is absent is empty.
pub(in crate::validate) struct Toleration<'a> {
    pub(in crate::validate) key: &'a str,
    pub(in crate::validate) operator: &'a str,
    pub(in crate::validate) value: &'a str,
    pub(in crate::validate) effect: &'a str,
    /// It has `tolerationSeconds`.
    pub(in crate::validate) has_seconds: bool,
}

/// Judges `tolerations`.
pub(super) fn check(cx: &mut Cx<'_>, spec: Map<'_>) {
    for (_, map) in spec.maps("tolerations") {
        let get = |name| filled(map, name).and_then(text).unwrap_or_default();
        let is_open = |name| filled(map, name).is_some_and(|node| text(node).is_none() || is_placeholder(node));
        if ["key", "operator", "value", "effect"].into_iter().any(is_open) {
            continue;
        }
        let toleration = Toleration {
            key: get("key"),
            operator: get("operator"),
            value: get("value"),
            effect: get("effect"),
            has_seconds: map.has("tolerationSeconds"),
        };
        let wrong_key = filled(map, "key").is_some_and(|key| LABEL_KEY.check(cx, key, "taint key"));
        let wrong_value = matches!(toleration.operator, "" | "Equal")
            && filled(map, "value").is_some_and(|value| LABEL_VALUE.check(cx, value, "taint value"));
        if !wrong_key && !wrong_value {
            conditions(cx, map, &toleration);
        }
    }
}

/// What one part of a toleration demands of another.
fn conditions(cx: &mut Cx<'_>, map: Map<'_>, toleration: &Toleration<'_>) {
    let operator = map.get("operator");
    // An unknown operator is said already.
    let known = matches!(toleration.operator, "" | "Equal" | "Exists");
    if toleration.key.is_empty() && toleration.operator != "Exists" && known && !cx.is_patch && !map.is_damaged() {
        let span = operator.map_or_else(|| head(map), crate::syntax::Node::span);
        let message = "without a `key` the `operator` must be `Exists`, which tolerates every taint; add a `key`";
        let fix = operator.filter(|_| toleration.value.is_empty()).and_then(|node| mend::say(node, "Exists", false));
        cx.push(Finding::error("toleration-without-key", span, message).with_fix(fix));
    }
    if let Some(operator) = operator.filter(|_| toleration.operator == "Exists" && !toleration.value.is_empty()) {
        let message = "`Exists` takes no `value`; remove the `value`, or write `Equal`";
        let fix = mend::say(operator, "Equal", false).filter(|_| !toleration.key.is_empty());
        let finding = Finding::error("toleration-value-with-exists", operator.span(), message).with_fix(fix);
        let place = map.field("value").map_or(operator.span(), |value| value.key.span());
        cx.push(finding.with_related(place, "the `value` is here"));
    }
    let seconds = map.field("tolerationSeconds").filter(|_| toleration.has_seconds);
    let fits = matches!(toleration.effect, "NoExecute") || (cx.is_patch && toleration.effect.is_empty());
    let known = matches!(toleration.effect, "" | "NoSchedule" | "PreferNoSchedule");
    if let Some(seconds) = seconds.filter(|_| !fits && known) {
        let effect = filled(map, "effect");
        let span = effect.map_or(seconds.key.span(), crate::syntax::Node::span);
        let message = "with `tolerationSeconds` the `effect` must be `NoExecute`";
        let fix = effect.and_then(|effect| mend::say(effect, "NoExecute", false));
        let finding = Finding::error("toleration-seconds-effect", span, message).with_fix(fix);
        cx.push(finding.with_related(seconds.key.span(), "`tolerationSeconds` is set here"));
    }
}

/// The first fault of a toleration.
pub(in crate::validate) fn fault(toleration: &Toleration<'_>) -> Option<String> {
    let Toleration { key, operator, value, effect, has_seconds } = *toleration;
    if let Some(wrong) = name::qualified(key).filter(|_| !key.is_empty()) {
        return Some(format!("the taint key `{}` {wrong}", cut(key)));
    }
    if key.is_empty() && operator != "Exists" {
        return Some("without a `key` the `operator` must be `Exists`".to_owned());
    }
    if has_seconds && effect != "NoExecute" {
        return Some("with `tolerationSeconds` the `effect` must be `NoExecute`".to_owned());
    }
    let wrong = match operator {
        "" | "Equal" => name::label_value(value).map(|wrong| format!("the taint value `{}` {wrong}", cut(value))),
        "Exists" if value.is_empty() => None,
        "Exists" => Some("`Exists` takes no `value`".to_owned()),
        _ => Some(format!("`{}` is not an operator; write `Equal` or `Exists`", cut(operator))),
    };
    let known = matches!(effect, "" | "NoSchedule" | "PreferNoSchedule" | "NoExecute");
    wrong.or_else(|| (!known).then(|| format!("`{}` is not an effect of a taint", cut(effect))))
}
