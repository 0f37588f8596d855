//! `container-runtime-socket`: a container that commands the container runtime of its node. `host-path-writable`:
//! one that can change files of it.

use rustc_hash::FxHashMap;

use crate::pod::{Map, Role, text};
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::edit::Value;
use crate::validate::reshape::set;

pub(in crate::rules) const SOCKET: Rule = Rule { code: "container-runtime-socket", look: Look::Pod(socket) };
pub(in crate::rules) const WRITABLE: Rule = Rule { code: "host-path-writable", look: Look::Pod(writable) };

/// The files through which runtimes take commands.
const SOCKETS: [&str; 6] =
    ["docker.sock", "containerd.sock", "crio.sock", "cri-dockerd.sock", "dockershim.sock", "podman.sock"];

fn socket(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    for (_, volume) in view.spec().maps("volumes") {
        let Some(field) = volume.field("hostPath") else { continue };
        let Some(node) = volume.map("hostPath").and_then(|host| host.get("path")) else { continue };
        let Some(path) = text(node).filter(|path| SOCKETS.contains(&crate::pod::command::base(path))) else { continue };
        let name = volume.text("name").unwrap_or_default();
        let mount = view.members.iter().find_map(|member| Some((member, mount(member, name)?)));
        let who = mount.map(|(member, _)| member.name()).filter(|name| !name.is_empty()).unwrap_or("the Pod");
        let message = format!("with `{path}`, `{who}` can start anything on the node, as root; remove it");
        let mut finding = advice.finding(node.span(), message);
        if let Some((_, mount)) = mount {
            finding = finding.with_related(mount.node().span(), "it is mounted here");
        }
        // That it is of the node at all is said by this, too.
        advice.replace("host-path", field.key.span());
        advice.push(finding);
    }
}

/// Where a container mounts the volume `name`.
fn mount<'a>(member: &Member<'a>, name: &str) -> Option<Map<'a>> {
    member.map().maps("volumeMounts").map(|(_, mount)| mount).find(|mount| mount.text("name") == Some(name))
}

fn writable(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    if view.is_patch {
        return;
    }
    let mut hosts: FxHashMap<&str, &str> = FxHashMap::default();
    for (_, volume) in view.spec().maps("volumes") {
        let (Some(host), Some(name)) = (volume.map("hostPath"), volume.text("name")) else { continue };
        let kind = host.text("type").unwrap_or_default();
        // To make it, or to talk to it, is to write.
        if !kind.ends_with("OrCreate") && !matches!(kind, "Socket" | "CharDevice" | "BlockDevice") {
            hosts.insert(name, host.text("path").unwrap_or_default());
        }
    }
    if hosts.is_empty() {
        return;
    }
    for member in view.members.iter().filter(|member| member.role() != Role::Ephemeral) {
        for (_, mount) in member.map().maps("volumeMounts") {
            let Some(node) = mount.get("name") else { continue };
            let Some(path) = text(node).and_then(|name| hosts.get(name)) else { continue };
            if mount.bool("readOnly") == Some(true) || mount.has("mountPropagation") {
                continue;
            }
            let message = format!(
                "`{}` can change `{path}` of the node; mount it with `readOnly: true` if it only reads",
                member.name()
            );
            let fix = set(advice.desk(), mount, &["readOnly"], &Value::Bool(true), "Set `readOnly: true`");
            advice.push(advice.finding(node.span(), message).with_fix(fix));
        }
    }
}
