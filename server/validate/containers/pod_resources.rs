//! Resources of a whole Pod (Q14-Q20) and its overhead (Q21).
//!
//! Requests of the Pod must hold those of its containers: the regular ones and native sidecars
//! together, or the greediest init container with the sidecars before it.

use super::claims;
use super::resources::{Level, lists, overhead, shown, stored};
use crate::finding::{Finding, Fix};
use crate::pod::value::quantity::Quantity;
use crate::pod::value::resource_name as names;
use crate::pod::{Container, Field, Map, Role};
use crate::schema::Minor;
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::reshape;
use crate::validate::scope::Scope;

/// Resources of the Pod are on by default from here on, and dropped before.
const ON: Minor = Minor(34);

pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>) {
    let spec = scope.spec();
    if let Some(field) = spec.field("overhead") {
        overhead(cx, field);
    }
    let Some(field) = spec.field("resources").filter(|_| cx.minor >= ON) else { return };
    let Some(map) = Map::of(field.value) else { return };
    if scope.os() == "windows" {
        let message = "a Windows Pod cannot have `resources` as a whole; give them to its containers";
        let finding = Finding::error("pod-resources-on-windows", field.key.span(), message);
        let fix = reshape::remove(cx.desk, spec, field);
        cx.push(finding.with_fix(fix));
    }
    if let Some(claims) = map.field("claims").filter(|claims| claims.present().is_some()) {
        let message = "the resources of a Pod cannot have `claims`; give them to its containers";
        let finding = Finding::error("pod-claims", claims.key.span(), message);
        let fix = reshape::remove(cx.desk, map, claims);
        cx.push(finding.with_fix(fix));
        // They must be there wherever they are moved.
        claims::check(cx, scope, map);
    }
    lists(cx, field, map, Level::Pod);
    for request in map.map("requests").into_iter().flat_map(Map::fields) {
        enough(cx, scope, request, What::Requests);
    }
    for limit in map.map("limits").into_iter().flat_map(Map::fields) {
        let copied = each(cx, scope, limit);
        if names::is_huge(limit.name) {
            enough(cx, scope, limit, What::Limits);
        } else if !copied
            && !scope.is_template
            && map.map("requests").is_none_or(|requests| requests.get(limit.name).is_none())
        {
            implied(cx, scope, limit);
        }
    }
}

/// Which list of a container.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Requests,
    Limits,
}

/// What the Pod sets aside is at least what its containers take together.
fn enough(cx: &mut Cx<'_>, scope: &Scope<'_>, entry: Field<'_>, what: What) {
    let (Some(have), Some(taken)) = (stored(entry), together(scope, entry.name, what)) else { return };
    if names::pod(entry.name).is_some() || have.is_negative() || taken <= have {
        return;
    }
    let list = if what == What::Requests { "requests" } else { "limits" };
    let (name, value) = (entry.name, entry.value);
    let message = format!(
        "the containers together have {list} of `{taken}` for `{name}`, the Pod only {}; raise it to at least `{taken}`",
        shown(value)
    );
    let fix = mend::amount(value, taken.to_string());
    cx.push(Finding::error("pod-resources-too-small", value.span(), message).with_fix(fix));
}

/// In a Pod without a request of its own, the server takes the sum of its containers for one, and
/// that may be above the limit.
fn implied(cx: &mut Cx<'_>, scope: &Scope<'_>, limit: Field<'_>) {
    let (Some(most), Some(taken)) = (stored(limit), together(scope, limit.name, What::Requests)) else { return };
    if names::pod(limit.name).is_some() || most.is_negative() || taken <= most {
        return;
    }
    let (name, value) = (limit.name, limit.value);
    let message = format!(
        "the containers together request `{taken}` of `{name}`, more than the limit of the Pod, {}; raise it to at least \
         `{taken}`",
        shown(value)
    );
    let fix = mend::amount(value, taken.to_string());
    cx.push(Finding::error("limit-below-request", value.span(), message).with_fix(fix));
}

/// No regular container may take more than the Pod. Tells whether one does whose limit stands for its
/// request, too, so that the sum of the requests is told no more.
fn each(cx: &mut Cx<'_>, scope: &Scope<'_>, limit: Field<'_>) -> bool {
    let mut copied = false;
    let Some(most) = stored(limit).filter(|most| !most.is_negative()) else { return false };
    for container in &scope.pod.containers {
        if !matches!(container.role, Role::App | Role::PlainSidecar) {
            continue;
        }
        let own = container.map.map("resources").and_then(|map| map.map("limits"));
        let Some(own) = own.and_then(|limits| limits.field(limit.name)) else { continue };
        if stored(own).is_none_or(|own| own <= most) {
            continue;
        }
        let (name, text) = (limit.name, limit.value.value());
        let requests = container.map.map("resources").and_then(|map| map.map("requests"));
        copied |= requests.is_none_or(|requests| requests.get(name).is_none());
        let message = format!(
            "the limit of `{name}` is {}, above the limit of the whole Pod, {}; lower it, or raise that of the Pod",
            shown(own.value),
            shown(limit.value)
        );
        let lower = mend::amount(own.value, text);
        let raise = format!("Change the limit of the Pod to `{}`", own.value.value());
        let raise = Fix::suggestion(raise, vec![mend::in_quotes(limit.value, own.value.value())]);
        cx.push(
            Finding::error("container-limit-above-pod", own.value.span(), message)
                .with_related(limit.value.span(), "the limit of the Pod is here")
                .with_fix(lower)
                .with_fix(raise),
        );
    }
    copied
}

/// What the containers take of a resource at the moment they take most; none if none takes any, or
/// if that is not known.
fn together(scope: &Scope<'_>, name: &str, what: What) -> Option<Quantity> {
    let mut running = Quantity::ZERO;
    let mut sidecars = Quantity::ZERO;
    let mut starting = Quantity::ZERO;
    let mut any = false;
    for container in &scope.pod.containers {
        let Some(entry) = taken(container, name, what, !scope.is_template) else { continue };
        any = true;
        let amount = stored(entry)?;
        match container.role {
            Role::App | Role::PlainSidecar => running = running.plus(amount),
            Role::NativeSidecar => {
                running = running.plus(amount);
                sidecars = sidecars.plus(amount);
                starting = starting.max(sidecars);
            }
            Role::Init => starting = starting.max(amount.plus(sidecars)),
            Role::Ephemeral => {}
        }
    }
    any.then(|| running.max(starting))
}

/// The entry of a container that counts: in a Pod, a limit stands for a missing request.
fn taken<'a>(container: &Container<'a>, name: &str, what: What, copies: bool) -> Option<Field<'a>> {
    let resources = container.map.map("resources")?;
    let of = |list: &str| resources.map(list).and_then(|list| list.field(name));
    match what {
        What::Limits => of("limits"),
        What::Requests => of("requests").or_else(|| if copies { of("limits") } else { None }),
    }
}
