//! Labels of Pods, and the selectors in the file that find them. A selector that finds no Pod of the
//! file names nothing.

use std::collections::HashMap;

use super::index::{Id, Kind, Spots};
use super::scene::{PodOf, Scene};
use crate::pod::{Map, text};

/// A selector is tied to at most this many Pods.
const MAX_MATCHES: usize = 100;

/// What a selector may look like.
#[derive(Clone, Copy)]
enum Selector<'a> {
    /// Labels that must be there.
    Plain(Map<'a>),
    /// `matchLabels` and `matchExpressions`.
    Full(Map<'a>),
}

/// Finds Pods by their labels.
pub(super) struct Finder<'s, 'a> {
    pods: &'s [PodOf<'a>],
    by_label: HashMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'s, 'a> Finder<'s, 'a> {
    /// A finder for `pods`.
    pub(super) fn new(pods: &'s [PodOf<'a>]) -> Self {
        let mut by_label: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, pod) in pods.iter().enumerate() {
            for field in pod.labels.into_iter().flat_map(Map::fields) {
                by_label.entry((field.name, field.value.value())).or_default().push(index);
            }
        }
        Self { pods, by_label }
    }

    /// The Pods in `space` that a Service with the selector `labels` finds.
    pub(super) fn by_labels(&self, space: &str, labels: Map<'a>) -> Vec<&'s PodOf<'a>> {
        self.matches(space, Selector::Plain(labels))
    }

    fn matches(&self, space: &str, selector: Selector<'a>) -> Vec<&'s PodOf<'a>> {
        let first = selector.labels().and_then(|labels| labels.fields().next());
        let mut found = Vec::new();
        let mut take = |pod: &'s PodOf<'a>| {
            if pod.space == space && found.len() < MAX_MATCHES && selector.selects(pod) {
                found.push(pod);
            }
        };
        match first {
            Some(field) => {
                let candidates = self.by_label.get(&(field.name, field.value.value()));
                candidates.into_iter().flatten().filter_map(|index| self.pods.get(*index)).for_each(take);
            }
            None if selector.has_expressions() => self.pods.iter().take(1000).for_each(&mut take),
            None => {}
        }
        found
    }

    fn add(&self, space: &str, selector: Selector<'a>, spots: &mut Spots<'a>) {
        for pod in self.matches(space, selector) {
            selector.tie(pod, spots);
        }
    }
}

impl<'a> Selector<'a> {
    fn labels(self) -> Option<Map<'a>> {
        match self {
            Selector::Plain(labels) => Some(labels),
            Selector::Full(selector) => selector.map("matchLabels"),
        }
    }

    fn has_expressions(self) -> bool {
        matches!(self, Selector::Full(selector) if selector.maps("matchExpressions").next().is_some())
    }

    fn expressions(self) -> impl Iterator<Item = Map<'a>> {
        let full = if let Selector::Full(selector) = self { Some(selector) } else { None };
        full.into_iter().flat_map(|selector| selector.maps("matchExpressions")).map(|(_, expression)| expression)
    }

    fn selects(self, pod: &PodOf<'a>) -> bool {
        let label = |key: &str| pod.labels.and_then(|labels| labels.get(key)).map(crate::syntax::Node::value);
        let equal = self.labels().is_none_or(|labels| {
            labels.fields().all(|field| label(field.name).is_some_and(|value| value == field.value.value()))
        });
        let holds = |expression: Map<'a>| {
            let value = label(expression.text("key").unwrap_or_default());
            let listed = || value.is_some_and(|value| expression.items("values").any(|item| item.value() == value));
            match expression.text("operator").unwrap_or_default() {
                "In" => listed(),
                "NotIn" => !listed(),
                "Exists" => value.is_some(),
                "DoesNotExist" => value.is_none(),
                _ => false,
            }
        };
        equal && self.expressions().all(holds)
    }

    /// Adds the labels of `pod` that stand in this selector, which selects it.
    fn tie(self, pod: &PodOf<'a>, spots: &mut Spots<'a>) {
        let at = pod.at;
        for field in self.labels().into_iter().flat_map(Map::fields) {
            spots.key(field.key, false, Id::inside(Kind::LabelKey, at, field.name));
            spots.scalar(field.written, false, |value| Id::label(at, field.name, value));
        }
        for expression in self.expressions() {
            let Some(key) = expression.field("key") else { continue };
            let Some(label) = pod.labels.and_then(|labels| labels.field(key.value.value())) else { continue };
            spots.value(Some(key), false, |key| Id::inside(Kind::LabelKey, at, key));
            let Some(values) = expression.get("values") else { continue };
            for item in values.items().filter(|item| item.resolve().and_then(text) == Some(label.value.value())) {
                spots.scalar(item, false, |value| Id::label(at, label.name, value));
            }
        }
    }
}

