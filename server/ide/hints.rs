//! Hints between the lines: roles and turns of containers, what a Pod asks for, the patience of probes,
//! amounts that are not plain, schedules in words. Only for what lies in the range that is shown.

use super::facts::code;
use super::place::workload;
use super::words::amount::Measure;
use super::words::{patience, resources};
use super::{Hint, Snapshot};
use crate::pod::effective::{Probes, has_pod_resources};
use crate::pod::value::schedule::Schedule;
use crate::pod::{Container, Field, Map, Object, Pod, Role, objects, pod};
use crate::schema::Minor;
use crate::settings::{Hints, Settings};
use crate::syntax::Node;
use crate::text::Span;

/// The hints that stand in `range`, by place.
pub fn hints(snapshot: &Snapshot, settings: &Settings, range: Span) -> Vec<Hint> {
    let mut shown = Shown { snapshot, range, hints: Vec::new() };
    let wanted = settings.hints;
    if wanted == Hints::all(false) {
        return Vec::new();
    }
    for (origin, document) in snapshot.syntax().documents() {
        if origin > range.end {
            break;
        }
        if document.root(origin).is_none_or(|root| !root.span().meets(range)) {
            continue;
        }
        for object in objects(document, origin) {
            if object.map.node().span().meets(range) {
                about(&object, wanted, settings.kubernetes, &mut shown);
            }
        }
    }
    shown.hints.sort_by_key(|hint| hint.offset);
    shown.hints.dedup();
    shown.hints
}

/// The hints found so far.
struct Shown<'a> {
    snapshot: &'a Snapshot,
    range: Span,
    hints: Vec<Hint>,
}

impl Shown<'_> {
    /// Puts a hint at the end of the line of `offset`, or where something follows there, right behind it.
    fn add(&mut self, offset: u32, make: impl FnOnce() -> (String, String)) {
        if !self.range.touches(offset) {
            return;
        }
        let text = self.snapshot.text();
        let end = text.line_span(text.line_of(offset)).end;
        let rest = text.slice(Span::new(offset, end));
        let offset = if rest.trim().is_empty() || rest.trim() == "," { offset } else { offset.min(end) };
        let (label, tooltip) = make();
        if !label.is_empty() {
            self.hints.push(Hint { offset, label, tooltip });
        }
    }

    /// Whether some of `node` can be in the range.
    fn sees(&self, node: Node<'_>) -> bool {
        node.start() <= self.range.end && node.span().meets(self.range)
    }
}

fn about(object: &Object<'_>, wanted: Hints, minor: Minor, shown: &mut Shown<'_>) {
    if workload(object, minor).is_none() {
        return;
    }
    if wanted.schedules
        && object.kind == "CronJob"
        && let Some(schedule) = object.map.map("spec").and_then(|spec| spec.get("schedule"))
    {
        shown.add(schedule.span().end, || (schedule_words(schedule), String::new()));
    }
    let Some(pod) = pod(object, minor) else { return };
    if wanted.resources
        && !pod.containers.is_empty()
        && let Some(field) = object.template().and_then(|template| template.field("spec")).filter(|field| !field.merged)
    {
        let end = opening(field);
        shown.add(end, || (resources::hint(&pod, minor), resources::of_pod(&pod, minor)));
    }
    for container in &pod.containers {
        let node = container.map.node();
        // What is only referred to is shown where it stands.
        if !shown.sees(node) {
            continue;
        }
        if wanted.roles
            && let Some(name) = container.name.filter(|name| node.span().covers(name.span()))
        {
            shown.add(name.span().end, || (role(container, &pod), String::new()));
        }
        if wanted.probes {
            probes(container, shown);
        }
        if wanted.quantities {
            quantities(container.map.map("resources"), shown);
        }
    }
    if wanted.quantities {
        if has_pod_resources(&pod, minor) {
            quantities(pod.spec.map("resources"), shown);
        }
        for (_, volume) in pod.spec.maps("volumes") {
            let limit = volume.map("emptyDir").and_then(|source| source.get("sizeLimit"));
            if let Some(limit) = limit {
                quantity(limit, Measure::Bytes, shown);
            }
        }
    }
}

/// Behind the key of `field`: where its line goes on with nothing but a bracket, behind that too.
fn opening(field: Field<'_>) -> u32 {
    // A block begins on the next line, so the colon is the last of this one.
    let colon = field.key.span().end + 1;
    if field.written.is_flow() { field.written.start() + 1 } else { colon }
}

fn schedule_words(schedule: Node<'_>) -> String {
    Schedule::parse(schedule.value()).map_or_else(String::new, |schedule| schedule.words())
}

/// `init 1 of 3`, `native sidecar, from step 2 on`
fn role(container: &Container<'_>, pod: &Pod<'_>) -> String {
    let inits = pod.containers.iter().filter(|other| other.role.list() == Role::Init.list()).count();
    let regular = pod.containers.iter().filter(|other| other.role.list() == Role::App.list()).count();
    match container.role {
        Role::Init if inits == 1 => "init".to_owned(),
        Role::Init => format!("init {} of {inits}", container.index + 1),
        Role::NativeSidecar if inits == 1 => "native sidecar".to_owned(),
        Role::NativeSidecar => format!("native sidecar, from step {} on", container.index + 1),
        // A lone app needs no name.
        Role::App if regular == 1 && inits == 0 => String::new(),
        Role::App if inits > 0 => format!("app, step {}", inits + 1),
        Role::App => "app".to_owned(),
        Role::PlainSidecar if inits > 0 => format!("sidecar, step {}", inits + 1),
        Role::PlainSidecar => "sidecar".to_owned(),
        Role::Ephemeral => "for debugging".to_owned(),
    }
}

fn probes(container: &Container<'_>, shown: &mut Shown<'_>) {
    let probes = Probes::of(container);
    for probe in probes.iter() {
        let field = container.map.field(probe.kind.field()).filter(|field| !field.merged);
        let Some(field) = field else { continue };
        shown.add(opening(field), || (patience::hint(probe, &probes), patience::story(probe, &probes)));
    }
}

fn quantities(resources: Option<Map<'_>>, shown: &mut Shown<'_>) {
    for list in ["requests", "limits"] {
        for field in resources.and_then(|own| own.map(list)).into_iter().flat_map(Map::fields) {
            quantity(field.value, Measure::of(field.name), shown);
        }
    }
}

fn quantity(node: Node<'_>, measure: Measure, shown: &mut Shown<'_>) {
    if !node.kind().is_scalar() {
        return;
    }
    shown.add(node.span().end, || {
        let words = measure.hint(node.value()).map_or_else(String::new, |words| format!("= {words}"));
        (words, crate::pod::quantity(node).map_or_else(String::new, |amount| told(node, measure, amount)))
    });
}

fn told(node: Node<'_>, measure: Measure, amount: crate::pod::value::quantity::Quantity) -> String {
    format!("{} = {}", code(node.value()), measure.words(amount))
}
