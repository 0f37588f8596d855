//! Hints between the lines: roles and turns of containers, what a Pod asks for, the patience of probes,
//! amounts that are not plain, schedules in words. Only for what lies in the range that is shown.

use super::facts::code;
use super::place::workload;
use super::words::amount::Measure;
use super::words::{patience, resources};
use super::{Hint, Snapshot};
use crate::pod::effective::{Probes, has_pod_resources};
use crate::pod::value::schedule::Schedule;
use crate::pod::{Container, Field, Map, Object, Role, objects, pod};
use crate::schema::Minor;
use crate::settings::{Hints, Settings};
use crate::syntax::Node;
use crate::text::{Span, Text};

/// The hints that stand in `range`, by place.
pub fn hints(snapshot: &Snapshot, settings: &Settings, range: Span) -> Vec<Hint> {
    let mut shown = Shown { text: snapshot.text(), range, hints: Vec::new() };
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
    // One that is used twice, by an alias, is what it is where it stands.
    shown.hints.dedup_by_key(|hint| hint.offset);
    shown.hints
}

/// The hints found so far.
struct Shown<'a> {
    text: &'a Text,
    range: Span,
    hints: Vec<Hint>,
}

impl Shown<'_> {
    /// Puts a hint behind `offset`, if it is shown and there is something to say.
    fn add(&mut self, offset: u32, make: impl FnOnce() -> (String, String)) {
        if !self.range.touches(offset) {
            return;
        }
        let (label, tooltip) = make();
        if !label.is_empty() {
            self.hints.push(Hint { offset, label, tooltip });
        }
    }

    /// Behind the key of `field`, and its colon where that follows at once.
    fn opening(&self, field: Field<'_>) -> u32 {
        let end = field.key.span().end;
        end + u32::from(self.text.slice(Span::new(end, end + 1)) == ":")
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
        let end = shown.opening(field);
        shown.add(end, || (resources::hint(&pod, minor), resources::of_pod(&pod, minor)));
    }
    let count = |list: Role| pod.containers.iter().filter(|container| container.role.list() == list.list()).count();
    let counts = (count(Role::Init), count(Role::App));
    for container in &pod.containers {
        let node = container.map.node();
        // What is only referred to is shown where it stands.
        if !shown.sees(node) {
            continue;
        }
        if wanted.roles
            && let Some(name) = container.name.filter(|name| node.span().covers(name.span()))
        {
            shown.add(name.span().end, || (role(container, counts), String::new()));
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

fn schedule_words(schedule: Node<'_>) -> String {
    const LONGEST: usize = 80;
    let words = Schedule::parse(schedule.value()).map_or_else(String::new, |schedule| schedule.words());
    // All of a long one is told by hover.
    if words.chars().count() > LONGEST { words.chars().take(LONGEST).chain(['…']).collect() } else { words }
}

/// `init 1 of 3`, `native sidecar, from step 2 on`; given are the numbers of init and regular containers.
fn role(container: &Container<'_>, (inits, regular): (usize, usize)) -> String {
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
        shown.add(shown.opening(field), || (patience::hint(probe, &probes), patience::story(probe, &probes)));
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
