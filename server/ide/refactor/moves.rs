//! A container in another place: up, down, or in the other list.

use super::bench::Bench;
use super::scene::{Scene, called};
use super::{Offers, RefactoringKind};
use crate::pod::Role;

const INIT: &str = "initContainers";
const REGULAR: &str = "containers";

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    let Some(container) = scene.container() else { return };
    let name = called(&container);
    let count = scene.count(container.role.list());
    let mut add = |id: &str, title: String| offers.add(id, title, RefactoringKind::Move);
    if container.index > 0 {
        add("up", format!("Move {name} up"));
    }
    if container.index + 1 < count {
        add("down", format!("Move {name} down"));
    }
    // What runs to its end is told what to do, serves nobody, may not be asked how it is and knows no hooks.
    let is_told = container.map.has("command") || container.map.has("args");
    let goes_on = [
        "startupProbe",
        "readinessProbe",
        "livenessProbe",
        "lifecycle",
        "restartPolicy",
        "restartPolicyRules",
        "ports",
    ];
    match container.role {
        Role::App | Role::PlainSidecar
            if count > 1 && is_told && !goes_on.iter().any(|field| container.map.has(field)) =>
        {
            add("init", format!("Move {name} to `{INIT}`"));
        }
        Role::Init if !scene.ends() && !container.map.has("restartPolicy") => {
            add("regular", format!("Move {name} to `{REGULAR}`"));
        }
        _ => {}
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    let container = scene.container()?;
    let (list, index) = (container.role.list(), container.index);
    match id {
        "up" => bench.move_item(&scene.spec, list, index, list, index.checked_sub(1)?),
        "down" => bench.move_item(&scene.spec, list, index, list, index + 2),
        "init" if list == REGULAR => bench.move_item(&scene.spec, REGULAR, index, INIT, usize::MAX),
        "regular" if list == INIT => bench.move_item(&scene.spec, INIT, index, REGULAR, usize::MAX),
        _ => None,
    }
}
