//! Where values of variables come from (V6-V20): fields, resources, `ConfigMaps`, Secrets, files.

use super::{env, is_whole, judged};
use crate::finding::{Finding, Fix};
use crate::pod::value::{field_path, name};
use crate::pod::{Field, Map};
use crate::schema::nearest;
use crate::syntax::edit::{self, Target, Value};
use crate::syntax::{Node, Step};
use crate::validate::mend;
use crate::validate::scope::Scope;
use crate::validate::{Cx, refs};

/// Judges one source.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, field: Field<'_>) {
    let Some(map) = Map::of(field.value) else { return };
    match field.name {
        "fieldRef" => refs::field_ref(cx, map, field_path::Use::Env),
        "resourceFieldRef" => refs::resource_ref(cx, map),
        "configMapKeyRef" | "secretKeyRef" => key_ref(cx, field, map),
        "fileKeyRef" => file_ref(cx, scope, map),
        _ => {}
    }
}

/// A key of a `ConfigMap` or Secret.
fn key_ref(cx: &mut Cx<'_>, field: Field<'_>, map: Map<'_>) {
    let kind = if field.name == "secretKeyRef" { "Secret" } else { "ConfigMap" };
    reference(cx, field, map, kind, false);
    if let Some((node, key)) = judged(map, "key")
        && let Some(wrong) = name::config_key(key)
    {
        let message = format!("`{}` cannot be a key of a {kind}: it {wrong}", node.excerpt(60));
        cx.push(Finding::error("config-key-invalid", node.span(), message));
    }
}

/// The name of a `ConfigMap` or Secret, which must be there.
pub(super) fn reference(cx: &mut Cx<'_>, owner: Field<'_>, map: Map<'_>, kind: &str, open_end: bool) {
    let Some((node, text)) = judged(map, "name") else {
        let there = map.field("name");
        let empty = there.is_none_or(|name| name.present().is_none_or(|node| node.value().is_empty()));
        let empty = empty && there.is_none_or(|name| name.value.kind().is_scalar());
        // The field table demands it in some places; there it is said already.
        if empty && is_whole(cx, map) {
            let span = there.map_or(owner.key.span(), |name| name.key.span());
            let message = format!("`name` is missing in `{}`; name the {kind}", owner.name);
            cx.push(Finding::error("missing-field", span, message));
        }
        return;
    };
    // The server takes a dash at the end here, as of a name that is still to be completed.
    let masked = if open_end && text.len() > 1 { text.strip_suffix('-') } else { None };
    if masked.is_some_and(|masked| name::subdomain(&format!("{masked}a")).is_none()) {
        return;
    }
    if let Some(wrong) = name::subdomain(text) {
        let message = format!("`{}` cannot be the name of a {kind}: it {wrong}", node.excerpt(60));
        let finding = Finding::error("name-invalid", node.span(), message);
        cx.push(finding.with_fix(name::slug(text, 253).and_then(|slug| mend::say(node, &slug, false))));
    }
}

/// A variable in a file of an `emptyDir` volume.
fn file_ref(cx: &mut Cx<'_>, scope: &Scope<'_>, map: Map<'_>) {
    if let Some((node, key)) = judged(map, "key") {
        env::env_name(cx, node, key);
    }
    if let Some((node, path)) = judged(map, "path")
        && path.split('/').any(|part| part == "..")
    {
        let message = format!("`{}` must not contain `..`", node.excerpt(60));
        cx.push(Finding::error("path-backstep", node.span(), message));
    }
    let Some((node, volume)) = judged(map, "volumeName") else { return };
    if name::label(volume).is_some() {
        super::naming::label(cx, node, volume);
    } else {
        file_volume(cx, scope, node, volume);
    }
}

/// The volume of a file exists, and is an `emptyDir`.
fn file_volume(cx: &mut Cx<'_>, scope: &Scope<'_>, node: Node<'_>, name: &str) {
    let spec = scope.spec();
    if cx.is_patch || spec.get("volumes").is_some_and(Node::is_damaged) {
        return;
    }
    let volumes = || spec.maps("volumes").map(|(_, volume)| volume);
    let Some(volume) = volumes().find(|volume| volume.text("name") == Some(name)) else {
        let near = nearest(name, volumes().filter_map(|volume| volume.text("name")));
        let message = match near {
            Some(near) => format!("there is no volume `{name}` in this Pod; did you mean `{near}`?"),
            None => format!("there is no volume `{name}` in this Pod; add an `emptyDir` volume of this name"),
        };
        let finding = Finding::error("file-key-volume-unknown", node.span(), message);
        let finding = finding.with_fix(near.and_then(|near| mend::say(node, near, false)));
        let fix = add_volume(cx, spec, name);
        cx.push(finding.with_fix(fix));
        return;
    };
    // A volume with a name alone is an `emptyDir`.
    let other = volume.fields().find(|field| field.name != "name" && field.present().is_some());
    if let (Some(other), false) = (other, volume.has("emptyDir")) {
        let message = format!("`{name}` is a `{}` volume; a `fileKeyRef` needs an `emptyDir`", other.name);
        let finding = Finding::error("file-key-volume-not-empty-dir", node.span(), message);
        cx.push(finding.with_related(other.key.span(), format!("`{name}` is made here")));
    }
}

/// A suggestion to add an `emptyDir` volume.
fn add_volume(cx: &Cx<'_>, spec: Map<'_>, name: &str) -> Option<Fix> {
    let volume = Value::map([("name", name.into()), ("emptyDir", Value::Map(Vec::new()))]);
    let edits = edit::insert_item(Target::new(cx.desk, spec.node()), &[Step::Key("volumes")], usize::MAX, &volume)?;
    Some(Fix::suggestion(format!("Add an `emptyDir` volume `{name}`"), edits))
}
