//! Resources of containers, Pods and overhead: names and amounts (Q1-Q11, Q16, Q21, W17).
//! Claims are `claims`'; what Pod and containers owe each other is `pod_resources`'.

use super::claims;
use crate::finding::{Finding, Fix};
use crate::pod::value::quantity::Quantity;
use crate::pod::value::resource_name as names;
use crate::pod::{Field, Map, quantity};
use crate::syntax::edit::{self, Place, Target, Value};
use crate::syntax::{Node, Step};
use crate::validate::Cx;
use crate::validate::mend;
use crate::validate::placeholder::{is_directive, is_placeholder, is_placeholder_text};
use crate::validate::scope::Scope;

/// Whose resources they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Container,
    Pod,
}

/// Judges `resources` of a container.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, field: Field<'_>) {
    let Some(map) = Map::of(field.value) else { return };
    lists(cx, field, map, Level::Container);
    claims::check(cx, scope, map);
}

/// Judges `overhead`, which the server takes for limits.
pub(super) fn overhead(cx: &mut Cx<'_>, field: Field<'_>) {
    let Some(map) = Map::of(field.value) else { return };
    for entry in entries(map) {
        amount(cx, entry, Level::Container);
    }
    huge_alone(cx, field, Some(map), None);
}

/// Judges limits and requests.
pub(super) fn lists(cx: &mut Cx<'_>, owner: Field<'_>, map: Map<'_>, level: Level) {
    let limits_field = map.field("limits");
    let limits = limits_field.and_then(|field| Map::of(field.value));
    let requests = map.map("requests");
    for limit in limits.into_iter().flat_map(entries) {
        amount(cx, limit, level);
    }
    for request in requests.into_iter().flat_map(entries) {
        if amount(cx, request, level) {
            compare(cx, map, request, limits_field);
        }
    }
    huge_alone(cx, owner, limits, requests);
}

