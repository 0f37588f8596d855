//! `host-port-conflict`: a native sidecar takes a port of the node that another container takes too. The
//! API server compares regular containers only with each other, and takes this.

use rustc_hash::FxHashMap;

use crate::pod::{Map, Role};
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "host-port-conflict", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    // Two regular ones are refused by the server.
    if !view.members.iter().any(|member| member.role() == Role::NativeSidecar) {
        return;
    }
    let mut known: FxHashMap<i64, Vec<(&Member<'_>, Map<'_>)>> = FxHashMap::default();
    for member in view.members.iter().filter(|member| member.role() != Role::Ephemeral) {
        for (_, port) in member.map().maps("ports") {
            let Some(number) = port.int("hostPort").filter(|number| (1..=65535).contains(number)) else { continue };
            let before = known.entry(number).or_default();
            let native = |other: &Member<'_>| [member.role(), other.role()].contains(&Role::NativeSidecar);
            let first =
                before.iter().find(|(other, theirs)| native(other) && other.is_beside(member) && clash(*theirs, port));
            if let Some((other, theirs)) = first {
                report(advice, number, port, other, *theirs);
            }
            if before.len() < 8 {
                before.push((member, port));
            }
        }
    }
}

fn report(advice: &mut Advice<'_, '_>, number: i64, port: Map<'_>, other: &Member<'_>, theirs: Map<'_>) {
    let (Some(node), Some(first)) = (port.get("hostPort"), theirs.get("hostPort")) else { return };
    if let Some(inner) = port.get("containerPort") {
        for code in ["port-duplicate", "port-overlap", "port-ambiguous"] {
            advice.replace(code, inner.span());
        }
    }
    let message = format!(
        "port {number} of the node is already taken by container `{}`, which runs at the same time; choose another, \
         or remove `hostPort`",
        other.name()
    );
    let finding = advice.finding(node.span(), message);
    let fix = crate::rules::mend::remove(advice, port, "hostPort");
    advice.push(finding.with_related(first.span(), format!("`{}` takes it here", other.name())).with_fix(fix));
}

/// Whether both take the same port of the node.
pub(super) fn clash(one: Map<'_>, other: Map<'_>) -> bool {
    let number = |port: Map<'_>| port.int("hostPort").filter(|number| *number > 0);
    let protocol =
        |port: Map<'_>| port.text("protocol").is_some_and(|protocol| protocol != "TCP" && !protocol.is_empty());
    let ip = |port: Map<'_>| !matches!(port.text("hostIP").unwrap_or_default(), "" | "0.0.0.0" | "::");
    let apart = ip(one) && ip(other) && one.text("hostIP") != other.text("hostIP");
    let same = protocol(one) == protocol(other) && (!protocol(one) || one.text("protocol") == other.text("protocol"));
    number(one).is_some() && number(one) == number(other) && same && !apart
}
