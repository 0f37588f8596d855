//! `shared-volume-single-consumer`: an `emptyDir` that only an init container mounts: what it writes there
//! is lost. Weaker: a volume named as shared that one of several containers mounts.

use super::mounts::{empty_dirs, users};
use crate::finding::Severity;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::view::View;
use crate::rules::{Look, Rule};
use crate::syntax::Node;

pub(in crate::rules) const RULE: Rule = Rule { code: "shared-volume-single-consumer", look: Look::Pod(look) };

/// Parts of names of what is meant to be thrown away.
const SCRATCH: [&str; 8] = ["tmp", "temp", "cache", "scratch", "home", "run", "work", "docker"];

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    if view.is_patch || view.members.len() < 2 {
        return;
    }
    for volume in empty_dirs(view) {
        let mut users = users(view, volume.name);
        let (Some((member, mount)), None) = (users.next(), users.next()) else { continue };
        let path = mount.text("mountPath").unwrap_or_default();
        let is_scratch = |text: &str| SCRATCH.iter().any(|part| text.contains(part));
        let name = volume.name;
        let finding = if member.role() == Role::Init {
            if is_scratch(name) || is_scratch(path) || path.starts_with("/var/lib") {
                continue;
            }
            let message = format!(
                "only init container `{}` mounts `{name}`: what it writes there is lost; mount it where it is read",
                member.name()
            );
            advice.finding(volume.node.span(), message)
        } else {
            let beside = view.members.iter().filter(|other| other.role() != Role::Init).count();
            if beside < 2 || !name.contains("shared") || path.starts_with("/dev/") {
                continue;
            }
            let message =
                format!("only `{}` mounts `{name}`; mount it in another container, or rename it", member.name());
            advice.weak(Severity::Hint, volume.node.span(), message)
        };
        let span = mount.get("name").map_or_else(|| mount.node().span(), Node::span);
        advice.push(finding.with_related(span, format!("`{}` mounts it here", member.name())));
    }
}
