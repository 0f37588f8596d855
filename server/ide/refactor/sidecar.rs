//! A plain sidecar made a native one and back: from `containers` to `initContainers` with
//! `restartPolicy: Always`, and the other way round.

use super::Offers;
use super::bench::{Bench, CONTAINER_ORDER};
use super::scene::{Scene, called};
use crate::pod::Role;
use crate::schema::Minor;
use crate::syntax::Step;
use crate::syntax::edit::Value;

const INIT: &str = "initContainers";
const REGULAR: &str = "containers";

/// From 1.29 on native sidecars are there without being asked for.
const NATIVE_SINCE: Minor = Minor(29);

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    let Some(container) = scene.container().filter(|container| !container.map.has("restartPolicyRules")) else {
        return;
    };
    match container.role {
        Role::App | Role::PlainSidecar if scene.count(REGULAR) > 1 && scene.minor >= NATIVE_SINCE => {
            offers.rewrite("native", format!("Convert {} to a native sidecar", called(&container)));
        }
        // Next to a plain sidecar that goes on for ever, a Job never ends.
        Role::NativeSidecar if !scene.ends() => {
            offers.rewrite("plain", format!("Convert {} to a plain sidecar", called(&container)));
        }
        _ => {}
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    let container = scene.container()?;
    let policy = Step::Key("restartPolicy");
    match id {
        "native" if container.role.list() == REGULAR => {
            let last = scene.count(INIT);
            bench.move_item(&scene.spec, REGULAR, container.index, INIT, usize::MAX)?;
            let mut path = scene.spec.clone();
            path.extend([Step::Key(INIT), Step::Index(last)]);
            let always = Value::from("Always");
            if container.map.field("restartPolicy").is_some() {
                path.push(policy);
                return bench.set(&path, &always);
            }
            bench.insert(&path, "restartPolicy", &always, CONTAINER_ORDER)
        }
        "plain" if container.role == Role::NativeSidecar => {
            let mut path = scene.path(&container);
            path.push(policy);
            bench.remove(&path)?;
            bench.move_item(&scene.spec, INIT, container.index, REGULAR, usize::MAX)
        }
        _ => None,
    }
}
