//! What a kind of workload lets its Pods say about their own end. Facts Z4, Z5, Z16.

use super::{not_here, pod_spec_key, set};
use crate::finding::Finding;
use crate::pod::{Object, text};
use crate::validate::{Cx, mend};

pub(super) fn check(cx: &mut Cx<'_>, object: &Object<'_>) {
    let Some(spec) = object.pod_spec() else { return };
    let policy = set(spec, "restartPolicy").filter(|field| text(field.value) != Some(""));
    let name = policy.and_then(|policy| text(policy.value));
    match object.kind {
        "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" | "ReplicationController" => {
            if let (Some(policy), Some(name @ ("OnFailure" | "Never"))) = (policy, name) {
                let message = format!("a {} restarts its Pods always; `{name}` is for Jobs", object.kind);
                let fix = mend::say(policy.value, "Always", false);
                cx.push(Finding::error("restart-policy-kind-mismatch", policy.value.span(), message).with_fix(fix));
            }
            if let Some(deadline) = set(spec, "activeDeadlineSeconds") {
                let message =
                    format!("the Pods of a {} run without a deadline; remove `activeDeadlineSeconds`", object.kind);
                not_here(cx, spec, deadline, "active-deadline-kind-mismatch", message);
            }
        }
        "Job" | "CronJob" => {
            let job = if object.kind == "Job" { object.map.map("spec") } else { job_spec(object) };
            let failures = job.and_then(|job| set(job, "podFailurePolicy"));
            match (policy, name) {
                (None, _) if !cx.is_patch && !spec.is_damaged() => {
                    let own = spec.field("restartPolicy").map(|field| field.key.span());
                    let span = own.or_else(|| pod_spec_key(object)).unwrap_or_else(|| object.head());
                    let message = format!("the Pods of a {} need `restartPolicy: OnFailure` or `Never`", object.kind);
                    cx.push(Finding::error("restart-policy-kind-mismatch", span, message));
                }
                (Some(policy), Some("Always")) => {
                    let message = format!(
                        "the Pods of a {} cannot be restarted always; write `OnFailure` or `Never`",
                        object.kind
                    );
                    let finding = Finding::error("restart-policy-kind-mismatch", policy.value.span(), message);
                    let finding = if failures.is_none() {
                        finding.with_fix(mend::say(policy.value, "OnFailure", false))
                    } else {
                        finding
                    };
                    cx.push(finding.with_fix(mend::say(policy.value, "Never", false)));
                }
                (Some(policy), Some("OnFailure")) => {
                    if let Some(failures) = failures {
                        let message = "with `podFailurePolicy` the `restartPolicy` must be `Never`";
                        let finding = Finding::error("restart-policy-kind-mismatch", policy.value.span(), message)
                            .with_fix(mend::say(policy.value, "Never", false));
                        cx.push(finding.with_related(failures.key.span(), "`podFailurePolicy` is set here"));
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
}

/// The `spec` of the Jobs of a `CronJob`.
fn job_spec<'a>(object: &Object<'a>) -> Option<crate::pod::Map<'a>> {
    object.map.map("spec")?.map("jobTemplate")?.map("spec")
}
