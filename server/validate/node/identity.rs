//! How long a Pod may live, as whom it acts and how it gets its images. Facts L2-L5, L11, W15, W16, W25.

use super::as_subdomain;
use crate::finding::{Finding, Fix};
use crate::pod::value::name;
use crate::pod::{Field, Map, int, text};
use crate::syntax::{Node, Scalar};
use crate::validate::scope::is_misspelt;
use crate::validate::seen::Seen;
use crate::validate::{Cx, mend, reshape};

/// Judges `activeDeadlineSeconds` of a Pod.
pub(super) fn deadline(cx: &mut Cx<'_>, spec: Map<'_>, field: Field<'_>) {
    let at = field.value;
    let most = i64::from(i32::MAX);
    let Some(seconds) = int(at).filter(|seconds| !(1..=most).contains(seconds)) else { return };
    let message = format!("`activeDeadlineSeconds` must lie between 1 and {most}, not be `{seconds}`");
    let finding = Finding::error("active-deadline-out-of-range", at.span(), message);
    cx.push(finding.with_fix(reshape::remove(cx.desk, spec, field)));
}

/// Judges `terminationGracePeriodSeconds` of a Pod.
pub(super) fn grace_period(cx: &mut Cx<'_>, at: Node<'_>) {
    let Some(seconds) = int(at).filter(|seconds| *seconds < 0) else { return };
    let message = format!("`terminationGracePeriodSeconds` must not be negative; the server turns `{seconds}` into 1");
    let fix = mend::rewrite(at, "1", "Change to `1`", true);
    cx.push(Finding::warning("grace-period-negative", at.span(), message).with_fix(fix));
}

/// Judges the account of a Pod. `serviceAccount` is the old name of `serviceAccountName` and counts where that is not set.
pub(super) fn service_account(cx: &mut Cx<'_>, spec: Map<'_>) {
    let set = |name: &str| spec.get(name).filter(|at| at.scalar() != Some(Scalar::Null) && !at.value().is_empty());
    let Some(at) = set("serviceAccountName").or_else(|| set("serviceAccount")) else { return };
    let Some(account) = text(at).filter(|_| !cx.is_open(at)) else { return };
    let Some(wrong) = name::subdomain(account) else { return };
    let fix = as_subdomain(account, 253).and_then(|fixed| mend::say(at, &fixed, false));
    let message = format!("`{}` {wrong}", at.excerpt(70));
    cx.push(Finding::error("service-account-name-invalid", at.span(), message).with_fix(fix));
}

/// Judges `imagePullSecrets` of a Pod. Names are not checked, but empty and repeated ones are warned of.
pub(super) fn pull_secrets(cx: &mut Cx<'_>, spec: Map<'_>) {
    let mut seen = Seen::default();
    for (index, secret) in spec.maps("imagePullSecrets") {
        let remove = |title| reshape::remove_item(cx.desk, spec, "imagePullSecrets", index, title);
        let at = secret.field("name");
        let name = match at {
            Some(field) if field.present().is_some() => match text(field.value) {
                Some(name) => name,
                None => continue,
            },
            _ => "",
        };
        if name.is_empty() {
            // `[{}]`, too, has no name.
            if cx.is_patch || is_misspelt(secret, "core.v1.LocalObjectReference", cx.minor) {
                continue;
            }
            let first = secret.fields().next().map_or(secret.node().span(), |field| field.key.span());
            let span = at.map_or(first, |field| field.key.span());
            let message = "an image pull secret needs a `name`; without it, it has no effect";
            let finding = Finding::warning("image-pull-secret-unnamed", span, message);
            let fix = remove("Remove the entry");
            cx.push(finding.with_fix(fix));
        } else if let Some(field) = at
            && let Some(first) = seen.before(name, field.value)
        {
            let message = format!("`{name}` is listed twice; remove one");
            let finding = Finding::warning("image-pull-secret-duplicate", field.value.span(), message);
            // The same thing said twice: nothing is lost.
            let fix = remove("Remove the second one").map(|fix| Fix { safe: true, ..fix });
            cx.push(finding.with_related(first.span(), "listed here first").with_fix(fix));
        }
    }
}
