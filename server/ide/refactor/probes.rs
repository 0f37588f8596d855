//! Probes for containers that listen on a port and have none.

use super::Offers;
use super::bench::{Bench, CONTAINER_ORDER};
use super::scene::{Scene, called};
use crate::pod::{Container, Map, Role};
use crate::syntax::edit::Value;

/// Ports that mostly speak HTTP.
const WEB: [i64; 8] = [80, 3000, 5000, 8000, 8080, 8081, 8888, 9090];

/// The probes with how often they ask and how often they may be answered badly: time to start first,
/// then out of the way quickly, killed last.
const PROBES: [(&str, i64, i64); 3] = [("startupProbe", 5, 30), ("readinessProbe", 10, 3), ("livenessProbe", 20, 3)];

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    if let Some(container) = scene.container() {
        if can_have(scene, &container) {
            offers.rewrite("this", format!("Add probes to {}", called(&container)));
        }
    } else if scene.is_in_spec() && scene.own_containers().filter(|container| can_have(scene, container)).count() > 0 {
        offers.rewrite("all", "Add probes to all containers with ports");
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    match id {
        "this" => add(scene, bench, &scene.container().filter(|container| can_have(scene, container))?),
        "all" => {
            scene.own_containers().filter(|container| can_have(scene, container)).try_for_each(|c| add(scene, bench, c))
        }
        _ => None,
    }
}

/// Whether it may have probes, has none, and there is something to ask.
fn can_have(scene: &Scene<'_>, container: &Container<'_>) -> bool {
    let may = match container.role {
        Role::NativeSidecar => true,
        Role::App | Role::PlainSidecar => !scene.ends(),
        Role::Init | Role::Ephemeral => false,
    };
    may && handler(container.map).is_some() && !PROBES.iter().any(|(probe, ..)| container.map.has(probe))
}

fn add(scene: &Scene<'_>, bench: &mut Bench, container: &Container<'_>) -> Option<()> {
    let (kind, action) = handler(container.map)?;
    let path = scene.path(container);
    PROBES.iter().try_for_each(|(name, period, failures)| {
        let probe = Value::map([
            (kind, action.clone()),
            ("periodSeconds", Value::Int(*period)),
            ("failureThreshold", Value::Int(*failures)),
        ]);
        bench.insert(&path, name, &probe, CONTAINER_ORDER)
    })
}

/// How to ask a container by its first port.
fn handler(container: Map<'_>) -> Option<(&'static str, Value)> {
    let (_, port) = container.maps("ports").find(|(_, port)| port.text("protocol").is_none_or(|name| name == "TCP"))?;
    let number = port.int("containerPort")?;
    let name = port.text("name").filter(|name| !name.is_empty());
    let target = name.map_or(Value::Int(number), Value::from);
    let is_web = name.map_or(WEB.contains(&number), |name| name.starts_with("http") && !name.starts_with("https"));
    if is_web {
        return Some(("httpGet", Value::map([("path", Value::from("/")), ("port", target)])));
    }
    Some(("tcpSocket", Value::map([("port", target)])))
}
