//! Privileges of a container that contradict each other or the Pod. Facts X27-X29. Capability names
//! are not checked by the server; of all of them it knows `CAP_SYS_ADMIN`.

use crate::finding::Finding;
use crate::pod::{Field, Map, text};
use crate::schema::Minor;
use crate::syntax::edit::Value;
use crate::syntax::{Node, Scalar};
use crate::validate::scope::Scope;
use crate::validate::{Cx, mend, reshape};

/// What is privileged can always gain privileges. `at` is `allowPrivilegeEscalation` of `context`.
pub(super) fn escalation(cx: &mut Cx<'_>, context: Map<'_>, at: Field<'_>) {
    if at.value.scalar() != Some(Scalar::Bool(false)) {
        return;
    }
    let privileged = context.field("privileged").filter(|_| context.bool("privileged") == Some(true));
    if let Some(privileged) = privileged {
        let message = "`allowPrivilegeEscalation: false` contradicts `privileged: true`; remove one";
        let finding = Finding::error("privilege-escalation-conflict", at.value.span(), message);
        cx.push(
            finding
                .with_related(privileged.key.span(), "`privileged` is set here")
                .with_fix(reshape::remove(cx.desk, context, privileged))
                .with_fix(reshape::remove(cx.desk, context, at)),
        );
    }
    let added = context.map("capabilities").and_then(|capabilities| {
        capabilities.items("add").find(|capability| text(*capability) == Some("CAP_SYS_ADMIN"))
    });
    if let Some(added) = added {
        let message = "`allowPrivilegeEscalation: false` contradicts the capability `CAP_SYS_ADMIN`; remove one";
        let finding = Finding::error("privilege-escalation-conflict", at.value.span(), message);
        cx.push(
            finding
                .with_related(added.span(), "`CAP_SYS_ADMIN` is added here")
                .with_fix(reshape::remove(cx.desk, context, at)),
        );
    }
}

/// All of `/proc` is only for Pods with users of their own. On by default, and checked, from 1.33.
pub(super) fn unmasked(cx: &mut Cx<'_>, scope: &Scope<'_>, at: Node<'_>) {
    if text(at) != Some("Unmasked") || cx.minor < Minor(33) || scope.spec().bool("hostUsers") == Some(false) {
        return;
    }
    // A patch may leave `hostUsers` to what it is merged into.
    let host_users = scope.spec().field("hostUsers").filter(|field| field.present().is_some());
    if cx.is_patch && host_users.is_none() {
        return;
    }
    let message = "`procMount: Unmasked` needs `hostUsers: false` in the Pod; set it, or choose `Default`";
    let mut finding = Finding::error("proc-mount-needs-user-namespace", at.span(), message);
    if let Some(host_users) = host_users {
        finding = finding.with_related(host_users.key.span(), "`hostUsers` is set here");
    }
    let own_users = reshape::set(cx.desk, scope.spec(), &["hostUsers"], &Value::Bool(false), "Set `hostUsers: false`");
    cx.push(finding.with_fix(mend::say(at, "Default", false)).with_fix(own_users));
}
