//! What a probe or a lifecycle hook does (H1-H8, H13): one handler, of the right form.

use super::{demanded, is_whole, number, ports, set_fields};
use crate::finding::{Finding, Fix};
use crate::pod::{Field, Map};
use crate::schema::Minor;
use crate::syntax::{Node, Scalar};
use crate::text::Edit;
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::placeholder::is_placeholder_text;
use crate::validate::reshape;
use crate::validate::scope::Scope;

/// The handlers in the order in which the server looks for them.
const HANDLERS: &[&str] = &["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

/// Sleeping is on by default from here on, sleeping for no time from the next.
const SLEEP: Minor = Minor(30);
const SLEEP_ZERO: Minor = Minor(33);

/// How long a Pod may take to end if it does not say.
const DEFAULT_GRACE: i64 = 30;

/// Judges the hooks of a container.
pub(super) fn lifecycle(cx: &mut Cx<'_>, scope: &Scope<'_>, value: Node<'_>) {
    let Some(map) = Map::of(value) else { return };
    for hook in set_fields(map, &["postStart", "preStop"]) {
        let Some(handlers) = Map::of(hook.value) else { continue };
        let first = check(cx, hook, handlers);
        if let Some(sleep) = first.filter(|first| first.name == "sleep") {
            sleep_time(cx, scope, sleep);
        }
    }
}

/// Judges the handlers in `map` under `owner`; returns the one that counts.
pub(super) fn check<'a>(cx: &mut Cx<'_>, owner: Field<'a>, map: Map<'a>) -> Option<Field<'a>> {
    let mut set = set_fields(map, HANDLERS);
    let Some(first) = set.next() else {
        missing(cx, owner, map);
        return None;
    };
    for other in set {
        let message = format!("`{}` can do one thing only, and has `{}` already; remove one", owner.name, first.name);
        let finding = Finding::error("probe-handler-invalid", other.key.span(), message)
            .with_related(first.key.span(), format!("`{}` is set here", first.name));
        let finding = finding.with_fix(reshape::remove(cx.desk, map, other));
        let fix = reshape::remove(cx.desk, map, first);
        cx.push(finding.with_fix(fix));
    }
    handler(cx, first);
    Some(first)
}

fn missing(cx: &mut Cx<'_>, owner: Field<'_>, map: Map<'_>) {
    if !is_whole(cx, map) {
        return;
    }
    let kinds = if owner.name.ends_with("Probe") {
        "`httpGet`, `tcpSocket`, `grpc` or `exec`"
    } else {
        "`exec`, `httpGet`, `tcpSocket` or `sleep`"
    };
    let message = format!("`{}` has no action; add {kinds}", owner.name);
    cx.push(Finding::error("probe-handler-invalid", owner.key.span(), message));
}

fn handler(cx: &mut Cx<'_>, field: Field<'_>) {
    let Some(map) = Map::of(field.value) else { return };
    match field.name {
        "exec" => command(cx, field, map),
        "httpGet" => {
            port(cx, map);
            headers(cx, map);
        }
        "tcpSocket" => port(cx, map),
        "grpc" => {
            if let Some((node, value)) = number(map, "port") {
                ports::in_range(cx, node, value);
            }
        }
        _ => {}
    }
}

/// Something must be run.
fn command(cx: &mut Cx<'_>, owner: Field<'_>, map: Map<'_>) {
    let field = map.field("command");
    let filled = field.and_then(Field::present);
    // Of another type: `structure`'s.
    if filled.is_some_and(|list| !list.is_sequence() || list.items().next().is_some() || list.is_damaged()) {
        return;
    }
    if is_whole(cx, map) {
        let at = field.map_or(owner.key, |field| field.key);
        let message = "`exec` needs a `command` of at least one word";
        cx.push(Finding::error("exec-command-missing", at.span(), message));
    }
}

/// A port by number, or by the name of a port of the container.
fn port(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some(node) = map.get("port") else { return };
    match node.scalar() {
        Some(Scalar::String) => {
            let text = node.value();
            if is_placeholder_text(text) {
                return;
            }
            // A number in quotes is taken for a name, and names have a letter.
            match text.parse::<u16>().ok().filter(|port| *port > 0) {
                Some(port) => quoted(cx, node, port),
                None => {
                    ports::port_name(cx, node, text);
                }
            }
        }
        _ => {
            if let Some(value) = crate::pod::int(node) {
                ports::in_range(cx, node, value);
            }
        }
    }
}

fn quoted(cx: &mut Cx<'_>, node: Node<'_>, port: u16) {
    let message = format!(
        "{} is a name here, not a number, and no port can be named so; write `{port}` without quotes",
        node.excerpt(20)
    );
    let fix = Fix::safe("Remove the quotes", vec![Edit::replace(node.span(), port.to_string())]);
    cx.push(Finding::error("port-name-invalid", node.span(), message).with_fix(fix));
}

/// Names of HTTP headers.
fn headers(cx: &mut Cx<'_>, map: Map<'_>) {
    for (_, header) in map.maps("httpHeaders") {
        let Some((node, text)) = demanded(cx, header, "name") else { continue };
        let wrong = text.chars().find(|letter| !letter.is_ascii_alphanumeric() && *letter != '-');
        let Some(wrong) = wrong else { continue };
        let message = format!(
            "`{}` is not a valid HTTP header name: it must consist of letters, digits and `-`, without `{wrong}`",
            node.excerpt(60)
        );
        let mended: String = text
            .trim()
            .trim_end_matches(':')
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
            .collect();
        let fix = (!mended.is_empty()).then(|| mend::say(node, &mended, false)).flatten();
        cx.push(Finding::error("http-header-invalid", node.span(), message).with_fix(fix));
    }
}

/// Sleeping must fit into the time the Pod has to end.
fn sleep_time(cx: &mut Cx<'_>, scope: &Scope<'_>, field: Field<'_>) {
    let Some((node, seconds)) = Map::of(field.value).and_then(|map| number(map, "seconds")) else { return };
    let spec = scope.spec();
    let grace = match spec.get("terminationGracePeriodSeconds").and_then(Node::scalar) {
        None | Some(Scalar::Null) => Some(DEFAULT_GRACE),
        Some(_) => spec.int("terminationGracePeriodSeconds"),
    };
    let Some(grace) = grace.filter(|_| cx.minor >= SLEEP) else { return };
    let least = i64::from(cx.minor < SLEEP_ZERO);
    if (least..=grace).contains(&seconds) {
        return;
    }
    let message = format!(
        "`seconds` must lie between {least} and the {grace} seconds the Pod has to end \
         (`terminationGracePeriodSeconds`), not {seconds}"
    );
    let mut finding = Finding::error("sleep-too-long", node.span(), message);
    if let Some(field) = spec.field("terminationGracePeriodSeconds") {
        finding = finding.with_related(field.key.span(), format!("the Pod has {grace} seconds to terminate"));
    }
    if grace >= least {
        let near = seconds.clamp(least, grace);
        let edit = Edit::replace(node.span(), near.to_string());
        finding = finding.with_fix(Fix::suggestion(format!("Change to `{near}`"), vec![edit]));
    }
    cx.push(finding);
}
