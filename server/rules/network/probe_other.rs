//! `probe-targets-other-container`: a probe asks a port that another container of the Pod declares. It is
//! answered, as they share an address; but the wrong container is restarted when the answer does not come.

use super::probe_port::MESH;
use super::probes::asked;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "probe-targets-other-container", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    if matches!(member.role(), Role::Init | Role::Ephemeral) || view.members.len() < 2 {
        return;
    }
    for asked in asked(member).filter(|asked| asked.who.name.ends_with("Probe")) {
        let number = crate::pod::int(asked.port).and_then(|number| u16::try_from(number).ok());
        let Some(number) = number.filter(|number| *number > 0 && !MESH.contains(number)) else { continue };
        if member.ports().any(|port| port.number == number) || member.speaks_of(number) {
            continue;
        }
        let mut others = view.declared(number).iter().filter_map(|(at, port)| Some((view.members.get(*at)?, port)));
        let other = others.find(|(other, _)| member.is_beside(other));
        let Some((other, port)) = other else { continue };
        let (name, theirs) = (member.name(), other.name());
        let message = format!(
            "`{}` of `{name}` tests port {number}, which `{theirs}` serves, so it says nothing about `{name}`; \
             move it there",
            asked.who.name
        );
        let finding = advice.finding(asked.port.span(), message);
        advice.push(finding.with_related(port.node.span(), format!("`{theirs}` has port {number}")));
    }
}
