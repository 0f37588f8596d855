//! Affinity to other Pods, and away from them. Facts K12-K16, W7.

use super::label_keys::{Keys, Merge};
use super::{filled, nodes};
use crate::finding::Finding;
use crate::pod::Map;
use crate::schema::Minor;
use crate::validate::grammar::{LABEL, LABEL_KEY, head};
use crate::validate::scope::Scope;
use crate::validate::{Cx, reshape, selector};

/// Judges `affinity.podAffinity` and `affinity.podAntiAffinity`.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, affinity: Map<'_>) {
    for name in ["podAffinity", "podAntiAffinity"] {
        let Some(pods) = affinity.map(name) else { continue };
        for (_, term) in pods.maps("requiredDuringSchedulingIgnoredDuringExecution") {
            self::term(cx, scope, term);
        }
        for (_, preferred) in pods.maps("preferredDuringSchedulingIgnoredDuringExecution") {
            nodes::weight(cx, preferred);
            if let Some(term) = preferred.map("podAffinityTerm") {
                self::term(cx, scope, term);
            }
        }
    }
}

fn term(cx: &mut Cx<'_>, scope: &Scope<'_>, term: Map<'_>) {
    for name in ["labelSelector", "namespaceSelector"] {
        if let Some(selector) = term.map(name) {
            selector::check(cx, selector);
        }
    }
    for namespace in term.items("namespaces") {
        LABEL.check(cx, namespace, "namespace");
    }
    if let Some(key) = filled(term, "topologyKey") {
        LABEL_KEY.check(cx, key, "topology key");
    }
    // Older servers drop the keys before they look.
    if cx.minor >= Minor(31) {
        let keys = Keys { of: term, merge: Merge::of(scope) };
        keys.check(cx, "matchLabelKeys");
        keys.check(cx, "mismatchLabelKeys");
        keys.exclusive(cx);
    }
    no_selector(cx, term, None);
}

/// Warns of a term or constraint that counts no Pods because it selects none.
pub(super) fn no_selector(cx: &mut Cx<'_>, map: Map<'_>, labels: Option<Map<'_>>) {
    if map.has("labelSelector") || map.is_damaged() || cx.is_patch {
        return;
    }
    let span = map.field("labelSelector").or_else(|| map.field("topologyKey"));
    let span = span.map_or_else(|| head(map), |field| field.key.span());
    let message = "without a `labelSelector` this matches no Pod; select the Pods that count";
    let fix = labels
        .and_then(selector::selecting)
        .and_then(|value| reshape::set(cx.desk, map, &["labelSelector"], &value, "Select the labels of this Pod"));
    cx.push(Finding::warning("label-selector-missing", span, message).with_fix(fix));
}
