//! A Pod made into a Deployment or a Job, and back: the lines of the `PodSpec` move in or out as they are.

use super::Offers;
use super::bench::{Bench, POD_ORDER};
use super::scene::Scene;
use crate::pod::value::name::label_slug;
use crate::pod::{Map, Role};
use crate::syntax::edit::{self, Target, Value};
use crate::syntax::{Scalar, Step};

/// The customary order of what a workload holds.
const ORDER: &[&str] = &["apiVersion", "kind", "metadata", "replicas", "selector", "template", "spec"];

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    if !scene.is_at_head() {
        return;
    }
    match scene.object.kind {
        "Pod" => {
            if can_deploy(scene) {
                offers.rewrite("Deployment", "Convert to a Deployment");
            }
            if can_end(scene) {
                offers.rewrite("Job", "Convert to a Job");
            }
        }
        "Deployment" | "Job" if is_plain(scene) => offers.rewrite("Pod", "Convert to a Pod, with the template only"),
        _ => {}
    }
}

/// Whether the object has a name and a `PodSpec` in lines of its own, and reports nothing.
fn is_plain(scene: &Scene<'_>) -> bool {
    let map = scene.object.map;
    let named = map.map("metadata").is_some_and(|metadata| metadata.text("name").is_some());
    let spec = map.field("spec").filter(|field| !field.merged && !field.written.is_flow());
    let typed = map.text("apiVersion").is_some();
    named
        && typed
        && !map.node().is_flow()
        && spec.is_some_and(|field| field.written.is_mapping())
        && !map.has("status")
}

/// Whether nothing in the Pod is refused in a template.
fn fits_template(scene: &Scene<'_>) -> bool {
    is_plain(scene) && !scene.pod.spec.has("ephemeralContainers") && !scene.pod.spec.is_damaged()
}

fn can_deploy(scene: &Scene<'_>) -> bool {
    let policy = scene.pod.spec.text("restartPolicy");
    fits_template(scene)
        && !scene.pod.spec.has("activeDeadlineSeconds")
        && policy.is_none_or(|policy| policy == "Always")
}

/// Next to a container that goes on for ever, a Job would not end.
fn can_end(scene: &Scene<'_>) -> bool {
    let sidecars = scene.pod.containers.iter().any(|container| container.role == Role::PlainSidecar);
    fits_template(scene) && !sidecars && scene.pod.spec.text("restartPolicy") != Some("Always")
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    match (scene.object.kind, id) {
        ("Pod", "Deployment") if can_deploy(scene) => {
            wrap(scene, bench, "apps/v1", id)?;
            bench.insert(&at(scene, &["spec"]), "selector", &Value::map([("matchLabels", labels(scene, true)?)]), ORDER)
        }
        ("Pod", "Job") if can_end(scene) => {
            wrap(scene, bench, "batch/v1", id)?;
            if scene.pod.spec.field("restartPolicy").is_some() {
                return Some(());
            }
            bench.insert(&at(scene, &["spec", "template", "spec"]), "restartPolicy", &Value::from("Never"), POD_ORDER)
        }
        ("Deployment" | "Job", "Pod") if is_plain(scene) => unwrap(scene, bench),
        _ => None,
    }
}

/// The way from the root of the document to a field of the object.
fn at(scene: &Scene<'_>, names: &[&'static str]) -> Vec<Step<'static>> {
    scene.base.iter().copied().chain(names.iter().map(|name| Step::Key(name))).collect()
}

fn set_kind(scene: &Scene<'_>, bench: &mut Bench, api_version: &str, kind: &str) -> Option<()> {
    bench.set(&at(scene, &["apiVersion"]), &Value::from(api_version))?;
    bench.set(&at(scene, &["kind"]), &Value::from(kind))
}

fn wrap(scene: &Scene<'_>, bench: &mut Bench, api_version: &str, kind: &str) -> Option<()> {
    let base = scene.base.clone();
    bench.then(|text, root| edit::nest(Target::new(text, root), &base, "spec", &["template", "spec"]))?;
    set_kind(scene, bench, api_version, kind)?;
    let mut metadata = Vec::new();
    metadata.extend(labels(scene, kind == "Deployment").map(|labels| ("labels".to_owned(), labels)));
    metadata
        .extend(pairs(scene.object.map.map("metadata"), "annotations").map(|found| ("annotations".to_owned(), found)));
    if metadata.is_empty() {
        return Some(());
    }
    bench.insert(&at(scene, &["spec", "template"]), "metadata", &Value::Map(metadata), ORDER)
}

/// The labels of the Pod; where it has none but needs some, one that says its name.
fn labels(scene: &Scene<'_>, needed: bool) -> Option<Value> {
    let metadata = scene.object.map.map("metadata");
    let own = pairs(metadata, "labels");
    if own.is_some() || !needed {
        return own;
    }
    let name = metadata?.text("name").and_then(label_slug)?;
    Some(Value::map([("app", Value::from(name))]))
}

/// The text pairs of the mapping `field` of `holder`, if there are any.
fn pairs(holder: Option<Map<'_>>, field: &str) -> Option<Value> {
    let map = holder?.map(field)?;
    let pair = |field: crate::pod::Field<'_>| {
        (field.value.scalar() == Some(Scalar::String))
            .then(|| (field.name.to_owned(), Value::from(field.value.value())))
    };
    let pairs: Vec<(String, Value)> = map.fields().filter_map(pair).collect();
    (!pairs.is_empty()).then_some(Value::Map(pairs))
}

fn unwrap(scene: &Scene<'_>, bench: &mut Bench) -> Option<()> {
    let base = scene.base.clone();
    let template = scene.object.template()?.map("metadata");
    bench.then(|text, root| edit::unnest(Target::new(text, root), &base, "spec", &["template", "spec"]))?;
    set_kind(scene, bench, "v1", "Pod")?;
    for field in ["labels", "annotations"] {
        let Some(Value::Map(pairs)) = pairs(template, field) else { continue };
        for (key, value) in pairs {
            let mut path = at(scene, &["metadata", field]);
            path.push(Step::Key(&key));
            let path: Vec<Step<'_>> = path.clone();
            bench.set(&path, &value)?;
        }
    }
    Some(())
}
