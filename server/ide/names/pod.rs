//! The names inside one Pod: containers, volumes, ports, variables, claims, and who uses them there.
//! What belongs to a namespace is `objects`'.

use std::collections::HashSet;

use super::index::{Id, Kind, Spots};
use crate::pod::{Container, Map, Pod, int};
use crate::syntax::Node;
use crate::text::{Span, cut};

/// Annotations whose value is the name of a container.
const CONTAINER_ANNOTATIONS: [&str; 2] =
    ["kubectl.kubernetes.io/default-container", "kubectl.kubernetes.io/default-logs-container"];

/// Annotations whose key ends with the name of a container.
const CONTAINER_KEYS: [&str; 2] =
    ["container.apparmor.security.beta.kubernetes.io/", "container.seccomp.security.alpha.kubernetes.io/"];

/// Adds the names of `pod`.
pub(super) fn names<'a>(pod: &Pod<'a>, spots: &mut Spots<'a>) {
    let at = pod.spec.node().start();
    let container_name = move |name| Id::inside(Kind::Container, at, name);
    let volume_name = move |name| Id::inside(Kind::Volume, at, name);
    for (_, volume) in pod.spec.maps("volumes") {
        spots.value(volume.field("name"), true, volume_name);
        downward(volume, spots, at);
        for (_, source) in volume.map("projected").into_iter().flat_map(|projected| projected.maps("sources")) {
            downward(source, spots, at);
        }
    }
    for (_, claim) in pod.spec.maps("resourceClaims") {
        spots.value(claim.field("name"), true, move |name| Id::inside(Kind::Claim, at, name));
    }
    for container in &pod.containers {
        let map = container.map;
        spots.value(map.field("name"), true, container_name);
        spots.value(map.field("targetContainerName"), false, container_name);
        for list in ["volumeMounts", "volumeDevices"] {
            for (_, mount) in map.maps(list) {
                spots.value(mount.field("name"), false, volume_name);
            }
        }
        for (_, claim) in map.map("resources").into_iter().flat_map(|resources| resources.maps("claims")) {
            spots.value(claim.field("name"), false, move |name| Id::inside(Kind::Claim, at, name));
        }
        ports(container, spots);
        variables(container, spots, at);
    }
    for field in pod.metadata.and_then(|metadata| metadata.map("annotations")).into_iter().flat_map(Map::fields) {
        if CONTAINER_ANNOTATIONS.contains(&field.name) {
            spots.value(Some(field), false, container_name);
        }
        let name = CONTAINER_KEYS.iter().find_map(|prefix| field.name.strip_prefix(prefix));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            let source = field.key.source();
            if let Some(start) = source.rfind(name) {
                spots.part(field.key, part(start, name), container_name(name));
            }
        }
    }
}

/// The span of `name` at `start` of some source.
fn part(start: usize, name: &str) -> Span {
    Span::new(start as u32, (start + name.len()) as u32)
}

/// What the downward API takes into a volume.
fn downward<'a>(holder: Map<'a>, spots: &mut Spots<'a>, pod: u32) {
    for (_, item) in holder.map("downwardAPI").into_iter().flat_map(|source| source.maps("items")) {
        from_pod(item, spots, pod);
    }
}

/// References to the Pod itself: a resource of a container, a label.
fn from_pod<'a>(holder: Map<'a>, spots: &mut Spots<'a>, pod: u32) {
    let container = holder.map("resourceFieldRef").and_then(|source| source.field("containerName"));
    spots.value(container, false, move |name| Id::inside(Kind::Container, pod, name));
    let Some(path) = holder.map("fieldRef").and_then(|source| source.get("fieldPath")) else { return };
    let source = path.source();
    let Some(open) = source.find("metadata.labels[").map(|at| at + "metadata.labels[".len()) else { return };
    let rest = cut(source, open..source.len());
    let inner = rest.trim_start_matches(['\'', '"', '\\']);
    let Some(end) = inner.find(['\'', '"', '\\', ']']).filter(|end| *end > 0) else { return };
    let key = cut(inner, 0..end);
    let start = open + rest.len() - inner.len();
    spots.part(path, part(start, key), Id::inside(Kind::LabelKey, pod, key));
}

/// The ports of a container, and the probes and hooks that use them.
fn ports<'a>(container: &Container<'a>, spots: &mut Spots<'a>) {
    let map = container.map;
    let at = map.node().start();
    for (_, port) in map.maps("ports") {
        spots.value(port.field("name"), true, move |name| Id::inside(Kind::Port, at, name));
        spots.value(port.field("containerPort"), true, move |name| Id::inside(Kind::PortNumber, at, name));
    }
    let probes = ["startupProbe", "readinessProbe", "livenessProbe"].into_iter().filter_map(|name| map.map(name));
    let lifecycle = map.map("lifecycle");
    let hooks = ["postStart", "preStop"].into_iter().filter_map(|name| lifecycle.and_then(|hooks| hooks.map(name)));
    for handler in probes.chain(hooks) {
        for action in ["httpGet", "tcpSocket", "grpc"].into_iter().filter_map(|name| handler.map(name)) {
            let port = action.field("port");
            let kind = port_kind(port.map(|port| port.value));
            spots.value(port, false, move |name| Id::inside(kind, at, name));
        }
    }
}

/// Whether a port is given by its number or its name.
pub(super) fn port_kind(port: Option<Node<'_>>) -> Kind {
    if port.and_then(int).is_some() { Kind::PortNumber } else { Kind::Port }
}

/// The environment of a container, and where `$(NAME)` is replaced by it.
fn variables<'a>(container: &Container<'a>, spots: &mut Spots<'a>, pod: u32) {
    let map = container.map;
    let at = map.node().start();
    let texts = map.items("command").chain(map.items("args"));
    let mut known = HashSet::new();
    for (_, variable) in map.maps("env") {
        spots.value(variable.field("name"), true, move |name| Id::inside(Kind::Variable, at, name));
        known.extend(variable.get("name").map(Node::value));
        if let Some(from) = variable.map("valueFrom") {
            from_pod(from, spots, pod);
        }
    }
    let values = map.maps("env").filter_map(|(_, variable)| variable.get("value"));
    for text in texts.chain(values) {
        expansions(text, |start, name| {
            // A shell's own `$(date)` looks the same.
            if known.contains(name) {
                spots.part(text, part(start, name), Id::inside(Kind::Variable, at, name));
            }
        });
    }
}

/// Calls `found` for each `$(NAME)` in the source of `text`; `$$(NAME)` stands for itself.
fn expansions<'a>(text: Node<'a>, mut found: impl FnMut(usize, &'a str)) {
    let source = text.source();
    let mut at = 0;
    while let Some(dollar) = source.get(at..).and_then(|rest| rest.find('$')).map(|found| found + at) {
        let rest = source.get(dollar + 1..).unwrap_or_default();
        at = dollar + 1;
        if rest.starts_with('$') {
            at += 1;
        } else if let Some(inner) = rest.strip_prefix('(')
            && let Some(end) = inner.find([')', '$', '\n'])
            && inner.as_bytes().get(end) == Some(&b')')
        {
            found(dollar + 2, cut(inner, 0..end));
            at = dollar + 2;
        }
    }
}
