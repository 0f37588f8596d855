//! `init-wait-without-deadline`: an init container that waits for something in a loop with no limit, in a
//! Pod without one. A hint: a Pod in `Init` is easy to overlook, but the pattern is common.

use crate::pod::Role;
use crate::pod::command::{Form, Piece, place};
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "init-wait-without-deadline", look: Look::Container(look) };

/// Commands with which people look whether something is there.
const PROBES: &str = "nslookup nc ncat curl wget pg_isready mysqladmin redis-cli getent host dig ping test [";

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    if member.role() != Role::Init {
        return;
    }
    let Some((script, shell)) = member.script() else { return };
    if !shell.is_whole || has_deadline(view) || shell.commands().any(|piece| piece.word(0) == "timeout") {
        return;
    }
    let waits = |(at, piece): (usize, &Piece<'_>)| {
        let waits_so = match piece.form {
            Form::Until => true,
            // `while ! nc …`
            Form::While => shell.pieces.get(at + 1).is_some_and(|first| first.negated),
            _ => false,
        };
        let parts = |range: std::ops::Range<usize>| shell.pieces.get(range).unwrap_or_default().iter();
        let looks = parts(at + 1..piece.body).any(|part| PROBES.split(' ').any(|word| word == part.word(0)));
        let idle = parts(piece.body..piece.end).all(|part| {
            part.form == Form::Simple
                && !part.assigns
                && matches!(part.word(0), "echo" | "sleep" | "printf" | "date" | ":")
        });
        (waits_so && looks && idle).then(|| piece.range.clone())
    };
    let Some(range) = shell.pieces.iter().enumerate().find_map(waits) else { return };
    let message = "this may wait for ever; limit it with `timeout` or a counter";
    advice.say(place(script.node, range), message);
}

fn has_deadline(view: &View<'_>) -> bool {
    let object = view.object.map;
    let job = match view.object.kind {
        "Job" => object.map("spec"),
        "CronJob" => object.map("spec").and_then(|spec| spec.map("jobTemplate")).and_then(|job| job.map("spec")),
        _ => None,
    };
    view.spec().has("activeDeadlineSeconds") || job.is_some_and(|job| job.has("activeDeadlineSeconds"))
}
