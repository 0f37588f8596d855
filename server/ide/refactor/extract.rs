//! The script of a container taken out into a `ConfigMap` of its own, mounted and run from there.

use super::bench::{Bench, CONTAINER_ORDER, POD_ORDER};
use super::scene::{Scene, called};
use super::script::{Script, script};
use super::{Offers, RefactoringKind};
use crate::ide::Snapshot;
use crate::pod::value::name::slug;
use crate::pod::{Container, Map, objects};
use crate::syntax::Step;
use crate::syntax::edit::{self, Patch, Target, Value};

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    let Some(container) = scene.container() else { return };
    let near = scene.is_in_field("command") || scene.is_in_field("args");
    if near && movable(scene, &container).is_some() {
        let title = format!("Move the script of {} to a ConfigMap", called(&container));
        offers.add("script", title, RefactoringKind::Extract);
    }
}

/// The script, if it says the same in a file.
fn movable<'a>(scene: &Scene<'a>, container: &Container<'a>) -> Option<Script<'a>> {
    let script = script(container).filter(|script| !script.has_arguments)?;
    let text = script.node.value();
    // Kubernetes replaces `$(NAME)` and `$$` in arguments, not in files.
    let expands = container.map.maps("env").filter_map(|(_, variable)| variable.text("name"));
    let expands = expands.into_iter().any(|name| text.contains(&format!("$({name})")));
    let is_lone = scene.base.is_empty() && scene.object.map.get("metadata").is_some();
    // A file in JSON must stay one.
    let json = scene.object.map.node().is_flow() && scene.object.map.node().start() == scene.origin;
    (!text.contains("$$") && !expands && is_lone && !json && !text.trim().is_empty()).then_some(script)
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    (id == "script").then_some(())?;
    let container = scene.container()?;
    let script = movable(scene, &container)?;
    let own = slug(container.name(), 50).unwrap_or_else(|| "app".to_owned());
    let metadata = scene.object.map.map("metadata");
    let workload = metadata.and_then(|metadata| metadata.text("name")).and_then(|name| slug(name, 180));
    let wanted = workload.map_or_else(|| format!("{own}-script"), |workload| format!("{workload}-{own}-script"));
    let name = Scene::free(&wanted, &config_maps(scene.snapshot));
    let key = format!("{own}.sh");
    let volume = Scene::free(&format!("{own}-script"), &scene.volume_names());
    let folder = Scene::free_path(&container, "/scripts");
    let file = format!("{folder}/{key}");

    let path = scene.path(&container);
    let field = |name: &'static str| -> Vec<Step<'static>> { path.iter().copied().chain([Step::Key(name)]).collect() };
    let mut command: Vec<String> = Vec::new();
    for (at, item) in script.front.iter().enumerate() {
        let is_last = at + 1 == script.front.len();
        match item.strip_suffix('c').filter(|_| is_last) {
            Some("-") => {}
            Some(rest) => command.push(rest.to_owned()),
            None => command.push((*item).to_owned()),
        }
    }
    command.push(file);
    if script.field == "args" {
        bench.remove(&field("args"))?;
    }
    bench.set(&field("command"), &Value::seq(command))?;
    let mount = Value::map([
        ("name", Value::from(volume.as_str())),
        ("mountPath", Value::from(folder)),
        ("readOnly", Value::Bool(true)),
    ]);
    bench.append(&path, "volumeMounts", &mount, CONTAINER_ORDER)?;
    let source = Value::map([("name", Value::from(name.as_str()))]);
    let volume = Value::map([("name", Value::from(volume)), ("configMap", source)]);
    bench.append(&scene.spec, "volumes", &volume, POD_ORDER)?;
    let space = metadata.and_then(|metadata| metadata.text("namespace"));
    bench.add_document(&config_map(scene, &name, space, &key, script.node.value())?)
}

/// The names of the `ConfigMaps` of the file.
fn config_maps(snapshot: &Snapshot) -> Vec<&str> {
    let all = snapshot.syntax().documents().flat_map(|(origin, document)| objects(document, origin));
    let maps = all.filter(|object| object.kind == "ConfigMap");
    maps.filter_map(|object| object.map.map("metadata").and_then(|metadata| metadata.text("name"))).collect()
}

/// A `ConfigMap` with one file.
fn config_map(scene: &Scene<'_>, name: &str, space: Option<&str>, key: &str, script: &str) -> Option<String> {
    let windows = scene
        .snapshot
        .text()
        .slice(scene.snapshot.text().line_span(0).join(crate::text::Span::empty(scene.snapshot.text().line_start(1))));
    let line_break = if windows.ends_with("\r\n") { "\r\n" } else { "\n" };
    let lines = ["apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: x", "data:", "  x: x", ""];
    let snapshot = Snapshot::new(&lines.join(line_break));
    let mut patch = Patch::new(snapshot.text(), snapshot.syntax());
    let ends = if script.ends_with('\n') { "" } else { "\n" };
    let script = Value::String(format!("{script}{ends}"));
    let mut values = vec![(["data", "x"], script), (["metadata", "name"], Value::from(name))];
    values.extend(space.map(|space| (["metadata", "namespace"], Value::from(space))));
    for (path, value) in values {
        let path = path.map(Step::Key);
        let done = patch.then(|text, syntax| {
            let (origin, document) = syntax.documents().next()?;
            edit::set(Target::new(text, document.root(origin)?), &path, &value)
        });
        done.then_some(())?;
    }
    let renamed = patch.then(|text, syntax| {
        let (origin, document) = syntax.documents().next()?;
        edit::rename(Target::new(text, document.root(origin)?), &[Step::Key("data"), Step::Key("x")], key)
    });
    let made = snapshot.text().with_edits(&patch.into_edits()).to_string();
    let is_map = Map::of(Snapshot::new(&made).syntax().documents().next()?.1.root(0)?).is_some();
    (renamed && is_map).then_some(made)
}
