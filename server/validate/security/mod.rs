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

/// The operating system a Pod says it needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Os {
    Linux,
    Windows,
    /// It says nothing, or nothing that counts.
    Any,
}

/// Judges the area for one Pod.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    let os = match scope.os() {
        "linux" => Os::Linux,
        "windows" => Os::Windows,
        _ => Os::Any,
    };
    let mut context = None;
    // Most Pods have hardly one of these fields, so each is looked at where it is met.
    for field in spec.fields() {
        match field.name {
            "securityContext" => context = Map::of(field.value),
            "hostPID" if os != Os::Windows => host::process_namespace(cx, spec),
            "hostUsers" => host::users(cx, scope, field, os),
            _ => {}
        }
        if os == Os::Windows {
            os::in_spec(cx, spec, field);
        }
    }
    let mut for_windows = false;
    if let Some(context) = context {
        for_windows |= judge(cx, scope, context, os, true);
    }
    for container in &scope.pod.containers {
        if let Some(context) = container.map.map("securityContext") {
            for_windows |= judge(cx, scope, context, os, false);
        }
    }
    if for_windows && os != Os::Linux {
        windows::host_process(cx, scope);
    }
}

/// Judges the context of a Pod or of a container; says whether it has `windowsOptions`. What must not
/// be there at all on an operating system is not judged any further.
fn judge(cx: &mut Cx<'_>, scope: &Scope<'_>, context: Map<'_>, os: Os, of_pod: bool) -> bool {
    let mut for_windows = false;
    for field in context.fields() {
        let value = field.value;
        match (field.name, os) {
            ("windowsOptions", Os::Linux) => os::windows_options(cx, context, field),
            ("windowsOptions", _) => {
                for_windows = true;
                if let Some(options) = Map::of(value) {
                    windows::options(cx, options);
                }
            }
            (name, Os::Windows) => {
                os::in_context(cx, context, field, of_pod);
                // Another `os` does not make these right.
                if of_pod && name == "sysctls" {
                    sysctl::check(cx, scope, context);
                }
            }
            ("runAsUser" | "runAsGroup" | "fsGroup", _) => id::field(cx, field),
            ("supplementalGroups", _) => id::groups(cx, value),
            ("sysctls", _) if of_pod => sysctl::check(cx, scope, context),
            ("seccompProfile", _) => profile::seccomp(cx, value),
            ("appArmorProfile", _) => profile::app_armor(cx, value),
            ("allowPrivilegeEscalation", _) => privilege::escalation(cx, context, field),
            ("procMount", _) => privilege::unmasked(cx, scope, value),
            _ => {}
        }
    }
    for_windows
}

/// Says which container is meant: ``container `web` ``.
fn called(container: &Container<'_>) -> String {
    match container.name() {
        "" => format!("{} {}", container.role.name(), container.index + 1),
        name => format!("{} `{name}`", container.role.name()),
    }
}
