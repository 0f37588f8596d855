//! `shared-volume-no-writer`: an `emptyDir` that everybody mounts read-only: it stays empty.

use super::mounts::{empty_dirs, is_read_only, users};
use crate::rules::advice::Advice;
use crate::rules::mend;
use crate::rules::view::View;
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "shared-volume-no-writer", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    if view.is_patch {
        return;
    }
    for volume in empty_dirs(view) {
        let mut any = None;
        if !users(view, volume.name).all(|(member, mount)| {
            any.get_or_insert((member, mount));
            is_read_only(mount)
        }) {
            continue;
        }
        let Some((member, mount)) = any else { continue };
        let name = volume.name;
        let message =
            format!("no container can write to `{name}`, so it stays empty; let one mount it without `readOnly`");
        let mut finding = advice.finding(volume.node.span(), message);
        if let Some(field) = mount.field("readOnly") {
            finding = finding.with_related(field.key.span(), format!("`{}` only reads it", member.name()));
        }
        let fix = mend::remove(advice, mount, "readOnly").map(|mut fix| {
            fix.title = format!("Let `{}` write to it", member.name()).into();
            fix
        });
        advice.push(finding.with_fix(fix));
    }
}
