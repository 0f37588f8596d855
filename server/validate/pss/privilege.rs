//! What containers may do: privileges, capabilities, `/proc`. PS5-PS7, PS13, PS14, PS19.

use super::{Judge, is_true};
use crate::pod::{Container, Map, text};
use crate::syntax::edit::Value;
use crate::text::Span;
use crate::validate::mend;

/// The one capability that `restricted` lets a container have.
const BIND: &str = "NET_BIND_SERVICE";
/// Capabilities that `baseline` lets a container add: what runtimes give it anyway.
pub const USUAL: &[&str] = &[
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    BIND,
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

pub(super) fn check(judge: &mut Judge<'_, '_>) {
    let is_windows = judge.is_windows();
    for (at, container) in judge.pod.containers.iter().enumerate() {
        let context = container.map.map("securityContext");
        judge.at = Some(at);
        if let Some(context) = context.filter(|_| judge.baseline) {
            allowed(judge, context);
        }
        if !is_windows && judge.restricted {
            escalation(judge, container, context);
            capabilities(judge, container, context);
        }
    }
    judge.at = None;
}

fn allowed<'a>(judge: &mut Judge<'_, 'a>, context: Map<'a>) {
    if let Some(at) = is_true(context, "privileged") {
        let fix = judge.remove(context, "privileged");
        judge.breach("PS5", at.span(), "`privileged: true` is not allowed; remove it", fix);
    }
    if let Some(at) = context.get("procMount").filter(|at| text(*at).is_some_and(|mount| mount != "Default")) {
        let message = format!("`procMount: {}` is not allowed; remove it", at.value());
        if !judge.has_own_users() {
            judge.breach("PS6", at.span(), message.as_str(), judge.remove(context, "procMount"));
        }
        if judge.minor.0 >= 35 && judge.restricted {
            judge.breach("PS19", at.span(), message, judge.remove(context, "procMount"));
        }
    }
    let Some(capabilities) = context.map("capabilities") else { return };
    for (index, at) in capabilities.items("add").enumerate() {
        let Some(name) = text(at).filter(|name| !USUAL.contains(name)) else { continue };
        let fix = judge.remove_item(capabilities, "add", index);
        judge.breach("PS7", at.span(), format!("adding capability `{name}` is not allowed; remove it"), fix);
    }
}

fn escalation<'a>(judge: &mut Judge<'_, 'a>, container: &Container<'a>, context: Option<Map<'a>>) {
    let field = context.and_then(|context| context.field("allowPrivilegeEscalation"));
    let value = context.and_then(|context| context.bool("allowPrivilegeEscalation"));
    // What is privileged cannot be kept from more; that has to go first.
    let may_forbid = context.is_none_or(|context| is_true(context, "privileged").is_none());
    match (field, value) {
        (_, Some(false)) => {}
        (Some(field), Some(true)) => {
            let message = "`allowPrivilegeEscalation` must be `false`; change it";
            let fix = mend::rewrite(field.value, "false", "Change to `false`", false).filter(|_| may_forbid);
            judge.breach("PS13", field.value.span(), message, fix);
        }
        _ => {
            let message = "`securityContext` must set `allowPrivilegeEscalation: false`; add it";
            let path = ["securityContext", "allowPrivilegeEscalation"];
            let fix = judge.set(container.map, &path, &Value::Bool(false), "Set `allowPrivilegeEscalation: false`");
            judge.missing("PS13", place(container), message, fix.filter(|_| may_forbid));
        }
    }
}

fn capabilities<'a>(judge: &mut Judge<'_, 'a>, container: &Container<'a>, context: Option<Map<'a>>) {
    let capabilities = context.and_then(|context| context.map("capabilities"));
    let drops_all = capabilities
        .is_some_and(|capabilities| capabilities.items("drop").any(|capability| text(capability) == Some("ALL")));
    if !drops_all {
        let drop = capabilities.and_then(|capabilities| capabilities.field("drop"));
        let span = drop.map_or_else(|| place(container), |drop| drop.key.span());
        let message = "`securityContext.capabilities` must have `drop: [ALL]`; add it";
        let path = ["securityContext", "capabilities", "drop"];
        let fix = judge.set(container.map, &path, &Value::seq(["ALL"]), "Drop all capabilities");
        judge.missing("PS14", span, message, fix);
    }
    let Some(capabilities) = capabilities else { return };
    for (index, at) in capabilities.items("add").enumerate() {
        let Some(name) = text(at).filter(|name| *name != BIND) else { continue };
        let message = format!("adding capability `{name}` is not allowed, only `{BIND}` is; remove it");
        judge.breach("PS14", at.span(), message, judge.remove_item(capabilities, "add", index));
    }
}

/// Where to point for something that the context of a container lacks.
fn place(container: &Container<'_>) -> Span {
    container.map.field("securityContext").map_or_else(|| container.head(), |field| field.key.span())
}
