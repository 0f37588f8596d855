//! Which ports of the Pod an init container needs, and who serves them.
//! Knows `localhost:PORT` in words and variables, and commands like `nc -z localhost PORT`.

use crate::pod::Role;
use crate::pod::command::{Form, Piece, Separator, place};
use crate::pod::serves;
use crate::rules::view::{Member, View};
use crate::text::Span;

/// Calls `each` with the ports of `localhost` that an init container talks to and that nobody serves who
/// runs by then, each once, and the place that says so.
pub(super) fn needs(view: &View<'_>, member: &Member<'_>, mut each: impl FnMut(u16, Span)) {
    // With the network of the node, `localhost` is the node.
    if member.role() != Role::Init
        || view.spec().bool("hostNetwork") == Some(true)
        || view.is_crowded()
        || starts_some(member)
    {
        return;
    }
    let mut known: Vec<u16> = Vec::new();
    let mut take = |port: u16, span: Span| {
        let by_then = |other: &Member<'_>| other.role() == Role::NativeSidecar && other.serves(port);
        let served = member.serves(port) || view.members.iter().take(member.at).any(by_then);
        // Nobody talks to more than a few ports.
        if !served && known.len() < 16 && !known.contains(&port) {
            known.push(port);
            each(port, span);
        }
    };
    for mention in member.mentions() {
        take(mention.port, place(mention.node, mention.range.clone()));
    }
    if let Some((script, shell)) = member.script() {
        for piece in shell.commands() {
            let words: Vec<&str> = piece.words.iter().map(|word| &*word.text).collect();
            if let Some(port) = serves::target(&words) {
                take(port, place(script.node, piece.range.clone()));
            }
        }
        return;
    }
    let words: Vec<&str> = member.command().words.iter().map(|word| word.text).collect();
    if let (Some(port), Some(first)) = (serves::target(&words), member.command().words.first()) {
        take(port, first.node.span());
    }
}

/// Whether its script starts something beside itself, which it may talk to.
fn starts_some(member: &Member<'_>) -> bool {
    let starts = |piece: &Piece<'_>| {
        piece.then == Separator::Background
            || (piece.form == Form::Simple && matches!(piece.word(0), "pg_ctl" | "nohup"))
    };
    member.script().is_some_and(|(_, shell)| shell.pieces.iter().any(starts))
}
