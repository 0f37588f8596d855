//! The volumes of a Pod: what each one is made of, and who sees it where. Knows no way to change them.

use std::fmt::Write as _;

use super::Cx;
use crate::ide::facts::{and_list, code};
use crate::ide::neighbours;
use crate::ide::words::amount::Measure;
use crate::pod::{Container, Map, Pod, quantity};

/// A volume of a Pod by its name: what it is and who mounts it.
pub(super) fn story(cx: &Cx<'_, '_>, pod: &Pod<'_>, name: &str) -> String {
    let Some(what) = what(cx, pod, name) else { return missing(name) };
    let mut out = format!("**{}**, volume: {what}.", code(name).trim_matches('`'));
    let users = users(pod, name);
    match users.as_slice() {
        [] => out.push_str("\n\nNo container mounts it."),
        [only] => {
            let _ = write!(out, "\n\nMounted by {only} alone.");
        }
        many => {
            out.push_str("\n\nMounted by:\n");
            for user in many {
                let _ = write!(out, "\n- {user}");
            }
        }
    }
    out
}

/// All volumes of a Pod, one a line.
pub(super) fn summary(cx: &Cx<'_, '_>, pod: &Pod<'_>) -> String {
    let mut out = String::from("Volumes of this Pod:\n");
    for (_, volume) in pod.spec.maps("volumes") {
        let name = volume.text("name").unwrap_or_default();
        let users = users(pod, name);
        let by = if users.is_empty() { "not mounted".to_owned() } else { format!("mounted by {}", and_list(&users)) };
        let _ = write!(out, "\n- {}: {}; {by}", code(name), source(cx, volume));
    }
    out
}

/// The volumes one container mounts, one a line; nothing where it mounts none.
pub(super) fn mounted(cx: &Cx<'_, '_>, pod: &Pod<'_>, container: &Container<'_>) -> Option<String> {
    let lines: Vec<String> = container
        .map
        .maps("volumeMounts")
        .filter_map(|(_, mount)| {
            let name = mount.text("name")?;
            let path = mount.text("mountPath").unwrap_or_default();
            let read_only = if mount.bool("readOnly") == Some(true) { ", read-only" } else { "" };
            let what = what(cx, pod, name).unwrap_or_else(|| "no volume of the Pod".to_owned());
            Some(format!("- {}{read_only}: {}, {what}", code(path), code(name)))
        })
        .collect();
    (!lines.is_empty()).then(|| format!("In this container:\n\n{}", lines.join("\n")))
}

/// Who else mounts the volume `name`; `own` is the mount this is asked for.
pub(super) fn others(cx: &Cx<'_, '_>, pod: &Pod<'_>, name: &str, own: Map<'_>) -> String {
    let others: Vec<String> = mounts(pod, name)
        .filter(|(_, mount)| mount.node().span() != own.node().span())
        .map(|(container, mount)| place(&container, mount))
        .collect();
    let Some(what) = what(cx, pod, name) else { return missing(name) };
    let mut out = format!("From the volume {}: {what}.", code(name));
    if others.is_empty() {
        out.push_str(" No other container mounts it.");
    } else {
        let _ = write!(out, " Also mounted by {}.", and_list(&others));
    }
    out
}

fn missing(name: &str) -> String {
    format!("The Pod has no volume {}.", code(name))
}

fn what(cx: &Cx<'_, '_>, pod: &Pod<'_>, name: &str) -> Option<String> {
    if let Some((_, volume)) = pod.spec.maps("volumes").find(|(_, volume)| volume.text("name") == Some(name)) {
        return Some(source(cx, volume));
    }
    let spec = cx.place.object.map.map("spec");
    let claim = spec.and_then(|spec| {
        let mut claims = spec.maps("volumeClaimTemplates");
        claims.find(|(_, claim)| claim.map("metadata").and_then(|metadata| metadata.text("name")) == Some(name))
    });
    claim.map(|(_, claim)| format!("a claim made for each replica from `volumeClaimTemplates`{}", asked(claim)))
}

/// `, 1Gi, ReadWriteOnce`
fn asked(claim: Map<'_>) -> String {
    let Some(spec) = claim.map("spec") else { return String::new() };
    let size = spec.map("resources").and_then(|own| own.map("requests")).and_then(|own| own.get("storage"));
    let mut parts: Vec<String> = size.map(|size| code(size.value())).into_iter().collect();
    parts.extend(spec.items("accessModes").map(|mode| code(mode.value())));
    parts.insert(0, String::new());
    parts.join(", ")
}

