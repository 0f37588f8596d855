//! The server's warnings about ports, across all containers of a Pod (W20-W24).

use rustc_hash::FxHashMap;

use super::judged;
use super::ports::host_port;
use crate::finding::{Finding, Fix};
use crate::pod::{Container, Map, Role};
use crate::syntax::Node;
use crate::text::Span;
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::reshape;
use crate::validate::scope::Scope;
use crate::validate::seen::First;

/// Longer lists of ports are compared by hashing.
const FEW: usize = 16;

/// A port with what it is compared by.
#[derive(Clone, Copy)]
struct Port<'a> {
    number: i64,
    protocol: &'a str,
    /// The address and the port of the node; empty and 0 if it takes none.
    ip: &'a str,
    on_node: i64,
    span: Span,
    /// Where it stands: its container, that one's position among all, and its own in its list.
    of: Map<'a>,
    container: usize,
    index: usize,
    regular: bool,
}

pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let mut ports: Vec<Port<'_>> = Vec::new();
    let mut names: First<&str, (usize, Node<'_>)> = First::default();
    let copies = scope.host_network() && !scope.is_template;
    for (index, container) in scope.pod.containers.iter().enumerate() {
        // The server refuses ports of ephemeral containers.
        if container.role == Role::Ephemeral {
            continue;
        }
        for (at, port) in container.map.maps("ports") {
            host_ip(cx, port, copies);
            if let Some((node, text)) = judged(port, "name") {
                same_name(cx, scope, &mut names, index, node, text);
            }
            ports.extend(read(port, copies, (index, at), container));
        }
    }
    overlaps(cx, &ports);
}

fn read<'a>(
    map: Map<'a>,
    copies: bool,
    (container_index, index): (usize, usize),
    container: &Container<'a>,
) -> Option<Port<'a>> {
    let (node, number) = super::number(map, "containerPort")?;
    Some(Port {
        number,
        protocol: map.text("protocol").filter(|protocol| !protocol.is_empty()).unwrap_or("TCP"),
        ip: map.text("hostIP").unwrap_or_default(),
        on_node: host_port(map, copies).map_or(0, |(_, port)| port),
        span: node.span(),
        of: container.map,
        container: container_index,
        index,
        regular: matches!(container.role, Role::App | Role::PlainSidecar),
    })
}

/// An address of the node is of no use without a port of the node.
fn host_ip(cx: &mut Cx<'_>, port: Map<'_>, copies: bool) {
    let Some(field) = port.field("hostIP") else { return };
    if judged(port, "hostIP").is_none() || host_port(port, copies).is_some() {
        return;
    }
    // A port that is no number has its own finding.
    if super::number(port, "hostPort").is_some_and(|(_, port)| port != 0) {
        return;
    }
    let message = "`hostIP` has no effect without `hostPort`; add `hostPort`, or remove `hostIP`";
    let finding = Finding::warning("host-ip-without-host-port", field.key.span(), message);
    let fix = reshape::remove(cx.desk, port, field);
    cx.push(finding.with_fix(fix));
}

/// Services and probes that go by name use the first port of that name.
fn same_name<'a>(
    cx: &mut Cx<'_>,
    scope: &Scope<'a>,
    names: &mut First<&'a str, (usize, Node<'a>)>,
    index: usize,
    node: Node<'a>,
    text: &'a str,
) {
    let Some((first_index, first)) = names.before(text, (index, node)) else { return };
    // Twice in one container is an error already.
    if first_index == index {
        return;
    }
    let owner = scope.pod.containers.get(first_index).map_or("", Container::name);
    let message = format!(
        "port name `{text}` is used in container `{owner}` already; Services and probes that select it by name use \
         that one"
    );
    let mut finding = Finding::warning("duplicate-port-name", node.span(), message)
        .with_related(first.span(), format!("`{text}` is used here first"));
    let free = format!("{text}-2");
    if crate::pod::value::name::port(&free).is_none() {
        let edits = vec![mend::in_quotes(node, &free)];
        finding = finding.with_fix(Fix::suggestion(format!("Change to `{free}`"), edits));
    }
    cx.push(finding);
}

/// The same port and protocol more than once.
fn overlaps(cx: &mut Cx<'_>, ports: &[Port<'_>]) {
    if ports.len() <= FEW {
        for (at, port) in ports.iter().enumerate() {
            let before = ports.iter().take(at).filter(|other| same(port, other));
            report(cx, port, before);
        }
        return;
    }
    let mut known: FxHashMap<(i64, &str), Vec<&Port<'_>>> = FxHashMap::default();
    for port in ports {
        let before = known.entry((port.number, port.protocol)).or_default();
        report(cx, port, before.iter().copied());
        // A handful of equal ports is enough to compare with.
        if before.len() < FEW {
            before.push(port);
        }
    }
}

fn same(one: &Port<'_>, other: &Port<'_>) -> bool {
    one.number == other.number && one.protocol == other.protocol
}

/// The first clash of a port with one before it.
fn report<'p>(cx: &mut Cx<'_>, port: &Port<'_>, mut before: impl Iterator<Item = &'p Port<'p>>) {
    let clash = before.find_map(|other| Some((other, clash(port, other)?)));
    let Some((other, (code, what))) = clash else { return };
    let Port { number, protocol, .. } = port;
    let message = format!("port {number}/{protocol} {what}");
    // In another container it may be right, with another number.
    let own = port.container == other.container && code != "port-ambiguous";
    let remove = || reshape::remove_item(cx.desk, port.of, "ports", port.index, "Remove this port");
    let finding = Finding::warning(code, port.span, message).with_fix(own.then(remove).flatten());
    cx.push(finding.with_related(other.span, format!("port {number}/{protocol} is here first")));
}

fn clash(port: &Port<'_>, other: &Port<'_>) -> Option<(&'static str, &'static str)> {
    if port.ip == other.ip && port.on_node == other.on_node {
        // What takes the same port of the node at the same time is an error already.
        let together = port.container == other.container || (port.regular && other.regular);
        let is_error = port.on_node != 0 && together;
        return (!is_error).then_some(("port-duplicate", "is in this Pod twice; remove one, or change its number"));
    }
    if port.on_node == 0 || other.on_node == 0 {
        return Some(("port-overlap", "is in this Pod twice, with and without a port of the node; keep one"));
    }
    let one_ip = port.ip.is_empty() != other.ip.is_empty();
    (port.on_node == other.on_node && one_ip).then_some((
        "port-ambiguous",
        "takes the same port of the node on all addresses and on one; give both a `hostIP`, or choose another `hostPort`",
    ))
}
