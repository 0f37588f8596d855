//! What a container and a Pod ask of a node, in words. Knows amounts and names.

use std::fmt::Write as _;

use super::amount::Measure;
use crate::ide::facts::{and_list, code};
use crate::pod::effective::{Amount, Decider, Qos, Resource, Want, qos, resources};
use crate::pod::{Container, Pod, quantity};
use crate::schema::Minor;

/// More than these are only counted.
const MAX_NAMES: usize = 3;

/// What a container asks for itself: ``requests `50m` CPU and `64Mi` memory; limit: `128Mi` memory``.
pub(in crate::ide) fn of_container(container: &Container<'_>) -> String {
    let Some(own) = container.map.map("resources") else {
        return "No requests and no limits: it may be starved, or take all there is.".to_owned();
    };
    let amounts = |list: &str| -> Vec<(String, String)> {
        let fields = own.map(list).into_iter().flat_map(crate::pod::Map::fields);
        let read = fields.filter_map(|field| Some((field.name, quantity(field.value)?)));
        read.map(|(name, amount)| (name.to_owned(), Measure::of(name).short(amount.stored()))).collect()
    };
    let (requests, limits) = (amounts("requests"), amounts("limits"));
    let mut asked: Vec<String> = requests.iter().map(|(name, amount)| said(name, amount)).collect();
    for (name, amount) in &limits {
        if !requests.iter().any(|(asked, _)| asked == name) {
            asked.push(format!("{} (its limit)", said(name, amount)));
        }
    }
    let limited: Vec<String> = limits.iter().map(|(name, amount)| said(name, amount)).collect();
    let list = |parts: &[String]| if parts.is_empty() { "none".to_owned() } else { and_list(parts) };
    format!("Requests: {}. Limits: {}.", list(&asked), list(&limited))
}

fn said(name: &str, amount: &str) -> String {
    format!("{} {}", code(amount), label(name))
}

fn label(name: &str) -> String {
    if name == "cpu" { "CPU".to_owned() } else { code(name).trim_matches('`').to_owned() }
}

/// What the whole Pod asks for, and its quality of service.
pub(in crate::ide) fn of_pod(pod: &Pod<'_>, minor: Minor) -> String {
    let sums = resources(pod, minor);
    let asked: Vec<String> = sums.iter().filter_map(|one| one.request.map(|amount| sum(one, &amount))).collect();
    let first = if asked.is_empty() {
        "The Pod requests nothing.".to_owned()
    } else {
        format!("The Pod requests {}{}.", and_list(&asked), decided(&sums))
    };
    format!("{first} {}", class(&qos(pod, minor)))
}

fn sum(resource: &Resource<'_, '_>, amount: &Amount<'_, '_>) -> String {
    let least = if amount.exact { "" } else { "at least " };
    format!("{least}{}", said(resource.name, &Measure::of(resource.name).short(amount.counted)))
}

/// Where it is an init container that decides.
fn decided(sums: &[Resource<'_, '_>]) -> String {
    let by = sums.iter().filter_map(|one| match one.request?.decider() {
        Decider::Init(container) => {
            Some(format!("{} by the init container {}", label(one.name), code(container.name())))
        }
        _ => None,
    });
    let by: Vec<String> = by.collect();
    if by.is_empty() { String::new() } else { format!(" (decided for {})", and_list(&by)) }
}

/// ``Quality of service: `Burstable`. For `Guaranteed` it lacks …``
fn class(qos: &Qos<'_, '_>) -> String {
    let mut out = format!("Quality of service: `{}`", qos.class.name());
    let lacks: Vec<String> = qos
        .lacks
        .iter()
        .take(MAX_NAMES)
        .map(|lack| {
            let whose = lack.container.map_or("the Pod".to_owned(), |container| code(container.name()));
            match lack.want {
                Want::Limit => format!("a {} limit for {whose}", label(lack.resource)),
                Want::Request => format!("a {} request equal to the limit for {whose}", label(lack.resource)),
            }
        })
        .collect();
    let more = qos.lacks.len().saturating_sub(MAX_NAMES);
    if lacks.is_empty() {
        out.push('.');
    } else if more > 0 {
        let _ = write!(out, "; `Guaranteed` would need {} and {more} more.", lacks.join(", "));
    } else {
        let _ = write!(out, "; `Guaranteed` would need {}.", and_list(&lacks));
    }
    out
}

/// In short, for a hint: `asks for 70m CPU, 96Mi memory · Burstable`.
pub(in crate::ide) fn hint(pod: &Pod<'_>, minor: Minor) -> String {
    let asked: Vec<String> = resources(pod, minor)
        .iter()
        .filter_map(|one| {
            let amount = one.request?;
            Some(format!("{} {}", Measure::of(one.name).short(amount.counted), label(one.name)))
        })
        .take(MAX_NAMES)
        .collect();
    let class = qos(pod, minor).class.name();
    if asked.is_empty() {
        format!("requests nothing · {class}")
    } else {
        format!("requests {} · {class}", asked.join(", "))
    }
}
