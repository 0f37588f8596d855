//! Names in DNS, the life of a Pod and who it is. Facts, sections 13 and 15, warnings W14-W16, W25 and
//! W26. Source: `ValidatePodSpec` and `warningsForPodSpecAndMeta` of kube-apiserver v1.36.
//!
//! `dnsPolicy` and `restartPolicy` (D1, L1) are closed lists and said by `structure`, as is what lacks
//! a name (D9, L6). A negative grace period (L2) is a warning only.

mod address;
mod claim;
mod dns;
mod host_name;
mod identity;

use super::Cx;
use super::scope::Scope;
use crate::pod::value::name;
use crate::schema::Minor;

/// Judges the area for one Pod.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    // A StatefulSet sets these names itself, whatever stands there.
    let names_itself = scope.object.kind == "StatefulSet";
    let mut account = false;
    // Most Pods have hardly one of these fields, so each is looked at where it is met.
    for field in spec.fields() {
        let value = field.value;
        match field.name {
            "dnsPolicy" => dns::policy(cx, spec, value),
            "dnsConfig" => dns::config(cx, value),
            "hostname" if !names_itself => host_name::label(cx, value, "hostname-invalid"),
            "subdomain" if !names_itself => host_name::label(cx, value, "subdomain-invalid"),
            // On by default from 1.35; before that the server drops it.
            "hostnameOverride" if cx.minor >= Minor(35) => host_name::overridden(cx, spec, field),
            "hostAliases" => host_name::aliases(cx, spec),
            "activeDeadlineSeconds" => identity::deadline(cx, spec, field),
            "terminationGracePeriodSeconds" => identity::grace_period(cx, value),
            "serviceAccountName" | "serviceAccount" if !account => {
                account = true;
                identity::service_account(cx, spec);
            }
            "imagePullSecrets" => identity::pull_secrets(cx, spec),
            // On by default from 1.34; before that the server drops them.
            "resourceClaims" if cx.minor >= Minor(34) => claim::check(cx, scope, field),
            _ => {}
        }
    }
}

/// `text` made into a subdomain of at most `limit` characters: lower case, and if that is not enough, a
/// `-` for everything else. None if nothing of it can be kept.
fn as_subdomain(text: &str, limit: usize) -> Option<String> {
    let fits = |text: &String| text.len() <= limit && name::subdomain(text).is_none();
    let lower = Some(text.to_ascii_lowercase()).filter(fits);
    lower.or_else(|| {
        let parts: Vec<String> = text.split('.').filter_map(|part| name::slug(part, 63)).collect();
        Some(parts.join(".")).filter(fits)
    })
}
