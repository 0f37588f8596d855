//! Namespaces shared with the node, against each other. Facts X5, X30. User namespaces are on by
//! default from 1.33; before that the server drops `hostUsers`.

use super::Os;
use crate::finding::{Finding, Fix};
use crate::pod::{Field, Map};
use crate::schema::Minor;
use crate::text::Span;
use crate::validate::scope::Scope;
use crate::validate::{Cx, reshape};

/// A Pod cannot have one namespace for the processes of its containers, and that of its node.
pub(super) fn process_namespace(cx: &mut Cx<'_>, spec: Map<'_>) {
    let on = |name: &str| spec.field(name).filter(|_| spec.bool(name) == Some(true));
    if let (Some(share), Some(host)) = (on("shareProcessNamespace"), on("hostPID")) {
        let message = "`shareProcessNamespace` and `hostPID` exclude each other; remove one";
        let finding = Finding::error("process-namespace-conflict", share.value.span(), message)
            .with_related(host.key.span(), "`hostPID` is set here")
            .with_fix(reshape::remove(cx.desk, spec, share))
            .with_fix(reshape::remove(cx.desk, spec, host));
        cx.push(finding);
    }
}

/// Users of its own, which `users` asks for, go with little of the node.
pub(super) fn users(cx: &mut Cx<'_>, scope: &Scope<'_>, users: Field<'_>, os: Os) {
    let spec = scope.spec();
    if cx.minor < Minor(33) || spec.bool("hostUsers") != Some(false) {
        return;
    }
    let conflict = |at: Span, message: String, fix: Option<Fix>| {
        let finding = Finding::error("host-users-conflict", at, message);
        finding.with_related(users.key.span(), "`hostUsers` is set here").with_fix(fix)
    };
    // On Windows the other two are wrong by themselves.
    let names: &[&str] = if os == Os::Windows { &["hostNetwork"] } else { &["hostNetwork", "hostPID", "hostIPC"] };
    for name in names {
        let Some(host) = spec.field(name).filter(|_| spec.bool(name) == Some(true)) else { continue };
        let message = format!("`{name}` cannot go with `hostUsers: false`; remove one");
        cx.push(conflict(host.value.span(), message, reshape::remove(cx.desk, spec, host)));
    }
    // Since 1.35.
    if cx.minor < Minor(35) {
        return;
    }
    for container in &scope.pod.containers {
        let Some(devices) = container.map.field("volumeDevices") else { continue };
        if container.map.items("volumeDevices").next().is_some() {
            let message = "`volumeDevices` cannot go with `hostUsers: false`; mount a file system, or remove one";
            cx.push(conflict(devices.key.span(), message.to_owned(), None));
        }
    }
}
