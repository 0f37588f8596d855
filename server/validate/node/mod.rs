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

/// Judges the area for one Pod.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    dns::check(cx, scope);
    host_name::check(cx, scope);
    identity::check(cx, scope);
    claim::check(cx, scope);
}