/// Adds the labels of all Pods of `scene` and what selects them.
pub(super) fn names<'a>(scene: &Scene<'a>, finder: &Finder<'_, 'a>, spots: &mut Spots<'a>) {
    for pod in &scene.pods {
        let at = pod.at;
        for field in pod.labels.into_iter().flat_map(Map::fields) {
            spots.key(field.key, true, Id::inside(Kind::LabelKey, at, field.name));
            spots.scalar(field.written, true, |value| Id::label(at, field.name, value));
        }
        if let Some(selector) = pod.object.map.map("spec").and_then(|spec| spec.map("selector")) {
            let is_plain = pod.object.kind == "ReplicationController";
            let selector = if is_plain { Selector::Plain(selector) } else { Selector::Full(selector) };
            if !pod.is_bare() && selector.selects(pod) {
                selector.tie(pod, spots);
            }
        }
        for term in terms(pod.pod.spec) {
            if let Some(selector) = term.map("labelSelector").filter(|_| !term.has("namespaces")) {
                finder.add(pod.space, Selector::Full(selector), spots);
            }
            for list in ["matchLabelKeys", "mismatchLabelKeys"] {
                for item in term.get(list).into_iter().flat_map(crate::syntax::Node::items) {
                    spots.scalar(item, false, |key| Id::inside(Kind::LabelKey, at, key));
                }
            }
        }
    }
    for other in &scene.others {
        let Some(spec) = other.map.map("spec") else { continue };
        let space = super::scene::space(other);
        let selector = match other.kind {
            "Service" => spec.map("selector").map(Selector::Plain),
            "PodDisruptionBudget" => spec.map("selector").map(Selector::Full),
            "NetworkPolicy" => spec.map("podSelector").map(Selector::Full),
            _ => continue,
        };
        if let Some(selector) = selector {
            finder.add(space, selector, spots);
        }
        for (rules, peers) in [("ingress", "from"), ("egress", "to")] {
            for (_, peer) in spec.maps(rules).flat_map(|(_, rule)| rule.maps(peers)) {
                if let Some(selector) = peer.map("podSelector").filter(|_| !peer.has("namespaceSelector")) {
                    finder.add(space, Selector::Full(selector), spots);
                }
            }
        }
    }
}

/// Everything in a `PodSpec` that holds a `labelSelector`.
fn terms(spec: Map<'_>) -> impl Iterator<Item = Map<'_>> {
    let affinity = spec.map("affinity");
    let sides = ["podAffinity", "podAntiAffinity"].into_iter().filter_map(move |side| affinity?.map(side));
    let terms = sides.flat_map(|side| {
        let required = side.maps("requiredDuringSchedulingIgnoredDuringExecution").map(|(_, term)| term);
        let preferred = side.maps("preferredDuringSchedulingIgnoredDuringExecution");
        required.chain(preferred.filter_map(|(_, term)| term.map("podAffinityTerm")))
    });
    terms.chain(spec.maps("topologySpreadConstraints").map(|(_, spread)| spread))
}
