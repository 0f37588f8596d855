//! `job-never-completes`: a Job with a helper among its regular containers that runs until it is stopped:
//! the Job is never done. Silent where something tells the helper to quit.

use super::helpers::by_image;
use crate::pod::Role;
use crate::pod::command::Ends;
use crate::rules::advice::Advice;
use crate::rules::mend::{NATIVE, transfer};
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "job-never-completes", look: Look::Pod(look) };

/// Words with which a helper is told to quit, or quits by itself.
const QUITS: &str = "quitquitquit quit-after exit-after exit-zero-on-sigterm one-time pkill killall exit_after /quit";

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    if !matches!(view.object.kind, "Job" | "CronJob") || view.is_patch {
        return;
    }
    let regular = |member: &&Member<'_>| matches!(member.role(), Role::App | Role::PlainSidecar);
    if view.members.iter().filter(regular).count() < 2 || view.members.iter().any(quits) {
        return;
    }
    // If all of them stay, the Job is meant to.
    if view.members.iter().filter(regular).all(speaks_of) {
        return;
    }
    let native = view.minor >= NATIVE;
    // Without native sidecars there is no better place for what is only known by its image.
    let stays = |member: &Member<'_>| speaks_of(member) && (native || matches!(member.ends(), Ends::Never(_)));
    for member in view.members.iter().filter(regular).filter(|member| stays(member)) {
        let out = if native {
            "move it to `initContainers` with `restartPolicy: Always`"
        } else {
            "let it end when the others have"
        };
        let message = format!("`{}` runs until it is stopped, so the Job never completes; {out}", member.name());
        let fix = native
            .then(|| {
                let title = "Make it a native sidecar: move it to `initContainers`";
                transfer(advice, view, member, ("initContainers", usize::MAX), true, title)
            })
            .flatten();
        advice.push(advice.finding(member.container.head(), message).with_fix(fix));
    }
}

/// Whether it is one that this rule speaks of in a Job.
pub(super) fn speaks_of(member: &Member<'_>) -> bool {
    matches!(member.ends(), Ends::Never(_)) || (by_image(member) && member.script().is_none())
}

fn quits(member: &Member<'_>) -> bool {
    let said = |text: &str| QUITS.split(' ').any(|word| text.contains(word));
    member.command().words.iter().any(|word| said(word.text))
        || member.map().maps("env").any(|(_, variable)| {
            let name = variable.text("name").unwrap_or_default().to_ascii_lowercase();
            said(&name) || said(&name.replace('_', "-")) || variable.text("value").is_some_and(said)
        })
}
