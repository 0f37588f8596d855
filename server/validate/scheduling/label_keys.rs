//! `matchLabelKeys` and `mismatchLabelKeys`: labels whose values come from the Pod itself. The server puts
//! them into the selector, so they cannot be there already. Facts K16, K31.

use crate::finding::Finding;
use crate::pod::{Map, text};
use crate::syntax::Node;
use crate::validate::grammar::LABEL_KEY;
use crate::validate::scope::Scope;
use crate::validate::{Cx, reshape};

/// How the keys are compared with the selector.
#[derive(Clone, Copy)]
pub(super) enum Merge<'a> {
    /// They must not be in it.
    Never,
    /// They are put into it when the Pod is created; in a template only what is doubled already shows.
    Later,
    /// They are put into it where the Pod, which has these labels, has the label.
    Now(Option<Map<'a>>),
}

impl<'a> Merge<'a> {
    pub(super) fn of(scope: &Scope<'a>) -> Self {
        if scope.is_template {
            return Merge::Later;
        }
        Merge::Now(scope.pod.metadata.and_then(|metadata| metadata.map("labels")))
    }
}

/// The keys of one affinity term or spread constraint.
pub(super) struct Keys<'a> {
    /// The term.
    pub(super) of: Map<'a>,
    pub(super) merge: Merge<'a>,
}

impl<'a> Keys<'a> {
    /// The keys in `field`: label keys, not without a selector, and not in it twice.
    pub(super) fn check(&self, cx: &mut Cx<'_>, field: &str) {
        let Some(keys) = self.of.field(field).filter(|keys| keys.value.items().next().is_some()) else { return };
        if !self.of.has("labelSelector") {
            if !cx.is_patch && !self.of.is_damaged() {
                let message = format!("`{field}` needs a `labelSelector` beside it; add one, or remove `{field}`");
                let fix = reshape::remove(cx.desk, self.of, keys);
                cx.push(Finding::error("match-label-keys-without-selector", keys.key.span(), message).with_fix(fix));
            }
            return;
        }
        let selector = self.of.map("labelSelector");
        for (index, key) in self.of.items(field).enumerate() {
            if LABEL_KEY.check(cx, key, "label key") || field != "matchLabelKeys" {
                continue;
            }
            let place = selector.and_then(|selector| self.in_selector(selector, text(key)?));
            if let Some(place) = place {
                let name = key.value();
                let message = format!("`{name}` is in the `labelSelector` too; remove it here or there");
                let finding = Finding::error("match-label-keys-conflict", key.span(), message);
                let fix = reshape::remove_item(cx.desk, self.of, field, index, format!("Remove it from `{field}`"));
                cx.push(finding.with_related(place.span(), format!("`{name}` is set here")).with_fix(fix));
            }
        }
    }

    /// Where the key `name` clashes with the selector.
    fn in_selector(&self, selector: Map<'a>, name: &str) -> Option<Node<'a>> {
        let equal = selector.map("matchLabels").and_then(|labels| labels.field(name)).map(|label| label.key);
        let expressions = selector.maps("matchExpressions").filter_map(|(_, expression)| expression.get("key"));
        let mut places = equal.into_iter().chain(expressions.filter(|key| text(*key) == Some(name)));
        let first = places.next()?;
        match self.merge {
            Merge::Never => Some(first),
            Merge::Now(labels) if labels.is_some_and(|labels| labels.field(name).is_some()) => Some(first),
            // Two places in the selector itself.
            Merge::Now(_) | Merge::Later => places.next().map(|_| first),
        }
    }

    /// No key is in both lists.
    pub(super) fn exclusive(&self, cx: &mut Cx<'_>) {
        if self.of.field("mismatchLabelKeys").is_none() {
            return;
        }
        for (index, key) in self.of.items("matchLabelKeys").enumerate() {
            let Some(name) = text(key) else { continue };
            let same = self.of.items("mismatchLabelKeys").take(64).find(|other| text(*other) == Some(name));
            if let Some(other) = same {
                let message = format!("`{name}` is in `mismatchLabelKeys` too; remove it here or there");
                let finding = Finding::error("match-label-keys-conflict", key.span(), message);
                let title = "Remove it from `matchLabelKeys`";
                let fix = reshape::remove_item(cx.desk, self.of, "matchLabelKeys", index, title);
                cx.push(finding.with_related(other.span(), format!("`{name}` is set here")).with_fix(fix));
            }
        }
    }
}
