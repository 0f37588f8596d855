//! Mounts of containers. Facts B1-B15.

use super::{Volumes, devices, say};
use crate::finding::Finding;
use crate::pod::value::{name, path};
use crate::pod::{Container, Map, text};
use crate::schema::nearest;
use crate::syntax::Node;
use crate::syntax::edit::Value;
use crate::validate::placeholder::is_placeholder;
use crate::validate::scope::Scope;
use crate::validate::seen::Seen;
use crate::validate::structure::is_dropped;
use crate::validate::{Cx, mend, reshape};

/// A text and where it stands.
pub(super) type Said<'a> = (&'a str, Node<'a>);

/// A mount or device of a container.
#[derive(Clone, Copy)]
pub(super) struct Use<'a> {
    /// Its position in its list.
    pub(super) index: usize,
    /// Its name, if that is text and not empty.
    pub(super) name: Option<Said<'a>>,
    /// Its path, likewise.
    pub(super) path: Option<Said<'a>>,
}

/// Judges the mounts and devices of every container.
pub(super) fn check(cx: &mut Cx<'_>, scope: &Scope<'_>, volumes: &Volumes<'_>) {
    for container in &scope.pod.containers {
        let mounts = uses(container, "volumeMounts", "mountPath");
        let devices = uses(container, "volumeDevices", "devicePath");
        names(cx, &mounts, volumes, Some(scope.spec()));
        paths(cx, container, &mounts);
        for (_, mount) in container.map.maps("volumeMounts") {
            sub_path(cx, mount);
            propagation(cx, container, mount);
            recursive(cx, mount);
        }
        if !devices.is_empty() {
            devices::check(cx, container.map, &devices, volumes);
            devices::clashes(cx, container.map, &mounts, &devices);
        }
    }
}

/// The names and paths of a list of a container.
fn uses<'a>(container: &Container<'a>, list: &str, path: &str) -> Vec<Use<'a>> {
    let some = |map: Map<'a>, field: &str| {
        let node = map.get(field)?;
        text(node).filter(|text| !text.is_empty()).map(|text| (text, node))
    };
    let one = |(index, map)| Use { index, name: some(map, "name"), path: some(map, path) };
    container.map.maps(list).map(one).collect()
}

/// Every name is the name of a volume. B2, B18. What is missing may be made in `spec`, if given.
pub(super) fn names(cx: &mut Cx<'_>, uses: &[Use<'_>], volumes: &Volumes<'_>, spec: Option<Map<'_>>) {
    if volumes.open {
        return;
    }
    for (name, node) in uses.iter().filter_map(|one| one.name) {
        if volumes.find(name).is_some() || is_placeholder(node) {
            continue;
        }
        let all = volumes.names.iter().map(|(name, _)| *name);
        let near = nearest(name, all);
        let message = match (near, volumes.names.as_slice()) {
            (Some(near), _) => format!("there is no volume `{name}`; did you mean `{near}`?"),
            (None, []) => format!("there is no volume `{name}`: the Pod has no `volumes`; add one of this name"),
            (None, [(only, _)]) => format!("there is no volume `{name}`, only `{only}`; add it to `volumes`"),
            (None, _) => format!("there is no volume `{name}`; add it to `volumes`"),
        };
        let rename = near.and_then(|near| mend::say(node, near, false));
        let add = spec.filter(|_| name::label(name).is_none()).and_then(|spec| {
            let volume = Value::map([("name", Value::String(name.to_owned())), ("emptyDir", Value::Map(Vec::new()))]);
            reshape::append(cx.desk, spec, "volumes", &volume, format!("Add an `emptyDir` volume `{name}`"))
        });
        cx.push(Finding::error("mount-unknown-volume", node.span(), message).with_fix(rename).with_fix(add));
    }
}

