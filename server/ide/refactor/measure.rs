//! Resources for containers that say nothing of what they need.

use super::Offers;
use super::bench::{Bench, CONTAINER_ORDER};
use super::scene::{Scene, called};
use crate::pod::{Container, Role};
use crate::syntax::edit::Value;

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    if let Some(container) = scene.container() {
        if lacks(&container) {
            offers.rewrite("this", format!("Add resources to {}", called(&container)));
        }
    } else if scene.is_in_spec() && scene.own_containers().any(lacks) {
        offers.rewrite("all", "Add resources to all containers without them");
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    match id {
        "this" => add(scene, bench, &scene.container().filter(lacks)?),
        "all" => scene.own_containers().filter(|container| lacks(container)).try_for_each(|c| add(scene, bench, c)),
        _ => None,
    }
}

fn lacks(container: &Container<'_>) -> bool {
    container.role != Role::Ephemeral && !container.map.has("resources")
}

fn add(scene: &Scene<'_>, bench: &mut Bench, container: &Container<'_>) -> Option<()> {
    // What ends soon needs less; memory is not shared, so its limit is its request.
    let (cpu, memory) = if container.role == Role::Init { ("50m", "64Mi") } else { ("100m", "128Mi") };
    let value = Value::map([
        ("requests", Value::map([("cpu", Value::from(cpu)), ("memory", Value::from(memory))])),
        ("limits", Value::map([("memory", Value::from(memory))])),
    ]);
    let mut path = scene.path(container);
    if container.map.field("resources").is_some() {
        path.push("resources".into());
        return bench.set(&path, &value);
    }
    bench.insert(&path, "resources", &value, CONTAINER_ORDER)
}
