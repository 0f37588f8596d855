//! `localhost-port-unserved`: a container talks to a port of `localhost` that no container is known to
//! serve. Only a hint: what a container serves need not be declared.

use crate::pod::Role;
use crate::pod::command::place;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::text::cut;

pub(in crate::rules) const RULE: Rule = Rule { code: "localhost-port-unserved", look: Look::Container(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let stays = |member: &&Member<'_>| !matches!(member.role(), Role::Init | Role::Ephemeral);
    let count = view.members.iter().filter(stays).count();
    let host = view.spec().bool("hostNetwork") == Some(true);
    // One that declares nothing may serve anything.
    if !stays(&member) || !(2..=50).contains(&count) || host || view.is_patch || member.script().is_some() {
        return;
    }
    let others = || view.members.iter().filter(stays).filter(|other| other.at != member.at);
    if others().any(|other| other.ports().next().is_none()) {
        return;
    }
    for mention in member.mentions() {
        let before = cut(mention.node.value(), 0..mention.range.start);
        let port = mention.port;
        if !before.ends_with("://")
            || member.serves(port)
            || others().any(|other| other.serves(port) || other.speaks_of(port))
        {
            continue;
        }
        let message =
            format!("no container of this Pod is known to serve port {port}; check the number, or declare it");
        advice.say(place(mention.node, mention.range.clone()), message);
    }
}
