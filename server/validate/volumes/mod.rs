//! Volumes of every source, mounts and devices. Facts O, B and W10-W13.

mod claim;
mod devices;
mod disks;
mod files;
mod mounts;
mod network;
mod overlap;
mod projected;
mod say;
mod selector;
mod sources;

use super::Cx;
use super::scope::Scope;
use crate::finding::{Finding, Fix};
use crate::pod::value::name;
use crate::pod::{Map, text};
use crate::syntax::{Kind, Node};
use crate::validate::mend;
use crate::validate::placeholder::is_placeholder;
use crate::validate::seen::Seen;
use rustc_hash::FxHashMap;

/// One volume of a Pod.
#[derive(Clone, Copy)]
struct Volume<'a> {
    map: Map<'a>,
    /// Its name, if it has one that is text and not empty.
    name: Option<(&'a str, Node<'a>)>,
    /// The name of the Pod, where it is written: not in a template.
    pod: Option<&'a str>,
    /// The Pod is a template.
    is_template: bool,
}

/// More names than these are searched by hashing.
const FEW: usize = 16;

/// The volumes that can be mounted.
struct Volumes<'a> {
    /// Names in their order, and whether the volume can be a block device.
    names: Vec<(&'a str, bool)>,
    /// The same again, where there are many.
    many: FxHashMap<&'a str, bool>,
    /// Nothing can be said of a name that is not among them: the list holds what is not understood.
    open: bool,
}

impl<'a> Volumes<'a> {
    /// Whether the volume `name` can be a block device, if there is one.
    fn find(&self, name: &str) -> Option<bool> {
        if self.many.is_empty() {
            return self.names.iter().find(|(known, _)| *known == name).map(|(_, block)| *block);
        }
        self.many.get(name).copied()
    }

    fn add(&mut self, name: &'a str, block: bool) {
        self.names.push((name, block));
        if self.names.len() > FEW {
            if self.many.is_empty() {
                self.many = self.names.iter().rev().copied().collect();
            }
            self.many.entry(name).or_insert(block);
        }
    }
}

/// Judges the area for one Pod.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    let open = cx.is_patch || !is_understood(spec, "volumes");
    let mut volumes = Volumes { names: Vec::new(), many: FxHashMap::default(), open };
    claims(cx, scope, &mut volumes);
    let claimed: Vec<&str> = volumes.names.iter().map(|(name, _)| *name).collect();
    let pod = if scope.is_template { None } else { scope.pod.metadata.and_then(|metadata| metadata.text("name")) };
    let pod = pod.filter(|pod| !pod.is_empty());
    let mut seen = Seen::default();
    for (_, map) in spec.maps("volumes") {
        let name = map.get("name").and_then(|node| Some((text(node)?, node))).filter(|(name, _)| !name.is_empty());
        // Nothing is known of a name that is no text; an empty one is none.
        volumes.open |= match name {
            Some((_, node)) => is_placeholder(node),
            None => map.get("name").is_some_and(|node| !node.value().is_empty() && map.has("name")),
        };
        // A claim template takes the place of a volume of its name.
        if name.is_some_and(|(name, _)| claimed.contains(&name)) {
            continue;
        }
        let volume = Volume { map, name, pod, is_template: scope.is_template };
        named(cx, scope, &volume, &mut seen);
        sources::check(cx, &volume);
        if let Some((name, _)) = name {
            volumes.add(name, map.has("persistentVolumeClaim") || map.has("ephemeral"));
        }
    }
    if let Some(pod) = pod {
        created(cx, spec, pod);
    }
    mounts::check(cx, scope, &volumes);
}

/// Whether every item of the list `name` is seen; an absent list is.
fn is_understood(map: Map<'_>, name: &str) -> bool {
    let Some(list) = map.get(name).filter(|_| map.has(name)) else { return !map.is_damaged() };
    list.is_sequence() && !list.is_damaged() && list.items().all(|item| item.kind() == Kind::Alias || item.is_mapping())
}

/// The claim templates of a `StatefulSet`: volumes of their own.
fn claims<'a>(cx: &mut Cx<'_>, scope: &Scope<'a>, volumes: &mut Volumes<'a>) {
    if scope.object.kind != "StatefulSet" {
        return;
    }
    let Some(spec) = scope.object.map.map("spec") else { return };
    volumes.open |= !is_understood(spec, "volumeClaimTemplates");
    for (_, template) in spec.maps("volumeClaimTemplates") {
        let node = template.map("metadata").and_then(|metadata| metadata.get("name"));
        if let Some(name) = node.and_then(text) {
            volumes.open |= node.is_some_and(is_placeholder);
            volumes.add(name, true);
        }
        claim::template(cx, template, node);
    }
}

/// The name of a volume: a label, each once. O2, O3.
fn named<'a>(cx: &mut Cx<'_>, scope: &Scope<'a>, volume: &Volume<'a>, seen: &mut Seen<'a>) {
    let Some((name, node)) = volume.name else { return };
    if let Some(wrong) = name::label(name) {
        let fix = name::slug(name, 63).and_then(|slug| rename(scope, node, name, &slug));
        say::wrong(cx, "volume-name-invalid", node, || format!("`{name}` as a volume name {wrong}"), fix);
    } else if let Some(first) = seen.before(name, node) {
        let message = format!("there is a volume `{name}` already; each needs a name of its own");
        let finding = Finding::error("volume-name-duplicate", node.span(), message);
        let fix = (name.len() < 62).then(|| mend::say(node, &format!("{name}-2"), false)).flatten();
        cx.push(finding.with_related(first.span(), format!("the first volume `{name}`")).with_fix(fix));
    }
}

/// A fix that renames a volume, and every mount and device of it with it.
fn rename(scope: &Scope<'_>, node: Node<'_>, name: &str, new: &str) -> Option<Fix> {
    let mut fix = mend::say(node, new, false)?;
    for container in &scope.pod.containers {
        for list in ["volumeMounts", "volumeDevices"] {
            let uses = container.map.maps(list).filter_map(|(_, one)| one.get("name"));
            for node in uses.filter(|node| text(*node) == Some(name)) {
                for edit in mend::say(node, new, false)?.edits {
                    // What aliases lead to is met more than once.
                    if !fix.edits.contains(&edit) {
                        fix.edits.push(edit);
                    }
                }
            }
        }
    }
    fix.title = format!("Rename to `{new}`").into();
    Some(fix)
}

/// A volume must not use the claim that the Pod makes for another one. O25.
fn created(cx: &mut Cx<'_>, spec: Map<'_>, pod: &str) {
    let claims = spec.maps("volumes").filter_map(|(_, map)| Some((map, map.map("persistentVolumeClaim")?)));
    for (_, claim) in claims {
        let Some(at) = claim.get("claimName") else { continue };
        let Some(made) = text(at).and_then(|claim| claim.strip_prefix(pod)?.strip_prefix('-')) else { continue };
        let by = spec.maps("volumes").find(|(_, map)| map.has("ephemeral") && map.text("name") == Some(made));
        let Some((_, by)) = by else { continue };
        let message = format!(
            "the claim `{pod}-{made}` is made for the ephemeral volume `{made}`; mount that volume, or name another claim"
        );
        let mut finding = Finding::error("claim-of-ephemeral-volume", at.span(), message);
        if let Some(name) = by.get("name") {
            finding = finding.with_related(name.span(), "the volume that makes the claim");
        }
        cx.push(finding);
    }
}
