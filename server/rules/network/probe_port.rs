//! `probe-port-unknown`: a probe or hook that names a port the container does not have. The kubelet never
//! asks it, and the probe fails. A number that is not declared is only a hint: to declare is information.

use super::probes::{Asked, asked};
use crate::finding::Severity;
use crate::pod::{Role, text};
use crate::rules::advice::Advice;
use crate::rules::mend::rewrite;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::schema::nearest;
use crate::syntax::Step;
use crate::syntax::edit::Value;
use crate::validate::is_placeholder_text;
use crate::validate::reshape::append;

pub(in crate::rules) const RULE: Rule = Rule { code: "probe-port-unknown", look: Look::Container(look) };

/// Ports of meshes, which take over probes.
pub(in crate::rules) const MESH: [u16; 3] = [15020, 15021, 4191];

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    if matches!(member.role(), Role::Init | Role::Ephemeral) {
        return;
    }
    for asked in asked(member) {
        match text(asked.port) {
            Some(name) => named(advice, view, member, &asked, name),
            None => numbered(advice, view, member, &asked),
        }
    }
}

fn named(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>, asked: &Asked<'_>, name: &str) {
    let names = || member.map().maps("ports").filter_map(|(_, port)| port.text("name"));
    // What is no name at all has its error.
    if is_placeholder_text(name) || crate::pod::value::name::port(name).is_some() || names().any(|own| own == name) {
        return;
    }
    // The ports may stand in what is patched, or be half typed.
    let ports = member.map().get("ports");
    if view.is_patch || ports.is_some_and(|ports| ports.is_damaged() || names().any(is_placeholder_text)) {
        return;
    }
    let who = asked.who.name;
    let near_by = if view.is_crowded() { &[] } else { view.members.as_slice() };
    let elsewhere = near_by.iter().find_map(|other| {
        let port = other.ports().find(|port| port.map.text("name") == Some(name))?;
        Some((other, port))
    });
    let message = match elsewhere {
        Some((other, _)) => format!(
            "`{who}` uses port `{name}`, which is a port of `{}`, not of `{}`; write its number, or move the probe",
            other.name(),
            member.name()
        ),
        None => format!("`{who}` uses port `{name}`, which `{}` does not have; add it to `ports`", member.name()),
    };
    let mut finding = advice.finding(asked.port.span(), message);
    let near = nearest(name, names());
    let only = || names().next().filter(|_| names().count() == 1);
    if let Some(near) = near.or_else(only) {
        let title = format!("Change to `{near}`");
        finding = finding.with_fix(rewrite(advice, asked.handler, &[Step::Key("port")], near, title));
    }
    if let Some((_, port)) = elsewhere {
        finding = finding.with_related(port.map.node().span(), format!("`{name}` is set here"));
        let title = format!("Change to `{}`", port.number);
        finding = finding.with_fix(rewrite(advice, asked.handler, &[Step::Key("port")], i64::from(port.number), title));
    } else {
        // The only port without a name is meant, or one that is to be written.
        let bare = member.map().maps("ports").find(|(_, port)| !port.has("name"));
        let title = format!("Name the port `{name}`");
        finding = if let Some((_, port)) = bare {
            finding.with_fix(rewrite(advice, port, &[Step::Key("name")], name, title))
        } else {
            let number = Value::Int(8080).note("TODO: the port it listens on");
            let port = Value::map([("name", Value::from(name)), ("containerPort", number)]);
            finding.with_fix(append(advice.desk(), member.map(), "ports", &port, format!("Add port `{name}`")))
        };
    }
    advice.push(finding);
}

fn numbered(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>, asked: &Asked<'_>) {
    let number = crate::pod::int(asked.port).and_then(|number| u16::try_from(number).ok()).filter(|number| *number > 0);
    let Some(number) = number.filter(|number| !MESH.contains(number) && !view.is_patch) else { return };
    let mut ports = member.ports().peekable();
    if ports.peek().is_none() || ports.any(|port| port.number == number) || member.speaks_of(number) {
        return;
    }
    // Said by `probe-targets-other-container`.
    if view.declared(number).iter().any(|(at, _)| *at != member.at) {
        return;
    }
    let message =
        format!("`{}` uses port {number}, which is not among the ports of `{}`", asked.who.name, member.name());
    let finding = advice.weak(Severity::Hint, asked.port.span(), message);
    let port = Value::map([("containerPort", Value::Int(i64::from(number)))]);
    let fix = append(advice.desk(), member.map(), "ports", &port, format!("Add port {number}"));
    advice.push(finding.with_fix(fix));
}