/// What a volume is made of.
fn source(cx: &Cx<'_, '_>, volume: Map<'_>) -> String {
    let Some(field) = volume.fields().find(|field| field.name != "name" && field.present().is_some()) else {
        return "an empty directory, gone with the Pod".to_owned();
    };
    let inner = Map::of(field.value);
    let text = |name: &str| inner.and_then(|inner| inner.text(name));
    let named = |what: &str, name: Option<&str>| match name {
        Some(name) => format!("{what} {}", code(name)),
        None => what.to_owned(),
    };
    let optional = inner.and_then(|inner| inner.bool("optional")) == Some(true);
    let maybe = if optional { ", may be missing" } else { "" };
    match field.name {
        "emptyDir" => {
            let medium = match text("medium") {
                Some("Memory") => {
                    "an empty directory in memory, counted as memory of whoever writes, gone with the \
                     Pod"
                }
                _ => "an empty directory on the node, gone with the Pod, kept over restarts of a container",
            };
            let limit = inner.and_then(|inner| inner.get("sizeLimit")).and_then(quantity);
            let limit = limit.filter(|limit| !limit.is_negative() && limit.parts().0 != 0);
            limit.map_or_else(
                || medium.to_owned(),
                |limit| format!("{medium}, at most `{}`", Measure::Bytes.short(limit)),
            )
        }
        "configMap" => {
            format!("{}{maybe}{}", named("the ConfigMap", text("name")), keys(cx, "ConfigMap", text("name")))
        }
        "secret" => {
            format!("{}{maybe}{}", named("the Secret", text("secretName")), keys(cx, "Secret", text("secretName")))
        }
        "persistentVolumeClaim" => {
            let claim = text("claimName");
            let written =
                claim.and_then(|name| neighbours::named(cx.snapshot, &cx.place.object, "PersistentVolumeClaim", name));
            format!("{}{}", named("the claim", claim), written.map_or_else(String::new, |claim| asked(claim.map)))
        }
        "hostPath" => named("a path of the node itself,", text("path")),
        "projected" => {
            let sources = inner.into_iter().flat_map(|inner| inner.maps("sources"));
            let names: Vec<String> = sources.filter_map(|(_, one)| one.fields().next().map(|f| code(f.name))).collect();
            if names.is_empty() {
                "several sources in one directory".to_owned()
            } else {
                format!("one directory of {}", and_list(&names))
            }
        }
        "downwardAPI" => "facts about the Pod itself as files".to_owned(),
        "csi" => named("made by the CSI driver", text("driver")),
        "nfs" => named("an NFS share of", text("server")),
        "image" => named("the files of the image", text("reference")),
        "ephemeral" => {
            let claim = inner.and_then(|inner| inner.map("volumeClaimTemplate"));
            format!("a claim made for this Pod and gone with it{}", claim.map_or_else(String::new, asked))
        }
        other => format!("of the kind {}", code(other)),
    }
}

/// `, with the keys a and b` where the object is written in the same file.
fn keys(cx: &Cx<'_, '_>, kind: &str, name: Option<&str>) -> String {
    let Some(object) = name.and_then(|name| neighbours::named(cx.snapshot, &cx.place.object, kind, name)) else {
        return String::new();
    };
    let keys = ["data", "stringData", "binaryData"].into_iter().filter_map(|field| object.map.map(field));
    let keys: Vec<String> = keys.flat_map(Map::fields).take(8).map(|field| code(field.name)).collect();
    if keys.is_empty() { String::new() } else { format!(", in this file, with {}", and_list(&keys)) }
}

fn users(pod: &Pod<'_>, name: &str) -> Vec<String> {
    mounts(pod, name).map(|(container, mount)| place(&container, mount)).collect()
}

/// The mounts of a volume, each with the name of its container.
fn mounts<'p, 'a>(pod: &'p Pod<'a>, name: &'p str) -> impl Iterator<Item = (String, Map<'a>)> + use<'p, 'a> {
    pod.containers.iter().flat_map(move |container| {
        let lists = ["volumeMounts", "volumeDevices"].into_iter().flat_map(|list| container.map.maps(list));
        let whose = code(container.name());
        lists.filter(move |(_, mount)| mount.text("name") == Some(name)).map(move |(_, mount)| (whose.clone(), mount))
    })
}

/// `` `web` at `/data`, read-only ``
fn place(container: &str, mount: Map<'_>) -> String {
    let path = mount.text("mountPath").or_else(|| mount.text("devicePath")).unwrap_or_default();
    let mut out = container.to_owned();
    if !path.is_empty() {
        let _ = write!(out, " at {}", code(path));
    }
    if let Some(part) = mount.text("subPath").or_else(|| mount.text("subPathExpr")) {
        let _ = write!(out, " (only {})", code(part));
    }
    if mount.bool("readOnly") == Some(true) {
        out.push_str(", read-only");
    }
    out
}
