//! Documentation of the thing at a place. Chooses what to tell; the files beside it tell it.

pub(super) mod field;
mod kind;
mod order;

use super::facts::code;
use super::place::{Place, Seat, Step};
use super::{Hover, Snapshot};
use crate::pod::{Container, Pod, pod};
use crate::schema::{Minor, Ty};
use crate::settings::Settings;
use crate::syntax::Kind;

/// Documentation of the thing at `offset`.
pub fn hover(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Option<Hover> {
    let minor = settings.kubernetes;
    let place = Place::of(snapshot, minor, offset)?;
    let step = place.last()?;
    let markdown = if step.on_key { key(&place, step, minor)? } else { value(&place, step, minor)? };
    let node = step.key.filter(|_| step.on_key).unwrap_or(step.value);
    Some(Hover { span: node.span(), markdown })
}

/// On a key: its field, and what it means for this very Pod.
fn key(place: &Place<'_>, step: &Step<'_>, minor: Minor) -> Option<String> {
    if let Some(kind) = kind_of(place, step, minor) {
        return Some(kind);
    }
    let (Some(field), Some(Ty::Object(ty))) = (step.field, step.holder_ty) else { return None };
    let described = field::describe(field, ty, minor);
    if step.is_in("PodSpec") && matches!(field.name, "initContainers" | "containers") {
        let pod = pod(&place.object, minor).filter(|pod| !pod.containers.is_empty());
        return Some(pod.map_or(described.clone(), |pod| format!("{described}\n\n{}", order::summary(&pod))));
    }
    let opens = step.index == 0 || field.name == "name";
    match container(place, minor).filter(|_| opens) {
        Some(taught) => Some(format!("{taught}\n\n---\n\n{described}")),
        None => Some(described),
    }
}

/// On a value: what it means, where there is something to say about it.
fn value(place: &Place<'_>, step: &Step<'_>, minor: Minor) -> Option<String> {
    if let Some(kind) = kind_of(place, step, minor) {
        return Some(kind);
    }
    // The name of a container, or a whole one by its alias.
    if (step.name() == "name" || step.key.is_none())
        && let Some(taught) = container(place, minor)
    {
        return Some(taught);
    }
    let value = if step.value.kind() == Kind::Alias { step.value.resolve()? } else { step.value };
    let field = step.field.filter(|_| value.kind().is_scalar())?;
    let known = field.value(value.value())?;
    let default = field.default.map_or_else(String::new, |default| format!("; default: {}", field::quoted(default)));
    Some(format!("{}\n\nValue of {}{default}", field::value(known), code(field.name)))
}

/// On the apiVersion or kind of an object.
fn kind_of(place: &Place<'_>, step: &Step<'_>, minor: Minor) -> Option<String> {
    let on_top = place.steps.len() == 1 && matches!(step.name(), "apiVersion" | "kind");
    let workload = place.workload.filter(|_| on_top)?;
    Some(kind::describe(&place.object, workload, minor))
}

/// What a container is for its Pod, for a place right in it: on one of its own keys or their values,
/// or on the alias it is written as.
fn container(place: &Place<'_>, minor: Minor) -> Option<String> {
    let seat = place.container().filter(|seat| (seat.depth..=seat.depth + 1).contains(&place.steps.len()))?;
    let pod = pod(&place.object, minor)?;
    let container = at(&pod, seat)?;
    Some(order::teach(container, &pod, &place.object))
}

fn at<'p, 'a>(pod: &'p Pod<'a>, seat: Seat) -> Option<&'p Container<'a>> {
    pod.containers.iter().find(|container| container.role.list() == seat.list && container.index == seat.index)
}
