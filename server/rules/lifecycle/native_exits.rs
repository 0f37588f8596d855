//! `native-sidecar-exits`: an init container with `restartPolicy: Always` whose command is done at once.
//! It is restarted for ever. Knows small commands only; silent where a script may take its time.

use crate::pod::Role;
use crate::pod::command::{Ends, place};
use crate::rules::advice::Advice;
use crate::rules::mend::remove;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "native-sidecar-exits", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, _view: &View<'_>, member: &Member<'_>) {
    if member.role() != Role::NativeSidecar || member.map().has("restartPolicyRules") {
        return;
    }
    if member.ends() != Ends::Soon {
        return;
    }
    let span = match member.script() {
        Some((script, _)) => Some(place(script.node, 0..script.text.len())),
        None => member.command().words.first().map(|word| word.node.span()),
    };
    let Some(span) = span else { return };
    let message = format!(
        "`{}` exits at once, and `restartPolicy: Always` restarts it for ever; remove `restartPolicy` if it \
         should run once",
        member.name()
    );
    let mut finding = advice.finding(span, message);
    if let Some(field) = member.map().field("restartPolicy") {
        finding = finding.with_related(field.key.span(), "it is restarted because of this");
    }
    let fix = remove(advice, member.map(), "restartPolicy");
    advice.push(finding.with_fix(fix));
}
