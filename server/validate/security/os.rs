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

/// Judges the `windowsOptions` in the context of a Pod that is for Linux.
pub(super) fn windows_options(cx: &mut Cx<'_>, context: Map<'_>, options: Field<'_>) {
    if is_set(options) {
        let message = "`windowsOptions` cannot be set in a Pod for Linux; remove it, or change `os`";
        let finding = Finding::error("windows-options-on-linux", options.key.span(), message);
        cx.push(finding.with_fix(reshape::remove(cx.desk, context, options)));
    }
}

/// Judges a field in the spec of a Pod that is for Windows.
pub(super) fn in_spec(cx: &mut Cx<'_>, spec: Map<'_>, field: Field<'_>) {
    let name = field.name;
    if IN_SPEC.contains(&name) || (IN_SPEC_IF_TRUE.contains(&name) && spec.bool(name) == Some(true)) {
        refuse(cx, spec, field);
    }
}

/// Judges a field in the context of a Pod that is for Windows, or in that of one of its containers.
pub(super) fn in_context(cx: &mut Cx<'_>, context: Map<'_>, field: Field<'_>, of_pod: bool) {
    let refused = if of_pod { IN_POD } else { IN_CONTAINER };
    if refused.contains(&field.name) {
        refuse(cx, context, field);
    }
}

fn refuse(cx: &mut Cx<'_>, map: Map<'_>, field: Field<'_>) {
    if !is_set(field) || cx.minor < counts_from(field.name) {
        return;
    }
    let message = format!("`{}` cannot be set in a Pod for Windows; remove it, or change `os`", field.name);
    let finding = Finding::error("not-for-windows", field.key.span(), message);
    cx.push(finding.with_fix(reshape::remove(cx.desk, map, field)));
}

/// Whether something stands there; an empty list is nothing.
fn is_set(field: Field<'_>) -> bool {
    let value = field.value;
    value.scalar() != Some(Scalar::Null) && !(value.is_sequence() && value.items().next().is_none())
}
