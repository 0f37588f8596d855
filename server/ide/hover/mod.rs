//! Documentation of the thing at a place. Chooses what to tell; the files beside it tell it.

mod commands;
pub(super) mod field;
mod kind;
mod meaning;
mod order;
mod pages;
mod teach;
mod volume;

use super::facts::code;
use super::place::{Place, Seat, Step};
use super::words::{patience, resources};
use super::{Hover, Occasion, Snapshot};
use crate::pod::effective::{ProbeKind, Probes};
use crate::pod::{Container, Map, Pod, pod};
use crate::schema::{Minor, Ty};
use crate::settings::Settings;
use crate::syntax::Kind;
use crate::text::Span;

/// Everything a hover is made of.
struct Cx<'c, 'a> {
    snapshot: &'a Snapshot,
    occasion: &'c Occasion<'c>,
    minor: Minor,
    place: &'c Place<'a>,
}

/// Documentation of the thing at `offset`.
pub fn hover(snapshot: &Snapshot, settings: &Settings, occasion: &Occasion<'_>, offset: u32) -> Option<Hover> {
    let minor = settings.kubernetes;
    if let Some((dash, item)) = dash(snapshot, offset) {
        let place = Place::of(snapshot, minor, item)?;
        let cx = Cx { snapshot, occasion, minor, place: &place };
        return Some(Hover { span: dash, markdown: cx.item(item)? });
    }
    let place = Place::of(snapshot, minor, offset)?;
    let cx = Cx { snapshot, occasion, minor, place: &place };
    let step = place.last()?;
    let markdown = if step.on_key { cx.key(step)? } else { cx.value(step)? };
    let node = step.key.filter(|_| step.on_key).unwrap_or(step.value);
    Some(Hover { span: node.span(), markdown })
}

/// The dash that `offset` stands at, and where its item begins on the same line.
fn dash(snapshot: &Snapshot, offset: u32) -> Option<(Span, u32)> {
    /// Nobody indents further, and some lines are very long.
    const FURTHEST: u32 = 400;
    let line = snapshot.text().line_span(snapshot.text().line_of(offset));
    let column = offset.checked_sub(line.start).filter(|column| *column < FURTHEST)? as usize;
    let written = snapshot.text().slice(Span::new(line.start, line.end.min(offset + FURTHEST)));
    // In front of the dash, or right behind it.
    let at = [Some(column), column.checked_sub(1)].into_iter().flatten().find(|at| {
        let before = written.get(..*at).unwrap_or("x");
        written.get(*at..).is_some_and(|rest| rest.starts_with("- ")) && before.chars().all(|c| matches!(c, ' ' | '-'))
    })?;
    let rest = written.get(at + 1..)?;
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let start = line.start + at as u32;
    Some((Span::new(start, start + 1), start + 1 + blank as u32))
}

