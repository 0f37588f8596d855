//! `init-depends-on-later-sidecar`: an init container talks to a port that only a native sidecar further
//! down serves. Containers start in the order of the list.

use super::waits::needs;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::mend::transfer;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "init-depends-on-later-sidecar", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    needs(view, member, |port, span| {
        let serves = |other: &&Member<'_>| other.role() == Role::NativeSidecar && other.serves(port);
        let Some(other) = view.members.iter().skip(member.at + 1).find(serves) else { return };
        let (name, sidecar) = (member.name(), other.name());
        let message =
            format!("port {port} is served by native sidecar `{sidecar}`, which starts after `{name}`; move it up");
        let title = format!("Move `{sidecar}` before `{name}`");
        let fix = transfer(advice, view, other, ("initContainers", member.container.index), true, title);
        let finding = advice.finding(span, message);
        let related = format!("`{sidecar}` serves port {port}");
        advice.push(finding.with_related(other.container.head(), related).with_fix(fix));
    });
}
