//! What is around a Pod: selectors, replicas, rollouts, Jobs, schedules.
//! Facts section 16 (Z), W27, W28; source: kube-apiserver v1.36, validation of the groups apps and batch.

mod cronjob;
mod failures;
mod job;
mod restart;
mod rollout;
mod selects;
mod stateful;
mod successes;
mod unselected;

use super::grammar::not_negative;
use super::{Cx, reshape};
use crate::finding::Finding;
use crate::pod::{Field, Map, Object};
use crate::text::Span;

/// Judges one object around its Pod.
pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>) {
    let Some(spec) = object.map.map("spec") else { return };
    let numbers: &[&str] = match object.kind {
        "Deployment" => &["replicas", "minReadySeconds", "revisionHistoryLimit"],
        "ReplicaSet" | "StatefulSet" | "ReplicationController" => &["replicas", "minReadySeconds"],
        "DaemonSet" => &["minReadySeconds", "revisionHistoryLimit"],
        "CronJob" => &["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"],
        _ => &[],
    };
    for field in numbers {
        not_negative(cx, spec, field);
    }
    match object.kind {
        "Deployment" => rollout::deployment(cx, spec),
        "DaemonSet" => rollout::daemon_set(cx, spec),
        "StatefulSet" => stateful::check(cx, spec),
        "Job" => job::check(cx, object, spec),
        "CronJob" => cronjob::check(cx, object, spec),
        _ => {}
    }
    selects::check(cx, object, spec);
    restart::check(cx, object);
}

/// A finding at the key of `field`, which must not be there, with a fix that removes it.
fn not_here(cx: &mut Cx<'_>, map: Map<'_>, field: Field<'_>, code: &'static str, message: String) {
    let fix = reshape::remove(cx.desk, map, field);
    cx.push(Finding::error(code, field.key.span(), message).with_fix(fix));
}

/// A field that is there and not null.
fn set<'a>(map: Map<'a>, name: &str) -> Option<Field<'a>> {
    map.field(name).filter(|field| field.present().is_some())
}

/// The key that the `spec` of the Pod stands under, else the first key of the template.
fn pod_spec_key(object: &Object<'_>) -> Option<Span> {
    object.template()?.field("spec").map(|field| field.key.span())
}
