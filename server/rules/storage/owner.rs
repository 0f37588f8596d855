//! `shared-volume-uid-mismatch`: containers that run as different users write to the same `emptyDir`, and
//! no `fsGroup` lets them share. Says something only where the users are written down.

use super::mounts::{empty_dirs, is_read_only, users};
use crate::pod::Map;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Node;
use crate::syntax::edit::Value;
use crate::validate::reshape::set;

pub(in crate::rules) const RULE: Rule = Rule { code: "shared-volume-uid-mismatch", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let pod = view.spec().map("securityContext");
    if view.is_patch || view.members.len() < 2 || pod.is_some_and(|pod| pod.has("fsGroup")) {
        return;
    }
    let user = |member: &Member<'_>| {
        let own = |map: Map<'_>| map.int("runAsUser");
        member.map().map("securityContext").and_then(own).or_else(|| pod.and_then(own))
    };
    for volume in empty_dirs(view) {
        let mut first: Option<(&Member<'_>, i64)> = None;
        for (member, mount) in users(view, volume.name).filter(|(_, mount)| !is_read_only(*mount)) {
            let Some(id) = user(member) else { continue };
            let Some((other, theirs)) = first else {
                first = Some((member, id));
                continue;
            };
            // Root writes where it likes; what it leaves behind, others cannot change.
            if theirs == id || id == 0 {
                continue;
            }
            let message = format!(
                "`{}` (user {theirs}) and `{}` (user {id}) share `{}`, but may not be able to use each other's \
                 files; set `fsGroup`",
                other.name(),
                member.name(),
                volume.name
            );
            let group = Value::Int(id).note("TODO: a group for the files of all volumes");
            let title = format!("Set `fsGroup: {id}`");
            let fix = set(advice.desk(), view.spec(), &["securityContext", "fsGroup"], &group, title);
            let finding = advice.finding(volume.node.span(), message);
            let at = mount.get("name").map_or_else(|| mount.node().span(), Node::span);
            advice.push(finding.with_related(at, format!("`{}` mounts it here", member.name())).with_fix(fix));
            break;
        }
    }
}
