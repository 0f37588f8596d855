//! What a volume is made of: exactly one source. Facts O4, O5, W10; leads to the checks of each.

use super::{Volume, claim, disks, files, network, projected, say};
use crate::finding::{Finding, Tag};
use crate::pod::value::path;
use crate::pod::{Field, Map, quantity};
use crate::schema::Minor;
use crate::validate::{Cx, mend, reshape};

/// Every source, in the order in which the server looks for them: it blames all but the first.
const ORDER: [&str; 30] = [
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
];

/// Sources that are on their way out: since when the server says so, and what it says.
const DEPRECATED: [(&str, u8, &str); 9] = [
    ("photonPersistentDisk", 11, "is deprecated since 1.11 and does nothing since 1.16"),
    ("gitRepo", 11, "is deprecated since 1.11 and switched off since 1.33; clone in an init container"),
    ("scaleIO", 16, "is deprecated since 1.16 and does nothing since 1.22; use its CSI driver"),
    ("flocker", 22, "is deprecated since 1.22 and does nothing since 1.25"),
    ("storageos", 22, "is deprecated since 1.22 and does nothing since 1.25; use its CSI driver"),
    ("quobyte", 22, "is deprecated since 1.22 and does nothing since 1.25; use its CSI driver"),
    ("glusterfs", 25, "is deprecated since 1.25 and does nothing since 1.26"),
    ("cephfs", 28, "is deprecated since 1.28 and does nothing since 1.31; use its CSI driver"),
    ("rbd", 28, "is deprecated since 1.28 and does nothing since 1.31; use its CSI driver"),
];

/// Judges the source of a volume.
pub(super) fn check(cx: &mut Cx<'_>, volume: &Volume<'_>) {
    let mut first: Option<(usize, Field<'_>)> = None;
    let mut several = false;
    for field in volume.map.fields() {
        if field.present().is_none() {
            continue;
        }
        let Some(rank) = ORDER.iter().position(|name| *name == field.name) else { continue };
        several |= first.is_some();
        if first.is_none_or(|(best, _)| rank < best) {
            first = Some((rank, field));
        }
    }
    let Some((rank, source)) = first else { return };
    // Before 1.35 the server takes image volumes out of the Pod, unless a gate is switched.
    if source.name == "image" && cx.minor < Minor(35) {
        return;
    }
    if several {
        others(cx, volume, rank, source);
    }
    deprecated(cx, source);
    if let Some(map) = Map::of(source.value) {
        one(cx, volume, source, map);
    }
}

/// Every source but the first is one too many.
fn others(cx: &mut Cx<'_>, volume: &Volume<'_>, rank: usize, first: Field<'_>) {
    for field in volume.map.fields().filter(|field| field.present().is_some()) {
        let is_other = ORDER.iter().position(|name| *name == field.name).is_some_and(|other| other != rank);
        if !is_other {
            continue;
        }
        let (name, known) = (field.name, first.name);
        let message =
            format!("a volume has one source, and `{known}` is there already; make `{name}` a volume of its own");
        let finding = Finding::error("volume-multiple-sources", field.key.span(), message)
            .with_related(first.key.span(), "the source that counts")
            .with_fix(reshape::remove(cx.desk, volume.map, field));
        cx.push(finding);
    }
}

fn deprecated(cx: &mut Cx<'_>, source: Field<'_>) {
    let known = DEPRECATED.iter().find(|(name, since, _)| *name == source.name && Minor(*since) <= cx.minor);
    let Some((name, _, words)) = known else { return };
    let finding = Finding::warning("deprecated-fields-and-volumes", source.key.span(), format!("`{name}` {words}"));
    cx.push(finding.with_tag(Tag::Deprecated));
}

fn one(cx: &mut Cx<'_>, volume: &Volume<'_>, source: Field<'_>, map: Map<'_>) {
    match source.name {
        "emptyDir" => size(cx, map),
        "hostPath" => host_path(cx, map),
        "secret" | "configMap" => files::keys(cx, map),
        "downwardAPI" => files::downward(cx, map),
        "projected" => projected::check(cx, map),
        "ephemeral" => claim::ephemeral(cx, volume, map),
        "image" if !volume.is_template => {
            say::demand(cx, map, source.key.span(), "reference", "an `image` volume needs the name of an image");
        }
        "gitRepo" => git(cx, map),
        "gcePersistentDisk" | "awsElasticBlockStore" => say::range(cx, "partition-invalid", map, "partition", 0, 255),
        "azureDisk" => disks::azure(cx, map),
        "cinder" => disks::secret_ref(cx, map),
        "storageos" => disks::storageos(cx, map),
        "flexVolume" => disks::flex(cx, map),
        "csi" => disks::csi(cx, map),
        "fc" => disks::fibre_channel(cx, source, map),
        "flocker" => disks::flocker(cx, source, map),
        "quobyte" => network::quobyte(cx, map),
        "nfs" => network::nfs(cx, map),
        "iscsi" => network::iscsi(cx, volume, source, map),
        _ => {}
    }
}

/// The limit of an `emptyDir` must not be below zero. O7.
fn size(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some(node) = map.get("sizeLimit") else { return };
    let Some(size) = quantity(node) else { return };
    if size.is_negative() {
        let positive = node.value().trim_start_matches('-');
        let message = format!("`sizeLimit` must not be below zero, as `{}` is", node.excerpt(40));
        say::wrong(cx, "size-limit-negative", node, || message, mend::say(node, positive, false));
    }
}

/// A path on the node must not lead upwards. O9.
fn host_path(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some(node) = map.get("path") else { return };
    if let Some(wrong) = map.text("path").and_then(path::no_backstep) {
        let fix = path::resolved(node.value()).and_then(|path| mend::say(node, &path, false));
        say::wrong(cx, "host-path-backstep", node, || format!("`{}` {wrong}", node.excerpt(60)), fix);
    }
}

/// A repository is cloned below the volume. O53.
fn git(cx: &mut Cx<'_>, map: Map<'_>) {
    let Some(node) = map.get("directory") else { return };
    if let Some(wrong) = map.text("directory").and_then(path::relative) {
        let fix = path::tamed(node.value()).and_then(|path| mend::say(node, &path, false));
        say::wrong(cx, "file-path-invalid", node, || format!("`{}` {wrong}", node.excerpt(60)), fix);
    }
}
