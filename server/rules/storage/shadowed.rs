//! `mount-path-shadowed`: a mount below another mount of the same container. Below a volume that cannot be
//! written to, the directory for it cannot be made and the container does not start; below another one it
//! hides what is there.

use super::mounts::{holds, is_read_only, volumes};
use crate::finding::Severity;
use crate::pod::Map;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};

pub(in crate::rules) const RULE: Rule = Rule { code: "mount-path-shadowed", look: Look::Container(look) };

/// Volumes that are mounted read-only.
const FIXED: [&str; 4] = ["configMap", "secret", "projected", "downwardAPI"];

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let mut mounts: Vec<(&str, Map<'_>)> = Vec::new();
    for (_, mount) in member.map().maps("volumeMounts") {
        if let Some(path) = mount.text("mountPath").filter(|path| path.starts_with('/')) {
            mounts.push((path.trim_end_matches('/'), mount));
        }
    }
    if mounts.len() < 2 {
        return;
    }
    // A path and what lies below it come next to each other when `/` sorts first.
    mounts.sort_by(|(a, _), (b, _)| a.split('/').cmp(b.split('/')));
    let mut around: Vec<(&str, Map<'_>)> = Vec::new();
    for (path, mount) in mounts {
        while around.last().is_some_and(|(outer, _)| !holds(outer, path) || *outer == path) {
            around.pop();
        }
        if let Some((outer, first)) = around.last().filter(|(outer, _)| !outer.is_empty()) {
            pair(advice, view, (outer, *first), (path, mount));
        }
        around.push((path, mount));
    }
}

fn pair(advice: &mut Advice<'_, '_>, view: &View<'_>, outer: (&str, Map<'_>), inner: (&str, Map<'_>)) {
    let ((above, first), (path, mount)) = (outer, inner);
    let name = first.text("name").unwrap_or_default();
    let Some(volume) = volumes(view).find(|volume| volume.name == name) else { return };
    let Some(node) = mount.get("mountPath") else { return };
    let fixed = FIXED.iter().any(|source| volume.map.has(source));
    let empty = volume.map.field("emptyDir").is_some();
    let message = if fixed || (empty && is_read_only(first)) {
        format!("`{path}` lies in `{above}`, which cannot be written to, so it cannot be made; mount it elsewhere")
    } else if empty {
        format!("`{path}` lies in `{above}` and hides what is there under this name")
    } else {
        return;
    };
    let finding = if fixed || is_read_only(first) {
        advice.finding(node.span(), message)
    } else {
        advice.weak(Severity::Hint, node.span(), message)
    };
    let related = first.get("mountPath").map_or_else(|| first.node().span(), |node| node.span());
    advice.push(finding.with_related(related, format!("volume `{name}` is mounted here")));
}
