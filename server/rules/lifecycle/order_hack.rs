//! `sidecar-prestop-order-hack`: a native sidecar whose `preStop` hook only sleeps. The kubelet stops
//! native sidecars after the app anyway, and the hook starts when the Pod's end does.

use super::prestop::pre_stop;
use crate::pod::command::{Command, Separator, Shell};
use crate::pod::{Map, Role};
use crate::rules::advice::Advice;
use crate::rules::mend::remove;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "sidecar-prestop-order-hack", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, _view: &View<'_>, member: &Member<'_>) {
    if member.role() != Role::NativeSidecar {
        return;
    }
    let Some(lifecycle) = member.map().map("lifecycle") else { return };
    let Some(hook) = lifecycle.field("preStop") else { return };
    if pre_stop(member.map()).is_none() || !Map::of(hook.value).is_some_and(only_sleeps) {
        return;
    }
    let message = format!(
        "`{}` is a native sidecar and stops after the app anyway; this hook starts when termination does and only \
         uses up the grace period; remove it",
        member.name()
    );
    let fix = if lifecycle.fields().count() == 1 {
        remove(advice, member.map(), "lifecycle")
    } else {
        remove(advice, lifecycle, "preStop")
    };
    advice.push(advice.finding(hook.key.span(), message).with_fix(fix));
}

fn only_sleeps(hook: Map<'_>) -> bool {
    let Some(exec) = hook.map("exec") else { return hook.has("sleep") };
    match Command::of_exec(exec).script() {
        None => true,
        Some(script) => {
            let shell = Shell::read(script.text);
            let mut top = shell.top();
            let one = top.next().is_some_and(|(_, piece)| piece.then == Separator::Next);
            one && top.next().is_none()
        }
    }
}
