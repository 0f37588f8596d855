//! `prestop-exceeds-grace`: a `preStop` hook that sleeps as long as the Pod has to terminate, or longer: the
//! container gets its signal two seconds before it is killed. What the API server refuses of `sleep` it says itself.

use crate::pod::command::{Command, Program, Shell, place};
use crate::pod::{Map, Role};
use crate::rules::advice::Advice;
use crate::rules::mend::rewrite;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::{Scalar, Step};
use crate::text::Span;

pub(in crate::rules) const RULE: Rule = Rule { code: "prestop-exceeds-grace", look: Look::Container(look) };

/// How long a Pod may take to end if it does not say.
const DEFAULT_GRACE: i64 = 30;

/// Time for the container itself after its hook, in seconds.
const REST: i64 = 10;

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    if matches!(member.role(), Role::Init | Role::Ephemeral) {
        return;
    }
    let Some((sleep, span, native)) = pre_stop(member.map()) else { return };
    let field = view.spec().field("terminationGracePeriodSeconds");
    let grace = match field.map(|field| field.value.scalar()) {
        // What a patch does not say stands elsewhere.
        None if view.is_patch => None,
        None | Some(Some(Scalar::Null)) => Some(DEFAULT_GRACE),
        Some(_) => view.spec().int("terminationGracePeriodSeconds"),
    };
    let Some(grace) = grace else { return };
    // Of `sleep`, only what takes all the time is taken by the server.
    if sleep < grace || (native && sleep > grace) {
        return;
    }
    let message = format!(
        "`preStop` sleeps {sleep} of the {grace} seconds the Pod has to terminate, so `{}` gets `SIGTERM` only 2 \
         seconds before it is killed; raise `terminationGracePeriodSeconds`",
        member.name()
    );
    let mut finding = advice.finding(span, message);
    if let Some(field) = field {
        finding = finding.with_related(field.key.span(), format!("the Pod has {grace} seconds to terminate"));
    }
    let more = sleep.saturating_add(REST).max(DEFAULT_GRACE);
    let path = [Step::Key("terminationGracePeriodSeconds")];
    let title = format!("Set `terminationGracePeriodSeconds: {more}`");
    let fix = rewrite(advice, view.spec(), &path, more, title);
    advice.push(finding.with_fix(fix));
}

/// How long the `preStop` hook sleeps at least, in seconds, where it says so, and whether it is a `sleep` action.
pub(super) fn pre_stop(container: Map<'_>) -> Option<(i64, Span, bool)> {
    let hook = container.map("lifecycle")?.map("preStop")?;
    if let Some(sleep) = hook.map("sleep") {
        return Some((sleep.int("seconds")?, sleep.get("seconds")?.span(), true));
    }
    let command = Command::of_exec(hook.map("exec")?);
    if let Some(script) = command.script() {
        let shell = Shell::read(script.text);
        if !shell.is_whole {
            return None;
        }
        let sleep = |(_, piece): (usize, &crate::pod::command::Piece<'_>)| {
            let words = piece.words.iter().map(|word| &*word.text);
            let seconds = Program::of(words)?.sleeps()?;
            (piece.then != crate::pod::command::Separator::Background).then(|| (seconds, piece.range.clone()))
        };
        let sleeps: Vec<_> = shell.top().filter_map(sleep).collect();
        let total: f64 = sleeps.iter().map(|(seconds, _)| seconds).sum();
        let (_, range) = sleeps.into_iter().next()?;
        return Some((total.min(1e12) as i64, place(script.node, range), false));
    }
    let seconds = command.program()?.sleeps()?;
    Some((seconds.min(1e12) as i64, command.words.last()?.node.span(), false))
}
