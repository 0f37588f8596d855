//! Labels: of the Pod for selectors, of selectors for the Pod, and those every node has.

use crate::pod::{Map, Object};

use super::{Asked, Choices, scalar};

/// Labels of nodes, with what they tell.
pub(in crate::ide::complete) const NODE_LABELS: &[(&str, &str)] = &[
    ("kubernetes.io/os", "operating system of the node: linux, windows"),
    ("kubernetes.io/arch", "processor architecture of the node: amd64, arm64"),
    ("kubernetes.io/hostname", "name of one node"),
    ("topology.kubernetes.io/zone", "zone the node is in"),
    ("topology.kubernetes.io/region", "region the node is in"),
    ("node.kubernetes.io/instance-type", "kind of machine, as the provider calls it"),
    ("node-role.kubernetes.io/control-plane", "there on nodes that run the control plane; its value is empty"),
];

/// Every label at hand: of the Pod, of its object, and of what selects it. Those the place has are not asked
/// for again, so they are no trouble.
fn all<'a>(asked: Asked<'a>) -> Vec<(Map<'a>, &'static str)> {
    let object: &Object<'a> = &asked.place.object;
    let labels = |map: Option<Map<'a>>| map.and_then(|map| map.map("metadata")?.map("labels"));
    let spec = object.map.map("spec").filter(|_| object.kind != "Pod");
    let selector = spec.and_then(|spec| spec.map("selector"));
    let selector = selector.map(|selector| selector.map("matchLabels").unwrap_or(selector));
    let found = [
        (labels(object.template()), "label of the Pod"),
        (selector, "label that selects the Pod"),
        (labels(Some(object.map)), "label of the object"),
    ];
    let here = asked.place.last().map(|step| step.holder.span());
    let is_here = |map: &Map<'_>| Some(map.node().span()) == here;
    let mut found: Vec<_> =
        found.into_iter().filter_map(|(map, what)| map.filter(|map| !is_here(map)).map(|map| (map, what))).collect();
    found.dedup_by_key(|(map, _)| map.node().span());
    found
}

/// The keys of the labels.
pub(super) fn keys(asked: Asked<'_>, out: &mut Choices) {
    for (map, what) in all(asked) {
        for field in map.fields() {
            out.text(field.name, what);
        }
    }
}

/// The values the label `key` has.
pub(super) fn values(asked: Asked<'_>, key: &str, out: &mut Choices) {
    for (map, what) in all(asked) {
        out.text(map.get(key).and_then(scalar).unwrap_or_default(), what);
    }
    let name = asked.place.object.map.map("metadata").and_then(|meta| meta.text("name"));
    match (key, name) {
        (
            "app" | "app.kubernetes.io/name" | "app.kubernetes.io/instance" | "k8s-app" | "name" | "job-name",
            Some(name),
        ) => {
            out.text(name, "name of the object");
        }
        ("app.kubernetes.io/managed-by", _) => out.usual("Helm", ""),
        _ => {}
    }
}

/// The keys a node is chosen by.
pub(super) fn node_keys(asked: Asked<'_>, out: &mut Choices) {
    let fields = asked.place.steps.iter().any(|step| step.name() == "matchFields" && step.is_in("NodeSelectorTerm"));
    if fields {
        out.usual("metadata.name", "name of the node");
        return;
    }
    for (name, what) in NODE_LABELS {
        out.usual(name, what);
    }
}

/// The values a label of nodes usually has.
pub(super) fn node_values(key: &str, out: &mut Choices) {
    let known: &[&str] = match key {
        "kubernetes.io/os" | "beta.kubernetes.io/os" => &["linux", "windows"],
        "kubernetes.io/arch" | "beta.kubernetes.io/arch" => &["amd64", "arm64", "arm", "ppc64le", "riscv64", "s390x"],
        _ => &[],
    };
    for name in known {
        out.usual(name, "");
    }
}

/// Paths to the labels and annotations of the Pod one by one.
pub(super) fn field_paths(asked: Asked<'_>, out: &mut Choices) {
    let Some(meta) = asked.place.object.template().and_then(|template| template.map("metadata")) else { return };
    for (list, what) in [("labels", "label of the Pod"), ("annotations", "annotation of the Pod")] {
        for field in meta.map(list).into_iter().flat_map(Map::fields) {
            out.text(&format!("metadata.{list}['{}']", field.name), what);
        }
    }
}
