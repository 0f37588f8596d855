//! kubectl commands on offer above objects and containers, for clients that can type them into a terminal.

use super::kubectl::{Command, Kubectl};
use super::place::workload;
use super::{Lens, Occasion, Snapshot};
use crate::pod::{objects, pod};
use crate::settings::Settings;
use crate::text::Span;

/// What is below so many gets no lenses: nobody looks at them one by one, and all are asked for at every change.
const MAX_LENSES: usize = 500;

/// All lenses of a text, by place.
pub fn lenses(snapshot: &Snapshot, settings: &Settings, occasion: &Occasion<'_>) -> Vec<Lens> {
    let mut lenses = Vec::new();
    if !settings.hints.commands {
        return lenses;
    }
    for object in snapshot.syntax().documents().flat_map(|(origin, document)| objects(document, origin)) {
        if lenses.len() > MAX_LENSES {
            break;
        }
        if workload(&object, settings.kubernetes).is_none() {
            continue;
        }
        let Some(pod) = pod(&object, settings.kubernetes) else { continue };
        let kubectl = Kubectl::new(&object, &pod, occasion.file, settings.kubernetes);
        let mut add = |span: Span, label: &'static str, command: Option<Command>| {
            lenses.extend(command.map(|command| Lens { span, label, command }));
        };
        let head = object.head();
        add(head, "apply", Some(kubectl.apply()));
        add(head, "run now", kubectl.start());
        add(head, "get", kubectl.get());
        add(head, "describe", kubectl.describe());
        add(head, "events", kubectl.events());
        let whole = object.map.node().span();
        for container in &pod.containers {
            // One that is only referred to has its place elsewhere.
            let span = container.map.node().span();
            if !whole.covers(span) {
                continue;
            }
            let head = Some(container.head()).filter(|head| span.covers(*head)).unwrap_or(Span::empty(span.start));
            add(head, "logs", kubectl.logs(container));
            add(head, "exec", kubectl.exec(container));
            add(head, "debug", kubectl.debug(container));
        }
    }
    lenses
}
