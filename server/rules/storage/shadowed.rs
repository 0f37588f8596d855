//! `mount-path-shadowed`: a mount below another mount of the same container that hides files which the
//! outer volume is told to have. The kubelet makes the directory for the inner one in volumes that it
//! fills itself; in others that are read-only it must be there, which is only a hint.

use super::mounts::{holds, is_read_only};
use crate::finding::Severity;
use crate::pod::Map;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Node;

pub(in crate::rules) const RULE: Rule = Rule { code: "mount-path-shadowed", look: Look::Container(look) };

/// Volumes that the kubelet fills.
const FILLED: [&str; 4] = ["configMap", "secret", "projected", "downwardAPI"];

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
    let Some(volume) = view.volume(name) else { return };
    let Some(node) = mount.get("mountPath") else { return };
    let below = path.get(above.len()..).unwrap_or_default().trim_start_matches('/');
    let filled = FILLED.iter().any(|source| volume.has(source));
    let finding = if let Some(hidden) = hidden(volume, below) {
        let message = format!("this mount hides `{hidden}` of volume `{name}`");
        advice.finding(node.span(), message)
    } else if is_read_only(first) && !filled && volume.field("emptyDir").is_none() {
        let message = format!(
            "`{path}` is inside `{above}`, which is read-only; the directory must exist there \
             already"
        );
        advice.weak(Severity::Hint, node.span(), message)
    } else {
        return;
    };
    let related = first.get("mountPath").map_or_else(|| first.node().span(), Node::span);
    advice.push(finding.with_related(related, format!("volume `{name}` is mounted here")));
}

/// A file that a volume is told to have at or below `path`.
fn hidden<'a>(volume: Map<'a>, path: &str) -> Option<&'a str> {
    let own = ["configMap", "secret", "downwardAPI"].into_iter().filter_map(move |source| volume.map(source));
    let sources = volume.map("projected").into_iter().flat_map(|projected| projected.maps("sources"));
    let parts = sources.flat_map(|(_, source)| {
        let kinds = ["configMap", "secret", "downwardAPI"].into_iter();
        kinds.filter_map(move |kind| source.map(kind))
    });
    let items = own.chain(parts).flat_map(|source| source.maps("items"));
    items.filter_map(|(_, item)| item.text("path")).find(|file| holds(path, file))
}
