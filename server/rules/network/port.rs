//! `port-conflict`: two containers that run at the same time take the same port. They share one network,
//! so the second cannot listen. Takes the place of the API server's warning, which names no container.

use rustc_hash::FxHashMap;

use super::host_port::clash;
use crate::pod::Role;
use crate::pod::serves::{Port, listening};
use crate::rules::advice::Advice;
use crate::rules::mend::rewrite;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::{Node, Step};

pub(in crate::rules) const RULE: Rule = Rule { code: "port-conflict", look: Look::Pod(look) };

/// A handful of equal ports is enough to compare with.
const FEW: usize = 8;

/// A port that a container takes.
#[derive(Clone, Copy)]
struct Taken<'v, 'a> {
    member: &'v Member<'a>,
    node: Node<'a>,
    /// Its entry in `ports`; none if only a flag says it.
    port: Option<Port<'a>>,
}

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    if view.members.len() < 2 {
        return;
    }
    let mut known: FxHashMap<(u16, &str), Vec<Taken<'_, '_>>> = FxHashMap::default();
    let lasting = || view.members.iter().filter(|member| member.role() != Role::Ephemeral);
    let declared = lasting().flat_map(|member| {
        member
            .ports()
            .map(move |port| ((port.number, port.protocol()), Taken { member, node: port.node, port: Some(port) }))
    });
    let told = lasting().filter(|member| member.role() != Role::Init).flat_map(|member| {
        let own = move |number: u16| member.ports().any(|port| port.number == number);
        let told = listening(member.command()).filter(move |(number, _)| !own(*number));
        told.map(move |(number, node)| ((number, "TCP"), Taken { member, node, port: None }))
    });
    for (key, taken) in declared.chain(told) {
        let before = known.entry(key).or_default();
        if let Some(other) = before.iter().find(|other| other.member.is_beside(taken.member)) {
            report(advice, view, key, &taken, other);
        }
        if before.len() < FEW {
            before.push(taken);
        }
    }
}

fn report(
    advice: &mut Advice<'_, '_>,
    view: &View<'_>,
    (number, protocol): (u16, &str),
    taken: &Taken<'_, '_>,
    other: &Taken<'_, '_>,
) {
    if let (Some(one), Some(first)) = (taken.port, other.port) {
        // Said by `host-port-conflict`, or refused.
        if clash(one.map, first.map) {
            return;
        }
        for code in ["port-duplicate", "port-overlap", "port-ambiguous"] {
            advice.replace(code, taken.node.span());
        }
    }
    let what = if protocol == "TCP" { format!("port {number}") } else { format!("port {number}/{protocol}") };
    let message = format!(
        "{what} is already taken by container `{}`: the containers of a Pod share one network; choose another",
        other.member.name()
    );
    let finding = advice.finding(taken.node.span(), message);
    let finding = finding.with_related(other.node.span(), format!("`{}` takes {what} here", other.member.name()));
    let free = (number..u16::MAX)
        .skip(1)
        .take(200)
        .find(|free| !view.members.iter().any(|member| member.ports().any(|port| port.number == *free)));
    let fix = taken.port.filter(|port| !port.map.has("hostPort")).zip(free).and_then(|(port, free)| {
        rewrite(advice, port.map, &[Step::Key("containerPort")], i64::from(free), format!("Change to {free}"))
    });
    advice.push(finding.with_fix(fix));
}
