//! Security contexts of Pods and containers, by operating system. Facts, sections 11 and 12.
//! Source: `validatePodSpecSecurityContext`, `ValidateSecurityContext`, `validateOS` and their
//! neighbours in kube-apiserver v1.36.
//!
//! Closed value lists (X9-X12, X15, X26, G2) and missing types (X12, X15, G1) are said by `structure`.
//! X24 needs a flag of the server and is not said.

mod host;
mod id;
mod os;
mod privilege;
mod profile;
mod sysctl;
mod user_name;
mod windows;

use super::Cx;
use super::scope::Scope;
use crate::pod::{Container, Map};

/// Judges the area for one Pod.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let on_windows = scope.os() == "windows";
    let spec = scope.spec();
    host::check(cx, scope);
    if on_windows {
        os::pod_on_windows(cx, spec);
    }
    if let Some(context) = spec.map("securityContext") {
        common(cx, scope, context);
        if !on_windows {
            id::pod(cx, context);
            sysctl::check(cx, scope, context);
        }
    }
    for container in &scope.pod.containers {
        if let Some(context) = container.map.map("securityContext") {
            common(cx, scope, context);
            if on_windows {
                os::container_on_windows(cx, context);
            } else {
                id::container(cx, context);
                privilege::check(cx, scope, context);
            }
        }
    }
    if scope.os() != "linux" {
        windows::host_process(cx, scope);
    }
}

/// What a Pod's context and a container's have in common.
fn common(cx: &mut Cx<'_>, scope: &Scope<'_>, context: Map<'_>) {
    // What must not be there at all on this operating system is not judged any further.
    if scope.os() == "linux" {
        os::on_linux(cx, context);
    } else if let Some(options) = context.map("windowsOptions") {
        windows::options(cx, options);
    }
    if scope.os() != "windows" {
        profile::seccomp(cx, context);
        profile::app_armor(cx, context);
    }
}

/// Says which container is meant: ``container `web` ``.
fn called(container: &Container<'_>) -> String {
    match container.name() {
        "" => format!("{} {}", container.role.name(), container.index + 1),
        name => format!("{} `{name}`", container.role.name()),
    }
}
