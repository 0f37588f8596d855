//! `init-depends-on-app-container`: an init container talks to a port that only a regular container
//! serves. That one starts when all init containers have ended: neither ever goes on.

use super::waits::needs;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "init-depends-on-app-container", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    needs(view, member, |port, span| {
        let serves =
            |other: &&Member<'_>| other.role() != Role::Ephemeral && other.role() != Role::Init && other.serves(port);
        let Some(other) = view.members.iter().find(serves) else { return };
        // Said by `init-depends-on-later-sidecar`.
        if other.role() == Role::NativeSidecar {
            return;
        }
        let message = format!(
            "port {port} is served by `{}`, which starts only when init container `{}` has ended; wait for it in the \
             app, or make `{}` a native sidecar",
            other.name(),
            member.name(),
            other.name()
        );
        let finding = advice.finding(span, message);
        advice.push(finding.with_related(other.container.head(), format!("`{}` serves port {port}", other.name())));
    });
}
