//! `sidecar-readiness-does-not-gate-start`: a native sidecar with a readiness probe and no startup probe.
//! The kubelet goes on as soon as it runs, not when it is ready. Loud only where a later container talks to it.

use crate::finding::Severity;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::edit::{Place, Target, Value, insert};
use crate::syntax::{Kind, Node};

pub(in crate::rules) const RULE: Rule =
    Rule { code: "sidecar-readiness-does-not-gate-start", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let map = member.map();
    let waits = map.has("startupProbe") || map.map("lifecycle").is_some_and(|hooks| hooks.has("postStart"));
    if member.role() != Role::NativeSidecar || waits || view.is_crowded() {
        return;
    }
    let Some(probe) = map.field("readinessProbe").filter(|field| field.present().is_some()) else { return };
    let name = member.name();
    let talks = view.members.iter().skip(member.at + 1).find_map(|later| {
        later.mentions().iter().find(|mention| member.serves(mention.port)).map(|mention| (later, mention))
    });
    let say = "the kubelet starts the next containers once this one runs, not when it is ready";
    let finding = match talks {
        Some((later, mention)) => {
            let message = format!(
                "{say}, and `{}` talks to port {} of `{name}`; add a `startupProbe`",
                later.name(),
                mention.port
            );
            let span = crate::pod::command::place(mention.node, mention.range.clone());
            advice.finding(probe.key.span(), message).with_related(span, "it is needed here")
        }
        None if view.members.iter().any(|other| other.at > member.at && other.role() != Role::Ephemeral) => {
            let message = format!("{say}; if they need `{name}`, add a `startupProbe`");
            advice.weak(Severity::Hint, probe.key.span(), message)
        }
        None => return,
    };
    let target = Target::new(advice.desk(), map.node());
    let value = startup(probe.value);
    let edits = value.and_then(|value| insert(target, &[], "startupProbe", &value, Place::Before("readinessProbe")));
    let fix =
        edits.map(|edits| crate::finding::Fix::suggestion("Add a `startupProbe` like the `readinessProbe`", edits));
    advice.push(finding.with_fix(fix));
}

/// The handler of a probe with time enough to start.
fn startup(probe: Node<'_>) -> Option<Value> {
    let mut fields = Vec::new();
    for entry in probe.entries() {
        if matches!(entry.key.value(), "httpGet" | "tcpSocket" | "grpc" | "exec") {
            fields.push((entry.key.value().to_owned(), crate::rules::mend::copy(entry.value, 1)?));
        }
    }
    if fields.is_empty() || probe.kind() != Kind::Mapping {
        return None;
    }
    fields.push(("periodSeconds".to_owned(), Value::Int(1)));
    fields.push(("failureThreshold".to_owned(), Value::Int(60).note("TODO: seconds it may take to start")));
    Some(Value::Map(fields))
}
