//! Kernel parameters of a Pod. Facts X6-X8; the server refuses parameters of a namespace that the Pod
//! shares with the node since 1.29, before that the kubelet does.

use crate::finding::{Finding, Severity};
use crate::pod::{Map, text};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::validate::scope::Scope;
use crate::validate::seen::Seen;
use crate::validate::{Cx, mend, reshape};

/// Judges the `sysctls` of a Pod's context.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, context: Map<'_>) {
    let mut seen = Seen::default();
    for (index, sysctl) in context.maps("sysctls") {
        let Some(at) = sysctl.get("name").filter(|at| !cx.is_open(*at)) else { continue };
        let Some(name) = text(at).filter(|name| !name.is_empty()) else { continue };
        if !is_name(name) {
            cx.push(bad_name(at, name));
        } else if let Some(first) = seen.before(name, at) {
            let message = format!("`{name}` is set twice; remove one");
            let finding = Finding::error("sysctl-duplicate", at.span(), message);
            let fix = reshape::remove_item(cx.desk, context, "sysctls", index, "Remove the second one");
            cx.push(finding.with_related(first.span(), format!("`{name}` is set here first")).with_fix(fix));
        }
        shared(cx, scope, context, index, at);
    }
}

/// A parameter of a namespace that the Pod does not have to itself.
fn shared(cx: &mut Cx<'_>, scope: &Scope<'_>, context: Map<'_>, index: usize, at: Node<'_>) {
    let name = at.value();
    let begins = |prefix: &str| {
        let mut letters = name.bytes();
        // Whichever of `.` and `/` comes first is the separator.
        prefix.bytes().all(|wanted| letters.next().is_some_and(|is| is == wanted || (wanted == b'.' && is == b'/')))
    };
    let (field, of) = if begins("net.") {
        ("hostNetwork", "network")
    } else if begins("kernel.shm")
        || begins("kernel.msg")
        || begins("fs.mqueue.")
        || (begins("kernel.sem") && name.len() == "kernel.sem".len())
    {
        ("hostIPC", "shared memory and message queues")
    } else {
        return;
    };
    let Some(host) = scope.spec().field(field).filter(|_| scope.spec().bool(field) == Some(true)) else { return };
    let severity = if cx.minor < Minor(29) { Severity::Warning } else { Severity::Error };
    let message = format!("`{name}` cannot be set in a Pod that uses the {of} of its node; remove it, or `{field}`");
    let finding = Finding::new("sysctl-of-host", severity, at.span(), message);
    cx.push(
        finding
            .with_related(host.key.span(), format!("`{field}` is set here"))
            .with_fix(reshape::remove_item(cx.desk, context, "sysctls", index, "Remove the sysctl"))
            .with_fix(reshape::remove(cx.desk, scope.spec(), host)),
    );
}

/// Parts of lower-case letters, digits, `-` and `_`, joined by `.` or `/`.
fn is_name(name: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    name.len() <= 253
        && name
            .split(['.', '/'])
            .all(|part| part.bytes().all(inner) && edge(part.as_bytes().first()) && edge(part.as_bytes().last()))
}

fn bad_name(at: Node<'_>, name: &str) -> Finding {
    let shown = at.excerpt(60);
    let message = if name.len() > 253 {
        format!("the name of a sysctl must be at most 253 characters long, not {}", name.len())
    } else {
        format!(
            "`{shown}` is not the name of a sysctl; write parts of lower-case letters, digits, `-` and `_`, \
             joined by `.` or `/`, such as `net.core.somaxconn`"
        )
    };
    let lower = name.trim().to_ascii_lowercase();
    let fix = (lower != name && is_name(&lower)).then(|| mend::say(at, &lower, false)).flatten();
    Finding::error("sysctl-name-invalid", at.span(), message).with_fix(fix)
}
