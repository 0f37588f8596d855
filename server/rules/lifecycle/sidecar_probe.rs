//! `sidecar-missing-probe`: a native sidecar without any probe: nobody sees when it hangs, and the app
//! starts before it is up.

use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "sidecar-missing-probe", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let has = |name| member.map().has(name);
    let any = has("startupProbe") || has("readinessProbe") || has("livenessProbe");
    if member.role() != Role::NativeSidecar || any || view.is_patch || member.map().is_damaged() {
        return;
    }
    let message = format!(
        "native sidecar `{}` has no probe, so the app starts before it is up; add a `startupProbe`",
        member.name()
    );
    advice.say(member.container.head(), message);
}
