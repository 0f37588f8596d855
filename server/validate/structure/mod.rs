//! Findings from structure: whether an object is what its apiVersion and kind say, field by field.
//! Source: kube-apiserver v1.36 decoding with strict field validation.

mod api;
mod fields;
mod gated;
mod merges;
mod quantities;
mod required;
mod types;

pub(super) use gated::is_dropped;

use super::cx::Cx;
use crate::pod::Object;
use crate::schema::{Standing, standing};

/// Judges the structure of one object.
pub(super) fn object(cx: &mut Cx<'_>, object: &Object<'_>) {
    api::check(cx, object);
    let Some(workload) = object.workload else { return };
    // Other groups have kinds of the same names: those are not ours to judge.
    if standing(object.api_version, object.kind, cx.minor) == Standing::Foreign && !object.api_version.is_empty() {
        return;
    }
    if object.api_version.is_empty() && !api::looks_like_object(object) {
        return;
    }
    // An outdated apiVersion is said once; its fields are judged by the version to move to, except
    // for what older versions filled in by themselves.
    cx.reads_as_patch = required::is_patch(object);
    cx.is_patch = cx.reads_as_patch && !cx.among_whole;
    let mut walk = fields::Walk::new(cx, object.is_current_workload());
    walk.object(object.map, workload.ty);
    // A merge directive further down makes a patch of what stood above it, too.
    if cx.is_patch {
        cx.retain(|finding| !finding.code.starts_with("missing-"));
    }
}
