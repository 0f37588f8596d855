//! Namespaces shared with the node, against each other. Facts X5, X30. User namespaces are on by
//! default from 1.33; before that the server drops `hostUsers`.

use crate::finding::Finding;
use crate::schema::Minor;
use crate::validate::Cx;
use crate::validate::scope::Scope;

/// Judges the namespaces of a Pod.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    let on = |name: &str| spec.field(name).filter(|_| spec.bool(name) == Some(true));
    // On Windows each of them is wrong by itself.
    let on_windows = scope.os() == "windows";
    if !on_windows {
        if let (Some(share), Some(host)) = (on("shareProcessNamespace"), on("hostPID")) {
            let message = "`shareProcessNamespace` and `hostPID` exclude each other; remove one";
            let finding = Finding::error("process-namespace-conflict", share.value.span(), message);
            cx.push(finding.with_related(host.key.span(), "`hostPID` is set here"));
        }
    }
    let Some(users) = spec.field("hostUsers").filter(|_| spec.bool("hostUsers") == Some(false)) else { return };
    if cx.minor < Minor(33) {
        return;
    }
    let names: &[&str] = if on_windows { &["hostNetwork"] } else { &["hostNetwork", "hostPID", "hostIPC"] };
    for host in names.iter().filter_map(|name| on(name)) {
        let name = host.name;
        let message = format!("`{name}` cannot go with `hostUsers: false`; remove one");
        let finding = Finding::error("host-users-conflict", host.value.span(), message);
        cx.push(finding.with_related(users.key.span(), "`hostUsers` is set here"));
    }
    // Since 1.35.
    if cx.minor < Minor(35) {
        return;
    }
    for container in &scope.pod.containers {
        let Some(devices) = container.map.field("volumeDevices") else { continue };
        if container.map.items("volumeDevices").next().is_some() {
            let message = "`volumeDevices` cannot go with `hostUsers: false`; mount a file system, or remove one";
            let finding = Finding::error("host-users-conflict", devices.key.span(), message);
            cx.push(finding.with_related(users.key.span(), "`hostUsers` is set here"));
        }
    }
}
