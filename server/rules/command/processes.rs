//! `multiple-processes-in-container`: a script that starts one thing in the background and another in the
//! foreground, or a supervisor. Kubernetes sees one process: it cannot restart or probe the other.

use crate::pod::Role;
use crate::pod::command::{Form, Piece, Program, Separator, Shell, place};
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "multiple-processes-in-container", look: Look::Container(look) };

/// Programs that run others.
const SUPERVISORS: &str = "supervisord s6-svscan runsvdir foreman honcho pm2-runtime circusd multirun overmind";

fn look(advice: &mut Advice<'_, '_>, _view: &View<'_>, member: &Member<'_>) {
    if matches!(member.role(), Role::Init | Role::Ephemeral) {
        return;
    }
    let Some((script, shell)) = member.script() else {
        let command = member.command();
        let name = crate::pod::command::base(command.word(0));
        let Some(word) = command.words.first().filter(|_| command.is_known()) else { return };
        if !SUPERVISORS.split(' ').any(|supervisor| supervisor == name) {
            return;
        }
        let message = format!(
            "`{name}` runs several processes in one container, of which Kubernetes watches only the first; give \
             each a container of its own"
        );
        return advice.say(word.node.span(), message);
    };
    if let Some(piece) = beside(shell) {
        let message = format!(
            "this runs beside the main process of `{}`, and nobody sees when it ends; give it a container of its own",
            member.name()
        );
        advice.say(place(script.node, piece.range.clone()), message);
    }
}

/// A command that stays in the background while another one goes on.
fn beside<'p, 's>(shell: &'p Shell<'s>) -> Option<&'p Piece<'s>> {
    if !shell.is_whole || shell.commands().any(|piece| matches!(piece.word(0), "wait" | "trap")) {
        return None;
    }
    let brief = |piece: &Piece<'_>| {
        piece.form == Form::Simple
            && Program::of(piece.words.iter().map(|word| &*word.text)).is_none_or(|program| program.is_brief())
    };
    let (at, piece) = shell.top().find(|(_, piece)| piece.then == Separator::Background && !brief(piece))?;
    let after = shell.top().any(|(number, other)| number > at && !brief(other));
    after.then_some(piece)
}
