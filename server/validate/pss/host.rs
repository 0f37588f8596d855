//! What a Pod takes of its node: namespaces, ports, probes of other hosts, processes. PS1, PS3, PS4, PS12.

use super::{Judge, is_true};
use crate::pod::{Container, Map, Role, int, text};
use crate::schema::Minor;

pub(super) fn check(judge: &mut Judge<'_, '_>) {
    let spec = judge.pod.spec;
    for name in ["hostNetwork", "hostPID", "hostIPC"] {
        if let Some(at) = is_true(spec, name) {
            let fix = judge.remove(spec, name);
            judge.breach("PS1", at.span(), format!("`{name}: true` is not allowed; remove it"), fix);
        }
    }
    for context in judge.contexts() {
        let Some(options) = context.map("windowsOptions") else { continue };
        if let Some(at) = is_true(options, "hostProcess") {
            let fix = judge.remove(options, "hostProcess");
            judge.breach("PS12", at.span(), "`hostProcess: true` is not allowed; remove it", fix);
        }
    }
    for container in &judge.pod.containers {
        ports(judge, container);
        if judge.minor >= Minor(34) {
            probes(judge, container.map);
        }
    }
}

/// With `hostNetwork` every port of a Pod is one of the node, for the server fills it in.
fn ports<'a>(judge: &mut Judge<'_, 'a>, container: &Container<'a>) {
    let filled = judge.object.kind == "Pod"
        && container.role != Role::Ephemeral
        && judge.pod.spec.bool("hostNetwork") == Some(true);
    for (_, port) in container.map.maps("ports") {
        let taken = |name: &str| port.get(name).filter(|at| int(*at).is_some_and(|port| port != 0));
        if let Some(at) = taken("hostPort") {
            let fix = judge.remove(port, "hostPort");
            let message = format!("`hostPort: {}` is not allowed; remove it", at.value());
            judge.breach("PS3", at.span(), message, fix);
        } else if let Some(at) = taken("containerPort").filter(|_| filled) {
            let message = format!("with `hostNetwork`, {} is a port of the node, which is not allowed", at.value());
            judge.breach("PS3", at.span(), message, None);
        }
    }
}

fn probes<'a>(judge: &mut Judge<'_, 'a>, container: Map<'a>) {
    let probes = ["livenessProbe", "readinessProbe", "startupProbe"].map(|name| container.map(name));
    let lifecycle = container.map("lifecycle");
    let hooks = ["postStart", "preStop"].map(|name| lifecycle.and_then(|lifecycle| lifecycle.map(name)));
    for handler in probes.into_iter().chain(hooks).flatten() {
        for action in ["httpGet", "tcpSocket"].iter().filter_map(|name| handler.map(name)) {
            if let Some(at) = action.get("host").filter(|at| text(*at).is_some_and(|host| !host.is_empty())) {
                let fix = judge.remove(action, "host");
                let message = "a `host` is not allowed here; remove it, as the default is the Pod itself";
                judge.breach("PS4", at.span(), message, fix);
            }
        }
    }
}
