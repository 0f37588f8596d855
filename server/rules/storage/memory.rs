//! `emptydir-memory-unbounded`: an `emptyDir` in memory that nothing limits: neither a size nor the memory
//! of those who mount it. It may take all the memory of the node.

use super::mounts::{empty_dirs, users};
use crate::pod::Map;
use crate::rules::advice::Advice;
use crate::rules::view::View;
use crate::rules::{Look, Rule};
use crate::syntax::edit::Value;
use crate::validate::reshape::set;

pub(in crate::rules) const RULE: Rule = Rule { code: "emptydir-memory-unbounded", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let limited = |map: Map<'_>| {
        map.map("resources").and_then(|resources| resources.map("limits")).is_some_and(|limits| limits.has("memory"))
    };
    if view.is_patch || limited(view.spec()) {
        return;
    }
    for volume in empty_dirs(view) {
        let Some(source) = volume.map.map("emptyDir") else { continue };
        let Some(medium) = source.get("medium").filter(|node| node.says("Memory")) else { continue };
        let mut users = users(view, volume.name).peekable();
        if source.has("sizeLimit") || users.peek().is_none() || users.all(|(member, _)| limited(member.map())) {
            continue;
        }
        let message = format!(
            "`{}` is held in memory without a limit, so it may use up the memory of the node; add a `sizeLimit`",
            volume.name
        );
        let size = Value::from("64Mi").note("TODO: as much as it needs");
        let fix = set(advice.desk(), source, &["sizeLimit"], &size, "Add `sizeLimit: 64Mi`");
        advice.push(advice.finding(medium.span(), message).with_fix(fix));
    }
}
