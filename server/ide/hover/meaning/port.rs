//! A port of a container: who else uses it. Knows probes, hooks, other containers and the Services of
//! the same file; asks no cluster.

use std::fmt::Write as _;

use super::super::Cx;
use crate::ide::facts::{and_list, code};
use crate::ide::neighbours;
use crate::pod::{Container, Map, Pod, int};
use crate::syntax::Node;

/// The port an entry of `ports` opens.
pub(super) fn of_entry(cx: &Cx<'_, '_>, pod: &Pod<'_>, container: &Container<'_>, port: Map<'_>) -> Option<String> {
    let number = port.int("containerPort")?;
    let name = port.text("name");
    let is_it =
        |node: Node<'_>| int(node) == Some(number) || (name.is_some() && node.value() == name.unwrap_or_default());
    let mut users: Vec<String> = handlers(container.map)
        .filter(|(_, handler)| handler.get("port").is_some_and(is_it))
        .map(|(what, _)| code(what))
        .collect();
    for service in services(cx, pod) {
        let whose = neighbours::name(&service).unwrap_or_default();
        let ports = service.map.map("spec").into_iter().flat_map(|spec| spec.maps("ports"));
        for (_, entry) in ports {
            // Without a target, a Service leads to the port of its own number.
            if entry.get("targetPort").or_else(|| entry.get("port")).is_some_and(is_it) {
                let at = entry.int("port").map_or_else(String::new, |port| format!(" (port {port})"));
                users.push(format!("the Service {}{at}", code(whose)));
            }
        }
    }
    let protocol = port.text("protocol").unwrap_or("TCP");
    let same = |other: &Map<'_>| {
        other.int("containerPort") == Some(number) && other.text("protocol").unwrap_or("TCP") == protocol
    };
    let rivals: Vec<String> = pod
        .containers
        .iter()
        .filter(|other| other.map.node().span() != container.map.node().span())
        .filter(|other| other.map.maps("ports").any(|(_, port)| same(&port)))
        .map(|other| code(other.name()))
        .collect();
    let called = name.map_or_else(String::new, |name| format!(", called {}", code(name)));
    let mut out = format!("Port {number}/{protocol} of {}{called}.", code(container.name()));
    if users.is_empty() {
        out.push_str(" No probe and no Service of this file uses it.");
    } else {
        let _ = write!(out, " Used by {}.", and_list(&users));
    }
    if !rivals.is_empty() {
        let _ = write!(
            out,
            " Also named by {}: the containers of a Pod share one address, so only one of them can listen on it.",
            and_list(&rivals)
        );
    }
    if let Some(host) = port.int("hostPort") {
        let _ = write!(out, " On the node it is port {host}, so only one such Pod fits on a node.");
    }
    Some(out)
}

/// The port a probe or hook asks for.
pub(super) fn of_handler(container: &Container<'_>, asked: Node<'_>) -> Option<String> {
    let number = int(asked);
    let mut ports = container.map.maps("ports").map(|(_, port)| port);
    let port = ports.find(|port| match number {
        Some(number) => port.int("containerPort") == Some(number),
        None => port.text("name") == Some(asked.value()),
    });
    let whose = code(container.name());
    Some(match (port, number) {
        (Some(port), None) => format!("Port {} of {whose}.", port.int("containerPort")?),
        (Some(port), Some(number)) => match port.text("name") {
            Some(name) => format!("Port {number} of {whose}, named {} in its `ports`.", code(name)),
            None => format!("Port {number} of {whose}, listed in its `ports`."),
        },
        (None, None) => format!("{whose} has no port of this name."),
        (None, Some(number)) => {
            format!("Port {number} of {whose}; not listed in its `ports`, which does not matter.")
        }
    })
}

/// The Services of the file that lead to the Pod.
fn services<'c>(cx: &'c Cx<'c, '_>, pod: &Pod<'_>) -> impl Iterator<Item = crate::pod::Object<'c>> {
    let labels = pod.metadata.and_then(|metadata| metadata.map("labels"));
    let selected = move |service: &crate::pod::Object<'_>| {
        let selector = service.map.map("spec").and_then(|spec| spec.map("selector"));
        selector.is_some_and(|selector| neighbours::selects(selector, labels))
    };
    neighbours::of_kind(cx.snapshot, &cx.place.object, "Service").filter(selected).collect::<Vec<_>>().into_iter()
}

/// What asks for ports inside a container, with the field it stands in.
fn handlers(container: Map<'_>) -> impl Iterator<Item = (&'static str, Map<'_>)> {
    let probes = ["startupProbe", "readinessProbe", "livenessProbe"];
    let probes = probes.into_iter().filter_map(move |name| Some((name, container.map(name)?)));
    let hooks = container.map("lifecycle").into_iter().flat_map(|lifecycle| {
        ["postStart", "preStop"].into_iter().filter_map(move |name| Some((name, lifecycle.map(name)?)))
    });
    probes.chain(hooks).flat_map(|(name, holder)| {
        let kinds = ["httpGet", "tcpSocket", "grpc"].into_iter();
        kinds.filter_map(move |kind| Some((name, holder.map(kind)?)))
    })
}
