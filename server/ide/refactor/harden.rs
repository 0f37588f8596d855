//! What the Pod Security level `restricted` asks of containers, added to what is there.

use super::Offers;
use super::bench::{Bench, CONTAINER_ORDER, POD_ORDER};
use super::scene::{Scene, called};
use crate::pod::{Container, Map, Role};
use crate::syntax::Step;
use crate::syntax::edit::Value;

/// The customary order inside a `securityContext`.
const ORDER: &[&str] = &[
    "privileged",
    "runAsNonRoot",
    "runAsUser",
    "runAsGroup",
    "fsGroup",
    "fsGroupChangePolicy",
    "supplementalGroups",
    "allowPrivilegeEscalation",
    "readOnlyRootFilesystem",
    "capabilities",
    "seccompProfile",
];

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    if let Some(container) = scene.container() {
        if can(scene, &container) && !is_done(scene, &container) {
            offers.rewrite("this", format!("Add a restricted security context to {}", called(&container)));
        }
    } else if scene.is_in_spec()
        && scene.own_containers().all(|container| can(scene, container))
        && !scene.own_containers().all(|container| is_done(scene, container))
    {
        offers.rewrite("all", "Add a restricted security context to the Pod and all its containers");
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    match id {
        "this" => own(scene, bench, &scene.container().filter(|container| can(scene, container))?, true),
        "all" if scene.own_containers().all(|container| can(scene, container)) => {
            shared(bench, scene.pod.spec, &scene.spec, POD_ORDER)?;
            scene.own_containers().try_for_each(|container| own(scene, bench, container, false))
        }
        _ => None,
    }
}

/// Whether nothing that is there speaks against it.
fn can(scene: &Scene<'_>, container: &Container<'_>) -> bool {
    let spec = scene.pod.spec;
    let contexts = [spec.map("securityContext"), container.map.map("securityContext")];
    let says = |name: &str| contexts.iter().flatten().any(|context| context.int(name) == Some(0));
    let own = contexts.get(1).copied().flatten();
    let adds = own
        .and_then(|own| own.map("capabilities"))
        .is_some_and(|capabilities| capabilities.items("add").next().is_some());
    let open = contexts.iter().flatten().any(|context| {
        context.bool("runAsNonRoot") == Some(false)
            || context.bool("privileged") == Some(true)
            || context.bool("allowPrivilegeEscalation") == Some(true)
    });
    let windows = spec.map("os").and_then(|os| os.text("name")) == Some("windows");
    container.role != Role::Ephemeral && !says("runAsUser") && !adds && !open && !windows
}

fn is_done(scene: &Scene<'_>, container: &Container<'_>) -> bool {
    let own = container.map.map("securityContext");
    let pod = scene.pod.spec.map("securityContext");
    let either = |name: &str| [own, pod].iter().flatten().any(|context| context.has(name));
    own.is_some_and(|own| own.has("allowPrivilegeEscalation") && own.has("capabilities"))
        && either("runAsNonRoot")
        && either("seccompProfile")
}

/// What a container has to say itself; all of it, if the Pod does not say the rest.
fn own(scene: &Scene<'_>, bench: &mut Bench, container: &Container<'_>, alone: bool) -> Option<()> {
    let path = scene.path(container);
    let pod = scene.pod.spec.map("securityContext");
    let lacks = |name: &str| alone && pod.is_none_or(|pod| !pod.has(name));
    let mut wanted = Vec::new();
    if lacks("runAsNonRoot") {
        wanted.push(("runAsNonRoot", Value::Bool(true)));
    }
    wanted.push(("allowPrivilegeEscalation", Value::Bool(false)));
    wanted.push(("capabilities", Value::map([("drop", Value::seq(["ALL"]))])));
    if lacks("seccompProfile") {
        wanted.push(("seccompProfile", Value::map([("type", Value::from("RuntimeDefault"))])));
    }
    fill(bench, container.map, &path, wanted, CONTAINER_ORDER)
}

/// What the Pod says for all its containers.
fn shared(bench: &mut Bench, spec: Map<'_>, path: &[Step<'static>], order: &[&str]) -> Option<()> {
    let wanted = vec![
        ("runAsNonRoot", Value::Bool(true)),
        ("seccompProfile", Value::map([("type", Value::from("RuntimeDefault"))])),
    ];
    fill(bench, spec, path, wanted, order)
}

/// Adds what is `wanted` and not there to the `securityContext` of `holder`.
fn fill(
    bench: &mut Bench,
    holder: Map<'_>,
    path: &[Step<'static>],
    wanted: Vec<(&'static str, Value)>,
    order: &[&str],
) -> Option<()> {
    const CONTEXT: &str = "securityContext";
    let Some(context) = holder.map(CONTEXT).filter(|context| context.entries().next().is_some()) else {
        if holder.field(CONTEXT).is_some() {
            let path: Vec<Step<'_>> = path.iter().copied().chain([Step::Key(CONTEXT)]).collect();
            return bench.set(&path, &pairs(wanted));
        }
        return bench.insert(path, CONTEXT, &pairs(wanted), order);
    };
    let inner: Vec<Step<'static>> = path.iter().copied().chain([Step::Key(CONTEXT)]).collect();
    for (name, value) in wanted {
        match context.field(name) {
            None => bench.insert(&inner, name, &value, ORDER)?,
            Some(field) if name == "capabilities" && !Map::of(field.value).is_some_and(|own| own.has("drop")) => {
                let drop: Vec<Step<'_>> = inner.iter().copied().chain([Step::Key(name), Step::Key("drop")]).collect();
                bench.set(&drop, &Value::seq(["ALL"]))?;
            }
            Some(_) => {}
        }
    }
    Some(())
}

fn pairs(wanted: Vec<(&str, Value)>) -> Value {
    Value::Map(wanted.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}
