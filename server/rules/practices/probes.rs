//! `missing-readiness-probe`, `missing-liveness-probe`: a container that serves a port, and nobody asks whether
//! it does. Not for what comes to an end, nor for init containers, which may not have any.

use super::is_metrics;
use crate::finding::Fix;
use crate::pod::Role;
use crate::pod::serves::Port;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::edit::{Place, Target, Value, insert};

pub(in crate::rules) const READINESS: Rule = Rule {
    code: "missing-readiness-probe",
    look: Look::Container(|advice, view, member| {
        look(
            advice,
            view,
            member,
            "readinessProbe",
            "so it gets traffic before it can serve, and when it no longer can",
        );
    }),
};
pub(in crate::rules) const LIVENESS: Rule = Rule {
    code: "missing-liveness-probe",
    look: Look::Container(|advice, view, member| {
        look(advice, view, member, "livenessProbe", "so nothing restarts it when it hangs");
    }),
};

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>, probe: &'static str, so: &str) {
    let map = member.map();
    let stays = matches!(member.role(), Role::App | Role::PlainSidecar | Role::NativeSidecar);
    if !stays || view.is_patch || map.is_damaged() || map.field(probe).is_some() || view.ends() {
        return;
    }
    let Some(port) = member.ports().find(|port| !is_metrics(port) && port.map.text("protocol") != Some("UDP")) else {
        return;
    };
    // Said of a native sidecar in general.
    advice.replace("sidecar-missing-probe", member.container.head());
    let message = format!("`{}` serves port {} and has no `{probe}`, {so}; add one", member.name(), port.number);
    let fix = mend(advice, member, probe, &port);
    advice.push(advice.finding(member.container.head(), message).with_fix(fix));
}

/// A probe of the port: over HTTP if it looks like it.
fn mend(advice: &Advice<'_, '_>, member: &Member<'_>, probe: &'static str, port: &Port<'_>) -> Option<Fix> {
    let name = port.map.text("name").filter(|name| !name.is_empty() && !crate::validate::is_placeholder_text(name));
    let target = name.map_or(Value::Int(i64::from(port.number)), Value::from);
    let is_http = name.is_some_and(|name| name.contains("http") || name == "web")
        || (name.is_none() && matches!(port.number, 80 | 3000 | 5000 | 8000 | 8080));
    let (handler, fields) = if is_http && !name.is_some_and(|name| name.contains("https")) {
        let path = Value::from("/").note(if probe == "livenessProbe" {
            "TODO: a path that answers as long as it works"
        } else {
            "TODO: a path that answers when it can serve"
        });
        ("httpGet", Value::map([("path", path), ("port", target)]))
    } else {
        ("tcpSocket", Value::map([("port", target.note("TODO: test more than the port, if it can"))]))
    };
    let value = Value::map([(handler, fields)]);
    let edits = insert(Target::new(advice.desk(), member.map().node()), &[], probe, &value, Place::After("ports"))?;
    Some(Fix::suggestion(format!("Add a `{probe}` for port {}", port.number), edits))
}