impl<'a> Cx<'_, 'a> {
    /// The Pod of the object around the place.
    fn pod(&self) -> Option<Pod<'a>> {
        pod(&self.place.object, self.minor)
    }

    /// The container of `pod` that the place is in.
    fn container(&self, pod: &Pod<'a>) -> Option<Container<'a>> {
        at(pod, self.place.container()?).copied()
    }

    /// On a key: its field, and what it means for this very Pod.
    fn key(&self, step: &Step<'_>) -> Option<String> {
        if let Some(kind) = self.kind(step) {
            return Some(kind);
        }
        let (Some(field), Some(Ty::Object(ty))) = (step.field, step.holder_ty) else {
            return meaning::of(self, step);
        };
        let mut parts = Vec::new();
        if step.index == 0 || field.name == "name" {
            parts.extend(self.taught());
        }
        let mut described = field::describe(field, ty, self.minor);
        if let Some(here) = self.here(step) {
            described = format!("{described}\n\n{here}");
        }
        if let Some(link) = pages::link(ty.short_name(), field.name) {
            described = format!("{described}\n\n{link}");
        }
        parts.push(described);
        Some(parts.join("\n\n---\n\n"))
    }

    /// What a field comes to in this very Pod.
    fn here(&self, step: &Step<'_>) -> Option<String> {
        if step.is_in("PodSpec") {
            let pod = self.pod()?;
            match step.name() {
                "initContainers" | "containers" if !pod.containers.is_empty() => {
                    let summary = format!("{}\n\n{}", order::summary(&pod), order::ending(&pod));
                    return Some(summary.trim_end().to_owned());
                }
                "terminationGracePeriodSeconds" => {
                    let ending = order::ending(&pod);
                    return Some(ending).filter(|ending| !ending.is_empty());
                }
                "volumes" if pod.spec.maps("volumes").next().is_some() => return Some(volume::summary(self, &pod)),
                "resources" | "overhead" => return Some(resources::of_pod(&pod, self.minor)),
                _ => {}
            }
        }
        if step.is_in("Container") {
            let pod = self.pod()?;
            let container = self.container(&pod)?;
            if step.name() == "resources" {
                return Some(format!(
                    "{}\n\n{}",
                    resources::of_container(&container),
                    resources::of_pod(&pod, self.minor)
                ));
            }
            if step.name() == "volumeMounts" {
                return volume::mounted(self, &pod, &container);
            }
            let kind = ProbeKind::ALL.into_iter().find(|kind| kind.field() == step.name());
            if let Some(kind) = kind {
                let probes = Probes::of(&container);
                let probe = probes.iter().find(|probe| probe.kind == kind)?;
                return Some(patience::story(probe, &probes));
            }
        }
        // The name of a container is told with the container.
        if step.is_in("Container") && step.name() == "name" {
            return None;
        }
        let meaning = meaning::of(self, step)?;
        let space = if meaning.contains('\n') { "\n\n" } else { " " };
        Some(format!("Here:{space}{meaning}"))
    }

    /// On a value: what it means, where there is something to say about it.
    fn value(&self, step: &Step<'_>) -> Option<String> {
        if let Some(kind) = self.kind(step) {
            return Some(kind);
        }
        // The name of a container, or a whole one by its alias.
        let is_alias = step.key.is_none() && step.value.kind() == Kind::Alias;
        if (step.name() == "name" || is_alias)
            && let Some(taught) = self.taught()
        {
            return Some(taught);
        }
        if let Some(meaning) = meaning::of(self, step) {
            return Some(meaning);
        }
        let value = if step.value.kind() == Kind::Alias { step.value.resolve()? } else { step.value };
        let field = step.field.filter(|_| value.kind().is_scalar())?;
        let known = field.value(value.value())?;
        let default =
            field.default.map_or_else(String::new, |default| format!("; default: {}", field::quoted(default)));
        Some(format!("{}\n\nValue of {}{default}", field::value(known), code(field.name)))
    }

    /// On the dash of an item that begins at `start`.
    fn item(&self, start: u32) -> Option<String> {
        let index = self.place.steps.iter().rposition(|step| step.key.is_none() && step.value.start() == start)?;
        let item = self.place.steps.get(index)?;
        if self.place.container().is_some_and(|seat| seat.depth == index + 1) {
            let pod = self.pod()?;
            return Some(teach::container(self, &self.container(&pod)?, &pod));
        }
        let Some(Ty::Object(ty)) = item.ty else { return None };
        let map = Map::of(item.value)?;
        match ty.short_name() {
            "Volume" => Some(volume::story(self, &self.pod()?, map.text("name")?)),
            "VolumeMount" | "VolumeDevice" => Some(volume::others(self, &self.pod()?, map.text("name")?, map)),
            _ => None,
        }
    }

    /// On the apiVersion, kind or name of an object.
    fn kind(&self, step: &Step<'_>) -> Option<String> {
        let steps = &self.place.steps;
        let on_top = steps.len() == 1 && matches!(step.name(), "apiVersion" | "kind");
        let on_version = on_top && step.name() == "apiVersion";
        let on_name = steps.len() == 2
            && step.name() == "name"
            && !step.on_key
            && steps.first().is_some_and(|first| first.name() == "metadata");
        let workload = self.place.workload.filter(|_| on_top || on_name)?;
        let described = kind::describe(&self.place.object, workload, self.minor);
        let pod = self.pod().filter(|_| !on_version);
        Some(pod.map_or(described.clone(), |pod| format!("{described}\n\n{}", teach::object(self, &pod))))
    }

    /// What a container is for its Pod, for a place right in it: on one of its own keys or their values,
    /// or on the alias it is written as.
    fn taught(&self) -> Option<String> {
        let right_in = |seat: &Seat| (seat.depth..=seat.depth + 1).contains(&self.place.steps.len());
        let seat = self.place.container().filter(right_in)?;
        let pod = self.pod()?;
        let container = at(&pod, seat)?;
        Some(teach::container(self, container, &pod))
    }
}

fn at<'p, 'a>(pod: &'p Pod<'a>, seat: Seat) -> Option<&'p Container<'a>> {
    pod.containers.iter().find(|container| container.role.list() == seat.list && container.index == seat.index)
}
