//! Fields in the order in which people write them.

use super::Offers;
use super::bench::{Bench, CONTAINER_ORDER, POD_ORDER};
use super::scene::{Scene, called};
use crate::pod::Map;

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    // An anchor must stay in front of its aliases.
    if scene.document().has_aliases() {
        return;
    }
    if let Some(container) = scene.container() {
        if !is_sorted(container.map, CONTAINER_ORDER) {
            offers.rewrite("container", format!("Sort the fields of {}", called(&container)));
        }
    } else if scene.is_in_spec() && !is_sorted(scene.pod.spec, POD_ORDER) {
        offers.rewrite("pod", "Sort the fields of the Pod");
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    if scene.document().has_aliases() {
        return None;
    }
    match id {
        "container" => bench.sort(&scene.path(&scene.container()?), CONTAINER_ORDER),
        "pod" => bench.sort(&scene.spec, POD_ORDER),
        _ => None,
    }
}

fn is_sorted(map: Map<'_>, order: &[&str]) -> bool {
    let rank = |key: &str| order.iter().position(|other| *other == key).unwrap_or(usize::MAX);
    map.entries().map(|entry| rank(entry.key.value())).is_sorted()
}
