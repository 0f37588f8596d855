//! Ports of containers (T1-T5, T7, T8, N7). Their protocol is `structure`'s (T6).

use super::{demanded, items, number};
use crate::finding::{Finding, Fix};
use crate::pod::value::name;
use crate::pod::{Container, Map, Role};
use crate::syntax::Node;
use crate::text::Span;
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::scope::Scope;
use crate::validate::seen::{First, Seen};

/// Judges the ports of one container, one by one.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, container: &Container<'_>, list: Node<'_>) {
    let mut seen: Seen<'_> = Seen::default();
    let regular = matches!(container.role, Role::App | Role::PlainSidecar);
    let must_match = regular && scope.host_network();
    for port in items(list) {
        if let Some((node, text)) = demanded(cx, port, "name")
            && !port_name(cx, node, text)
        {
            unique_name(cx, &mut seen, node, text);
        }
        let inner = number(port, "containerPort").filter(|(node, value)| in_range(cx, *node, *value));
        let outer = number(port, "hostPort").filter(|(_, value)| *value != 0);
        let outer = outer.filter(|(node, value)| in_range(cx, *node, *value));
        if let (true, Some((inner_node, inner)), Some((node, outer))) = (must_match, inner, outer)
            && inner != outer
        {
            cx.push(mismatch(inner_node, inner, node, outer));
        }
    }
}

fn unique_name<'a>(cx: &mut Cx<'_>, seen: &mut Seen<'a>, node: Node<'a>, text: &'a str) {
    let Some(first) = seen.before(text, node) else { return };
    let message = format!("`{text}` is the name of another port of this container; give this one a name of its own");
    let finding = Finding::error("port-name-duplicate-in-container", node.span(), message);
    let free = format!("{text}-2");
    let fix = name::port(&free).is_none().then(|| mend::say(node, &free, false)).flatten();
    cx.push(finding.with_related(first.span(), format!("`{text}` is used here first")).with_fix(fix));
}

fn mismatch(inner_node: Node<'_>, inner: i64, node: Node<'_>, outer: i64) -> Finding {
    let message = format!(
        "with `hostNetwork: true` the container listens on the node itself, so `hostPort` must equal `containerPort` \
         ({inner}), not {outer}"
    );
    let to_inner = mend::amount(node, inner.to_string());
    let to_outer = Fix::suggestion(
        format!("Change `containerPort` to `{outer}`"),
        vec![mend::in_quotes(inner_node, &outer.to_string())],
    );
    Finding::error("host-network-port-mismatch", node.span(), message)
        .with_related(inner_node.span(), format!("`containerPort` is {inner}"))
        .with_fix(to_inner)
        .with_fix(to_outer)
}

/// Reports a port number that is out of range; tells whether it is in.
pub(super) fn in_range(cx: &mut Cx<'_>, node: Node<'_>, value: i64) -> bool {
    let good = (1..=65535).contains(&value);
    if !good {
        let message = format!("`{}` is not a port number; it must lie between 1 and 65535", node.excerpt(20));
        cx.push(Finding::error("port-invalid", node.span(), message));
    }
    good
}

/// Reports a text that is no name of a port; tells whether it did.
pub(super) fn port_name(cx: &mut Cx<'_>, node: Node<'_>, text: &str) -> bool {
    let Some(wrong) = name::port(text) else { return false };
    let finding = Finding::error("port-name-invalid", node.span(), format!("`{}` {wrong}", node.excerpt(40)));
    let slug = name::slug(text, 15).filter(|slug| name::port(slug).is_none());
    cx.push(finding.with_fix(slug.and_then(|slug| mend::say(node, &slug, false))));
    true
}

/// A port of the node, told apart as the server does.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct HostPort<'a> {
    /// Regular containers share the node's ports; init containers run one by one.
    round: usize,
    protocol: &'a str,
    ip: &'a str,
    port: i64,
}

/// Two containers that run at the same time cannot take the same port of the node.
pub(super) fn across(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let mut seen: First<HostPort<'_>, Node<'_>> = First::default();
    // In a Pod, though not in a template, the server copies containerPort to hostPort.
    let copies = scope.host_network() && !scope.is_template;
    for (round, container) in scope.pod.containers.iter().enumerate() {
        let round = match container.role {
            Role::Init | Role::NativeSidecar => round + 1,
            Role::App | Role::PlainSidecar => 0,
            Role::Ephemeral => continue,
        };
        for (_, port) in container.map.maps("ports") {
            let Some((node, number)) = host_port(port, copies) else { continue };
            let protocol = port.text("protocol").filter(|protocol| !protocol.is_empty()).unwrap_or("TCP");
            let key = HostPort { round, protocol, ip: port.text("hostIP").unwrap_or_default(), port: number };
            if let Some(first) = seen.before(key, node) {
                cx.push(taken(key, node.span(), first.span()));
            }
        }
    }
}

/// The port of the node that is asked for, and where that is said.
pub(super) fn host_port(port: Map<'_>, copies: bool) -> Option<(Node<'_>, i64)> {
    let host = number(port, "hostPort").filter(|(_, number)| *number != 0);
    let asked = host.or_else(|| if copies { number(port, "containerPort") } else { None });
    asked.filter(|(_, number)| (1..=65535).contains(number))
}

fn taken(key: HostPort<'_>, span: Span, first: Span) -> Finding {
    let HostPort { protocol, ip, port, .. } = key;
    let on = if ip.is_empty() { String::new() } else { format!(" on `{ip}`") };
    let message =
        format!("port {port}/{protocol} of the node{on} is taken by another port of this Pod; choose another");
    Finding::error("host-port-duplicate", span, message)
        .with_related(first, format!("port {port}/{protocol} is taken here first"))
}