/// Every path is mounted once, compared letter by letter. B4.
fn paths<'a>(cx: &mut Cx<'_>, container: &Container<'a>, mounts: &[Use<'a>]) {
    let mut seen: Seen<'a> = Seen::default();
    for (index, (path, node)) in mounts.iter().filter_map(|one| Some((one.index, one.path?))) {
        let Some(first) = seen.before(path, node) else { continue };
        let message = || format!("`{path}` is mounted twice in this container; give one another path, or remove it");
        if !is_placeholder(node) {
            let finding = Finding::error("mount-path-duplicate", node.span(), message());
            let fix = reshape::remove_item(cx.desk, container.map, "volumeMounts", index, "Remove this mount");
            cx.push(finding.with_related(first.span(), format!("the first mount at `{path}`")).with_fix(fix));
        }
    }
}

/// A part of a volume is named relative to it, in one way. B7-B9.
fn sub_path(cx: &mut Cx<'_>, mount: Map<'_>) {
    for name in ["subPath", "subPathExpr"] {
        let Some(node) = mount.get(name) else { continue };
        if let Some(wrong) = text(node).and_then(path::relative) {
            let fix = path::tamed(node.value()).and_then(|path| mend::say(node, &path, false));
            say::wrong(cx, "sub-path-invalid", node, || format!("`{}` {wrong}", node.excerpt(60)), fix);
        }
    }
    let Some((plain, expression)) = mount.field("subPath").zip(mount.field("subPathExpr")) else { return };
    if say::has(mount, "subPath") && say::has(mount, "subPathExpr") {
        let message = "a mount has `subPath` or `subPathExpr`, not both; remove one";
        let finding = Finding::error("sub-path-conflict", expression.key.span(), message);
        let fixes = [reshape::remove(cx.desk, mount, expression), reshape::remove(cx.desk, mount, plain)];
        let finding = finding.with_related(plain.key.span(), "the other one");
        cx.push(fixes.into_iter().fold(finding, Finding::with_fix));
    }
}

/// What a container mounts reaches the node only if it is privileged. B11.
fn propagation(cx: &mut Cx<'_>, container: &Container<'_>, mount: Map<'_>) {
    if mount.text("mountPropagation") != Some("Bidirectional") {
        return;
    }
    let security = container.map.map("securityContext");
    if security.is_some_and(|security| security.bool("privileged") == Some(true)) || cx.is_patch {
        return;
    }
    // What is no boolean has its own finding, or is yet to be filled in.
    if security.is_some_and(|security| security.has("privileged") && security.bool("privileged").is_none()) {
        return;
    }
    let Some(node) = mount.get("mountPropagation") else { return };
    let message = "`Bidirectional` needs a privileged container; write `HostToContainer`, or set `privileged: true`";
    let fix = mend::say(node, "HostToContainer", false);
    cx.push(Finding::error("mount-propagation-privileged", node.span(), message).with_fix(fix));
}

/// A mount that is read-only all the way down is read-only, and not propagated. B13, B14.
fn recursive(cx: &mut Cx<'_>, mount: Map<'_>) {
    let Some(node) = mount.get("recursiveReadOnly") else { return };
    let Some(value @ ("Enabled" | "IfPossible")) = text(node) else { return };
    if is_dropped("core.v1.VolumeMount", "recursiveReadOnly", cx.minor) {
        return;
    }
    let known = !mount.has("readOnly") || mount.bool("readOnly") == Some(false);
    if known && !cx.is_patch {
        let message = format!("`recursiveReadOnly: {value}` needs `readOnly: true`");
        let fix = reshape::set(cx.desk, mount, &["readOnly"], &Value::Bool(true), "Set `readOnly: true`");
        cx.push(Finding::error("recursive-read-only-invalid", node.span(), message).with_fix(fix));
    }
    if let Some(propagation) = mount.text("mountPropagation").filter(|propagation| *propagation != "None") {
        let message = format!("`recursiveReadOnly: {value}` needs `mountPropagation: None`, not `{propagation}`");
        let mut finding = Finding::error("recursive-read-only-invalid", node.span(), message);
        if let Some(at) = mount.get("mountPropagation") {
            finding = finding.with_related(at.span(), "how the mount is propagated");
            finding = finding.with_fix(mend::say(at, "None", false));
        }
        cx.push(finding);
    }
}
