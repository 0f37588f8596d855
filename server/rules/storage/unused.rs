//! `volume-unused`: a volume that no container mounts. The kubelet does not even set it up.

use crate::pod::text;
use crate::rules::advice::Advice;
use crate::rules::view::View;
use crate::rules::{Look, Rule};
use crate::validate::reshape::remove_item;

pub(in crate::rules) const RULE: Rule = Rule { code: "volume-unused", look: Look::Pod(look) };

/// Names that injectors look for, or that the server itself gives.
const INJECTED: [&str; 7] = ["istio-", "vault-", "linkerd-", "kuma-", "gke-gcsfuse-", "kube-api-access-", "workload-"];

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    // What a patch adds may be mounted by what it patches.
    if view.is_patch {
        return;
    }
    // One list hides the other, which is said.
    if view.spec().fields().filter(|field| field.name == "volumes").count() > 1 {
        return;
    }
    let count = view.spec().items("volumes").count();
    for (index, volume) in view.spec().maps("volumes") {
        let Some(node) = volume.get("name") else { continue };
        let Some(name) = text(node).filter(|name| !name.is_empty()) else { continue };
        if INJECTED.iter().any(|prefix| name.starts_with(prefix)) || !view.mounts(name).is_empty() {
            continue;
        }
        let title = if count == 1 { "Remove `volumes`".to_owned() } else { format!("Remove volume `{name}`") };
        let message = format!("no container mounts volume `{name}`; mount it or remove it");
        let finding = advice.finding(node.span(), message).with_tag(crate::finding::Tag::Unnecessary);
        let fix = remove_item(advice.desk(), view.spec(), "volumes", index, title);
        advice.push(finding.with_fix(fix));
    }
}
