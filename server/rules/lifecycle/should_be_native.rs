//! `sidecar-should-be-native`: a helper among the regular containers, known by its image or name. Only a
//! hint: it starts beside the app and not before it, but many Pods can live with that.

use super::helpers::is_helper;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::mend::{NATIVE, transfer};
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "sidecar-should-be-native", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    if member.role() != Role::PlainSidecar || view.minor < NATIVE || view.is_patch || !is_helper(member) {
        return;
    }
    // Where the app is of the same sort, nobody helps anybody.
    let app = view.members.iter().find(|other| other.role() == Role::App);
    if app.is_none_or(is_helper) || matches!(view.object.kind, "Job" | "CronJob") && super::job_ends::speaks_of(member)
    {
        return;
    }
    // On every node, or where the object is named after it, it is what the Pod is for.
    let name = member.name();
    let meant = view.object.map.map("metadata").and_then(|metadata| metadata.text("name")).unwrap_or_default();
    if view.object.kind == "DaemonSet" || (!name.is_empty() && meant.contains(name)) {
        return;
    }
    let message = format!(
        "`{name}` helps the app, but starts beside it and may end before it; in `initContainers` with \
         `restartPolicy: Always` it starts first and ends last"
    );
    // What waits for the app would never let it start.
    let waits = member.mentions().iter().any(|mention| !member.serves(mention.port));
    let fix = (!waits)
        .then(|| {
            let title = "Make it a native sidecar: move it to `initContainers`";
            transfer(advice, view, member, ("initContainers", usize::MAX), true, title)
        })
        .flatten();
    advice.push(advice.finding(member.container.head(), message).with_fix(fix));
}
