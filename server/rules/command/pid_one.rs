//! `pid1-shell-no-exec`: a script whose last command is the server, started without `exec`: the shell is
//! process 1, gets the signal to end, and does not pass it on.

use crate::finding::Fix;
use crate::pod::Role;
use crate::pod::command::{Form, Program, Separator, place};
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::text::{Edit, Span};

pub(in crate::rules) const RULE: Rule = Rule { code: "pid1-shell-no-exec", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    if matches!(member.role(), Role::Init | Role::Ephemeral) || view.ends() {
        return;
    }
    let Some((script, shell)) = member.script() else { return };
    if !shell.is_whole || shell.commands().any(|piece| matches!(piece.word(0), "trap" | "wait" | "exec" | "exit")) {
        return;
    }
    let mut top = shell.top();
    // A shell that has one command only becomes it.
    let Some((_, last)) = top.next().and_then(|_| top.last()) else { return };
    let plain = last.form == Form::Simple
        && last.before == Separator::Next
        && last.then == Separator::Next
        && !last.assigns
        && !last.negated;
    let program = Program::of(last.words.iter().map(|word| &*word.text));
    let serves = program.is_some_and(|program| {
        program.is_server()
            || (last.word(0).starts_with('/') && !program.is_brief() && !crate::pod::command::is_shell(last.word(0)))
    });
    if !plain || !serves {
        return;
    }
    let span = place(script.node, last.range.clone());
    let name = crate::pod::command::base(last.word(0));
    let message = format!("the shell stays process 1 and does not pass `SIGTERM` on; write `exec {name}`");
    let fix = Fix::suggestion("Insert `exec`", vec![Edit::replace(Span::empty(span.start), "exec ")]);
    // Where the place is not sure, the first line of the script is shown.
    let sure = advice.text().slice(span).starts_with(last.word(0));
    advice.push(advice.finding(span, message).with_fix(sure.then_some(fix)));
}