/// The amounts of a list, with what is to be filled in later left out.
fn entries(map: Map<'_>) -> impl Iterator<Item = Field<'_>> {
    map.fields()
        .filter(|entry| entry.key.kind().is_scalar() && !is_placeholder_text(entry.name) && !is_directive(entry.name))
}

/// The amount of an entry as the server stores it; none if it is none, or is to be filled in later.
pub(super) fn stored(entry: Field<'_>) -> Option<Quantity> {
    if is_placeholder(entry.value) {
        return None;
    }
    quantity(entry.value).map(Quantity::stored)
}

/// Judges the name and the amount of an entry; tells whether they may be compared with others.
fn amount(cx: &mut Cx<'_>, entry: Field<'_>, level: Level) -> bool {
    let count = cx.count();
    name(cx, entry, level);
    let named = cx.count() == count;
    let Some(amount) = stored(entry) else { return named };
    let (key, value) = (entry.name, entry.value);
    let shown = value.excerpt(30);
    if amount.is_negative() {
        let message = format!("`{shown}` of `{key}` is negative; an amount must be 0 or more");
        let finding = Finding::error("quantity-negative", value.span(), message);
        let positive = value.value().trim().trim_start_matches('-');
        cx.push(finding.with_fix(mend::amount(value, positive)));
        return false;
    }
    if names::is_counted(key) && !amount.is_whole() {
        let message = format!("`{key}` is counted in whole pieces, not `{shown}`; write a whole number");
        let up = amount.rounded_up().to_string();
        let fix = mend::amount(value, &up);
        cx.push(Finding::error("quantity-not-whole", value.span(), message).with_fix(fix));
        return false;
    }
    if names::is_huge(key) && !whole_pages(cx, entry, amount) {
        return false;
    }
    if level == Level::Container && matches!(key, "memory" | "ephemeral-storage") && !amount.is_whole() {
        cx.push(fraction(entry, amount));
    }
    named
}

/// What it is that is limited or requested.
fn name(cx: &mut Cx<'_>, entry: Field<'_>, level: Level) {
    let name = entry.name;
    let wrong = match level {
        Level::Container => names::container(name),
        Level::Pod => names::pod(name).map(str::to_owned),
    };
    let Some(wrong) = wrong else { return };
    let near = names::nearest_container(name).filter(|near| level == Level::Container || names::pod(near).is_none());
    let shown = entry.key.excerpt(60);
    let message = match near {
        Some(near) if level == Level::Container => {
            format!("`{shown}` is not a resource of a container; did you mean `{near}`?")
        }
        _ => format!("`{shown}` {wrong}"),
    };
    let finding = Finding::error("resource-name-invalid", entry.key.span(), message);
    cx.push(finding.with_fix(near.and_then(|near| mend::say(entry.key, near, false))));
}

/// Huge pages come in whole pages; tells whether these do.
fn whole_pages(cx: &mut Cx<'_>, entry: Field<'_>, amount: Quantity) -> bool {
    let Some(page) = names::page_size(entry.name) else {
        let message =
            format!("`{}` does not name the size of its pages; write `hugepages-2Mi` or the like", entry.name);
        let finding = Finding::error("hugepages-not-multiple", entry.key.span(), message);
        cx.push(finding);
        return false;
    };
    if amount.is_multiple_of(page) {
        return true;
    }
    let value = entry.value;
    let message = format!("`{}` is not a whole number of pages of {page}", value.excerpt(30));
    let mut finding = Finding::error("hugepages-not-multiple", value.span(), message);
    if let Some(next) = amount.next_multiple_of(page) {
        finding.message = format!("{}; write `{next}` or another multiple", finding.message);
        let edits = vec![mend::in_quotes(value, &next.to_string())];
        finding = finding.with_fix(Fix::suggestion(format!("Change to `{next}`"), edits));
    }
    cx.push(finding);
    false
}

/// Parts of a byte: nearly always `m` where `Mi` was meant.
fn fraction(entry: Field<'_>, amount: Quantity) -> Finding {
    let value = entry.value;
    let message = format!(
        "`{}` of `{}` is a fraction of a byte: `m` stands for thousandths; write `Mi` for mebibytes",
        value.excerpt(30),
        entry.name
    );
    let finding = Finding::warning("quantity-suspicious", value.span(), message);
    let text = value.value().trim();
    let others: Vec<String> = match text.strip_suffix('m') {
        Some(digits) => vec![format!("{digits}Mi"), format!("{digits}M")],
        None => vec![amount.rounded_up().to_string()],
    };
    others
        .iter()
        .filter(|text| Quantity::parse(text).is_some())
        .fold(finding, |finding, text| finding.with_fix(mend::amount(value, text)))
}

/// A request against the limit of the same name.
fn compare(cx: &mut Cx<'_>, owner: Map<'_>, request: Field<'_>, limits_field: Option<Field<'_>>) {
    let limits = limits_field.and_then(|field| Map::of(field.value));
    let name = request.name;
    let may_differ = names::may_overcommit(name);
    let Some(limit) = limits.and_then(|limits| limits.field(name)) else {
        let whole = !cx.is_patch && limits.is_none_or(|limits| !limits.is_damaged());
        let readable = limits_field.is_none_or(|field| field.present().is_none() || limits.is_some());
        if !may_differ && whole && readable {
            let message = format!("a request for `{name}` needs a limit of the same amount; add it under `limits`");
            let at = limits_field.map_or(request.key, |field| field.key);
            let finding = Finding::error("limit-missing", at.span(), message);
            let finding = finding.with_related(request.key.span(), format!("`{name}` is requested here"));
            let fix = add_limit(cx, owner, request);
            cx.push(finding.with_fix(fix));
        }
        return;
    };
    let (Some(asked), Some(most)) = (stored(request), stored(limit)) else { return };
    if most.is_negative() || asked == most || (may_differ && asked < most) {
        return;
    }
    let (code, message) = if may_differ {
        (
            "limit-below-request",
            format!(
                "`{name}` requests {}, more than its limit of {}; raise the limit or lower the request",
                shown(request.value),
                shown(limit.value)
            ),
        )
    } else {
        (
            "request-differs-from-limit",
            format!(
                "`{name}` cannot be shared, so its request ({}) must equal its limit ({})",
                shown(request.value),
                shown(limit.value)
            ),
        )
    };
    cx.push(clash(code, message, name, request.value, limit.value));
}

/// A suggestion to give a request a limit of the same amount.
fn add_limit(cx: &Cx<'_>, owner: Map<'_>, request: Field<'_>) -> Option<Fix> {
    let path = [Step::Key("limits")];
    let amount = Value::Raw(request.value.source().to_owned());
    let edits = edit::insert(Target::new(cx.desk, owner.node()), &path, request.name, &amount, Place::Last)?;
    Some(Fix::suggestion(format!("Add a limit of {}", shown(request.value)), edits))
}

/// The finding for a request that does not go with a limit, with a way out at either end.
pub(super) fn clash(code: &'static str, message: String, name: &str, request: Node<'_>, limit: Node<'_>) -> Finding {
    let (asked, most) = (request.value(), limit.value());
    let lower = vec![mend::in_quotes(request, most)];
    let raise = vec![mend::in_quotes(limit, asked)];
    Finding::error(code, request.span(), message)
        .with_related(limit.span(), format!("the limit of `{name}` is here"))
        .with_fix(Fix::suggestion(format!("Change the request to `{most}`"), lower))
        .with_fix(Fix::suggestion(format!("Change the limit to `{asked}`"), raise))
}

pub(super) fn shown(value: Node<'_>) -> String {
    if value.is_absent() { "0".to_owned() } else { format!("`{}`", value.excerpt(30)) }
}

/// Huge pages are of no use without CPU or memory.
fn huge_alone(cx: &mut Cx<'_>, owner: Field<'_>, limits: Option<Map<'_>>, requests: Option<Map<'_>>) {
    let all = || [limits, requests].into_iter().flatten().flat_map(Map::fields);
    let Some(huge) = all().find(|entry| names::is_huge(entry.name)) else { return };
    if cx.is_patch || all().any(|entry| matches!(entry.name, "cpu" | "memory") || is_placeholder_text(entry.name)) {
        return;
    }
    if [limits, requests].into_iter().flatten().any(Map::is_damaged) {
        return;
    }
    let message = "huge pages need `cpu` or `memory` beside them; add one";
    let finding = Finding::error("hugepages-alone", owner.key.span(), message);
    cx.push(finding.with_related(huge.key.span(), "huge pages are requested here"));
}
