//! Fields that one operating system does not have. Facts G3-G5.

use crate::finding::Finding;
use crate::pod::{Field, Map};
use crate::schema::Minor;
use crate::syntax::Scalar;
use crate::validate::{Cx, reshape};

/// Refused in the spec of a Windows Pod even when false.
const IN_SPEC: &[&str] = &["hostUsers", "shareProcessNamespace"];
/// Refused in the spec of a Windows Pod when true.
const IN_SPEC_IF_TRUE: &[&str] = &["hostPID", "hostIPC"];
/// Refused in the context of a Windows Pod.
const IN_POD: &[&str] = &[
    "appArmorProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "runAsGroup",
    "runAsUser",
    "seLinuxChangePolicy",
    "seLinuxOptions",
    "seccompProfile",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "sysctls",
];
/// Refused in the context of a container of a Windows Pod.
const IN_CONTAINER: &[&str] = &[
    "allowPrivilegeEscalation",
    "appArmorProfile",
    "capabilities",
    "privileged",
    "procMount",
    "readOnlyRootFilesystem",
    "runAsGroup",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
];

/// The minor from which on a field counts: before, its feature is off and the server drops it.
fn counts_from(name: &str) -> Minor {
    match name {
        "appArmorProfile" => Minor(30),
        "hostUsers" | "seLinuxChangePolicy" | "supplementalGroupsPolicy" => Minor(33),
        _ => Minor::OLDEST,
    }
}

/// Judges the context of a Pod or container that is for Linux.
pub(super) fn on_linux(cx: &mut Cx<'_>, context: Map<'_>) {
    let Some(options) = context.field("windowsOptions").filter(|field| is_set(*field)) else { return };
    let message = "`windowsOptions` cannot be set in a Pod for Linux; remove it, or change `os`";
    let finding = Finding::error("windows-options-on-linux", options.key.span(), message);
    cx.push(finding.with_fix(reshape::remove(cx, context, options)));
}

/// Judges the spec and the context of a Pod that is for Windows.
pub(super) fn pod_on_windows(cx: &mut Cx<'_>, spec: Map<'_>) {
    refuse(cx, spec, |name| {
        IN_SPEC.contains(&name) || (IN_SPEC_IF_TRUE.contains(&name) && spec.bool(name) == Some(true))
    });
    if let Some(context) = spec.map("securityContext") {
        refuse(cx, context, |name| IN_POD.contains(&name));
    }
}

/// Judges the context of a container of a Pod that is for Windows.
pub(super) fn container_on_windows(cx: &mut Cx<'_>, context: Map<'_>) {
    refuse(cx, context, |name| IN_CONTAINER.contains(&name));
}

fn refuse(cx: &mut Cx<'_>, map: Map<'_>, is_refused: impl Fn(&str) -> bool) {
    for field in map.fields() {
        if !is_refused(field.name) || !is_set(field) || cx.minor < counts_from(field.name) {
            continue;
        }
        let message = format!("`{}` cannot be set in a Pod for Windows; remove it, or change `os`", field.name);
        let finding = Finding::error("not-for-windows", field.key.span(), message);
        cx.push(finding.with_fix(reshape::remove(cx, map, field)));
    }
}

/// Whether something stands there; an empty list is nothing.
fn is_set(field: Field<'_>) -> bool {
    let value = field.value;
    value.scalar() != Some(Scalar::Null) && !(value.is_sequence() && value.items().next().is_none())
}
