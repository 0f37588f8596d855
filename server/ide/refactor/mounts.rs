//! A new volume with its mount, and a mount of this container's volume in another one.

use super::Offers;
use super::bench::{Bench, CONTAINER_ORDER, POD_ORDER};
use super::scene::{Scene, called};
use crate::pod::{Container, Map, Role};
use crate::syntax::edit::Value;

/// Longer lists of containers are not offered one by one.
const MOST: usize = 8;

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    let Some(container) = scene.container().filter(|container| container.role != Role::Ephemeral) else { return };
    offers.rewrite("new", format!("Add an empty volume and mount it in {}", called(&container)));
    let Some(volume) = scene.item_of("volumeMounts").and_then(|mount| mount.text("name")) else { return };
    for (index, other) in others(scene, &container, volume).take(MOST) {
        offers.rewrite(&format!("share/{index}"), format!("Mount volume `{volume}` in {}, too", called(other)));
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    let container = scene.container()?;
    if id == "new" {
        let name = Scene::free("data", &scene.volume_names());
        let path = Scene::free_path(&container, &format!("/{name}"));
        mount(scene, bench, &container, &name, &path)?;
        let volume = Value::map([("name", Value::from(name)), ("emptyDir", Value::Map(Vec::new()))]);
        return bench.append(&scene.spec, "volumes", &volume, POD_ORDER);
    }
    let index: usize = id.strip_prefix("share/")?.parse().ok()?;
    let item = scene.item_of("volumeMounts")?;
    let volume = item.text("name")?;
    let (_, other) = others(scene, &container, volume).find(|(at, _)| *at == index)?;
    let path = Scene::free_path(other, item.text("mountPath")?);
    mount(scene, bench, other, volume, &path)
}

/// The containers that do not mount `volume`, with their place among all.
fn others<'s, 'a>(
    scene: &'s Scene<'a>,
    own: &Container<'a>,
    volume: &'s str,
) -> impl Iterator<Item = (usize, &'s Container<'a>)> {
    let own = own.map.node().start();
    let mounts = move |map: Map<'a>| map.maps("volumeMounts").any(|(_, mount)| mount.text("name") == Some(volume));
    scene.own_containers().enumerate().filter(move |(_, other)| other.map.node().start() != own && !mounts(other.map))
}

fn mount(scene: &Scene<'_>, bench: &mut Bench, container: &Container<'_>, volume: &str, path: &str) -> Option<()> {
    let mount = Value::map([("name", Value::from(volume)), ("mountPath", Value::from(path))]);
    bench.append(&scene.path(container), "volumeMounts", &mount, CONTAINER_ORDER)
}
