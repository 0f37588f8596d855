//! Options for Windows, and containers that run as processes of the node. Facts X18-X23.

use super::{called, user_name};
use crate::finding::Finding;
use crate::pod::value::name;
use crate::pod::{Container, Map, text};
use crate::syntax::Node;
use crate::syntax::edit::Value;
use crate::validate::scope::Scope;
use crate::validate::{Cx, mend, placeholder::is_placeholder, reshape};

/// A `gmsaCredentialSpec` must be smaller than this.
const SPEC_BYTES: usize = 64 << 10;

/// Judges the `windowsOptions` of a context.
pub(super) fn options(cx: &mut Cx<'_>, options: Map<'_>) {
    let mut judge = |name: &str, code: &'static str, wrong: fn(&str) -> Option<String>| {
        let Some(field) = options.field(name).filter(|field| !is_placeholder(field.value)) else { return };
        let at = field.value;
        let Some((value, wrong)) = text(at).and_then(|value| Some((value, wrong(value)?))) else { return };
        let (subject, fix) = if value.is_empty() {
            (format!("`{name}`"), reshape::remove(cx.desk, options, field))
        } else if name == "gmsaCredentialSpecName" {
            (format!("`{}`", at.excerpt(60)), name::slug(value, 253).and_then(|slug| mend::say(at, &slug, false)))
        } else {
            (format!("`{}`", at.excerpt(60)), None)
        };
        cx.push(Finding::error(code, at.span(), format!("{subject} {wrong}")).with_fix(fix));
    };
    judge("gmsaCredentialSpecName", "gmsa-name-invalid", name::subdomain);
    judge("gmsaCredentialSpec", "gmsa-spec-invalid", |spec| match spec.len() {
        0 => Some("must not be empty; remove it, or put the credential spec there".to_owned()),
        length if length > SPEC_BYTES => Some(format!("must be at most {SPEC_BYTES} bytes long, not {length}")),
        _ => None,
    });
    judge("runAsUserName", "windows-user-name-invalid", user_name::wrong);
}

/// Judges which containers run as processes of the node: all or none, and then in its network.
pub(super) fn host_process(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let of_pod = flag(scope.spec());
    let containers = &scope.pod.containers;
    let on_host = |container: &Container<'_>| flag(container.map).or(of_pod).is_some_and(|(_, on)| on);
    let count = cx.count();
    for container in containers {
        if let (Some((at, on)), Some((pod_at, pod_on))) = (flag(container.map), of_pod)
            && on != pod_on
        {
            differs(cx, at, pod_at, pod_on);
        }
    }
    let agree = cx.count() == count;
    let of_first = containers.iter().find(|container| on_host(container)).map(|first| flag(first.map).or(of_pod));
    let Some((first, _)) = of_first.flatten() else { return };
    for container in containers.iter().filter(|container| agree && !on_host(container)) {
        mixed(cx, container, first);
    }
    needs_host_network(cx, scope, first);
}

fn needs_host_network(cx: &mut Cx<'_>, scope: &Scope<'_>, first: Node<'_>) {
    let set = scope.spec().field("hostNetwork").filter(|field| field.present().is_some());
    if scope.host_network() || (cx.is_patch && set.is_none()) {
        return;
    }
    let message = "a Pod with HostProcess containers uses the network of its node; set `hostNetwork: true`";
    let span = set.map_or(first.span(), |field| field.value.span());
    let mut finding = Finding::error("host-process-needs-host-network", span, message);
    if set.is_some() {
        finding = finding.with_related(first.span(), "`hostProcess` is set here");
    }
    let title = "Set `hostNetwork: true`";
    let fix = reshape::set(cx.desk, scope.spec(), &["hostNetwork"], &Value::Bool(true), title);
    cx.push(finding.with_fix(fix));
}

/// `securityContext.windowsOptions.hostProcess` of a Pod or container, if it is set.
fn flag(map: Map<'_>) -> Option<(Node<'_>, bool)> {
    let options = map.map("securityContext")?.map("windowsOptions")?;
    Some((options.get("hostProcess")?, options.bool("hostProcess")?))
}

fn differs(cx: &mut Cx<'_>, at: Node<'_>, pod_at: Node<'_>, pod_on: bool) {
    let message = format!("`hostProcess` must be `{pod_on}`, as in the Pod; change it, or remove one");
    let finding = Finding::error("host-process-mismatch", at.span(), message);
    let word = if pod_on { "true" } else { "false" };
    cx.push(finding.with_related(pod_at.span(), format!("the Pod sets `{pod_on}`")).with_fix(mend::rewrite(
        at,
        word,
        format!("Change to `{word}`"),
        false,
    )));
}

fn mixed(cx: &mut Cx<'_>, container: &Container<'_>, first: Node<'_>) {
    let message = format!(
        "{} must be a HostProcess container too: all containers of a Pod are, or none; \
         set `hostProcess` for the whole Pod",
        called(container)
    );
    let span = flag(container.map).map_or_else(|| container.head(), |(at, _)| at.span());
    let finding = Finding::error("host-process-mixed", span, message);
    let path = ["securityContext", "windowsOptions", "hostProcess"];
    let fix = reshape::set(cx.desk, container.map, &path, &Value::Bool(true), "Set `hostProcess: true`");
    cx.push(finding.with_related(first.span(), "`hostProcess` is set here").with_fix(fix));
}
