//! `log-path-not-shared`: a container that does nothing but follow a log file which no other container can
//! write: no volume covers its path, or nobody else mounts that volume.

use super::mounts::{holds, is_read_only, users};
use crate::pod::Role;
use crate::pod::command::place;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Node;
use crate::text::Span;

pub(in crate::rules) const RULE: Rule = Rule { code: "log-path-not-shared", look: Look::Container(look) };

/// Where files come from the node or the kernel.
const ELSEWHERE: [&str; 6] = ["/dev/", "/proc/", "/sys/", "/var/log/containers", "/var/log/pods", "/var/lib/docker"];

/// What a container may do beside following a file.
const BESIDE: [&str; 9] = ["echo", "sleep", "touch", "mkdir", "test", "[", "set", "true", "printf"];

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let follows = matches!(member.role(), Role::NativeSidecar | Role::App | Role::PlainSidecar);
    if !follows || view.is_patch || view.members.len() < 2 {
        return;
    }
    let followed = followed(member);
    let lasting = || view.members.iter().filter(|other| !matches!(other.role(), Role::Init | Role::Ephemeral));
    if followed.is_empty() || lasting().nth(1).is_none() {
        return;
    }
    for (path, span) in followed {
        if !path.starts_with('/') || path.contains(['$', '`']) || ELSEWHERE.iter().any(|start| path.starts_with(start))
        {
            continue;
        }
        let mounts = member.map().maps("volumeMounts").map(|(_, mount)| mount);
        let covers = mounts.filter(|mount| mount.text("mountPath").is_some_and(|dir| holds(dir, &path)));
        let covers = covers.max_by_key(|mount| mount.text("mountPath").unwrap_or_default().len());
        let Some(mount) = covers else {
            let message = format!(
                "`{path}` is not on a volume, so no other container can write it for `{}`; share an `emptyDir`",
                member.name()
            );
            advice.say(span, message);
            continue;
        };
        let name = mount.text("name").unwrap_or_default();
        // What is no emptyDir may be written from outside.
        if view.volume(name).is_none_or(|volume| volume.field("emptyDir").is_none()) {
            continue;
        }
        let written = users(view, name)
            .any(|(other, mount)| other.at != member.at && !is_read_only(mount) && other.role() != Role::Ephemeral);
        if !written {
            let message =
                format!("`{path}` is on volume `{name}`, which no other container can write to; mount it there too");
            let at = mount.get("name").map_or_else(|| mount.node().span(), Node::span);
            advice.push(advice.finding(span, message).with_related(at, format!("`{name}` is mounted here")));
        }
    }
}

/// The files that a container follows, if it does nothing else.
fn followed(member: &Member<'_>) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    if let Some((script, shell)) = member.script() {
        let others = |name: &str| name == "tail" || name == "exec" || BESIDE.contains(&name);
        if !shell.is_whole || !shell.commands().all(|piece| others(piece.word(0)) && piece.written.is_empty()) {
            return found;
        }
        for piece in shell.commands() {
            let words = piece.words.iter().skip_while(|word| word.text == "exec");
            let words: Vec<&str> = words.map(|word| &*word.text).collect();
            for path in files(&words) {
                let word = piece.words.iter().find(|word| word.text == path);
                let range = word.map_or_else(|| piece.range.clone(), |word| word.range.clone());
                found.push((path.to_owned(), place(script.node, range)));
            }
        }
        return found;
    }
    let command = member.command();
    if !command.is_known() {
        return found;
    }
    let words: Vec<&str> = command.words.iter().map(|word| word.text).collect();
    for path in files(&words) {
        if let Some(word) = command.words.iter().find(|word| word.text == path) {
            found.push((path.to_owned(), word.node.span()));
        }
    }
    found
}

/// The files that `tail -f` follows.
fn files<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let is_tail = words.first().is_some_and(|word| crate::pod::command::base(word) == "tail");
    let follows = words.iter().any(|word| {
        let letters = word.strip_prefix('-').unwrap_or_default();
        word.starts_with("--follow") || (!letters.starts_with('-') && letters.contains(['f', 'F']))
    });
    if !is_tail || !follows {
        return Vec::new();
    }
    words.iter().skip(1).copied().filter(|word| word.starts_with('/')).collect()
}
