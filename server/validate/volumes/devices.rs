//! Raw block devices of containers. Facts B16-B24, B5, B6.

use super::mounts::{Uses, names};
use super::{Volumes, say};
use crate::finding::Finding;
use crate::pod::value::path;
use crate::syntax::Node;
use crate::validate::Cx;
use crate::validate::placeholder::is_placeholder;
use crate::validate::seen::Seen;

/// Every device is a claim, each once, at a path of its own.
pub(super) fn check<'a>(cx: &mut Cx<'_>, devices: &Uses<'a>, volumes: &Volumes<'_>) {
    names(cx, devices, volumes);
    let (mut seen_names, mut seen_paths): (Seen<'a>, Seen<'a>) = Default::default();
    for (name, path) in devices {
        if let Some((name, node)) = *name {
            if let Some(first) = seen_names.before(name, node) {
                let message = format!("`{name}` is a device of this container already; remove one");
                twice(cx, "device-name-duplicate", node, message, first);
            }
            if volumes.find(name) == Some(false) {
                let message =
                    || format!("`{name}` cannot be a device: only a `persistentVolumeClaim` or `ephemeral` volume can");
                say::wrong(cx, "device-volume-not-block", node, message, None);
            }
        }
        let Some((path, node)) = *path else { continue };
        if let Some(wrong) = path::no_backstep(path) {
            say::wrong(cx, "device-path-backstep", node, || format!("`{path}` {wrong}"), None);
        } else if let Some(first) = seen_paths.before(path, node) {
            let message = format!("there is a device at `{path}` already; give this one another path");
            twice(cx, "device-path-duplicate", node, message, first);
        }
    }
}

/// No volume and no path is a mount and a device. The server keeps one path for each name, the last.
pub(super) fn clashes(cx: &mut Cx<'_>, mounts: &Uses<'_>, devices: &Uses<'_>) {
    for (at, (mount_name, mount_path)) in mounts.iter().enumerate() {
        for (index, (device_name, device_path)) in devices.iter().enumerate() {
            if let Some(((name, mount), (_, device))) = same(*mount_name, *device_name) {
                let message =
                    format!("the volume `{name}` is mounted and a device in one container; it can only be one");
                twice(cx, "mount-and-device", mount, message.clone(), device);
                twice(cx, "mount-and-device", device, message, mount);
                continue;
            }
            let Some(((path, mount), (_, device))) = same(*mount_path, *device_path) else { continue };
            let message = format!("`{path}` is the path of a mount and of a device in one container; change one");
            if is_last(devices, index) {
                twice(cx, "mount-path-is-device", mount, message.clone(), device);
            }
            if is_last(mounts, at) {
                twice(cx, "mount-path-is-device", device, message, mount);
            }
        }
    }
}

type Named<'a> = (&'a str, Node<'a>);

fn same<'a>(one: Option<Named<'a>>, other: Option<Named<'a>>) -> Option<(Named<'a>, Named<'a>)> {
    one.zip(other).filter(|((one, node), (other, _))| one == other && !is_placeholder(*node))
}

/// Whether no later use has the same name.
fn is_last(uses: &Uses<'_>, index: usize) -> bool {
    let name = uses.get(index).and_then(|(name, _)| name.map(|(name, _)| name));
    uses.iter().skip(index + 1).all(|(later, _)| later.map(|(later, _)| later) != name)
}

fn twice(cx: &mut Cx<'_>, code: &'static str, node: Node<'_>, message: String, other: Node<'_>) {
    if !is_placeholder(node) {
        cx.push(Finding::error(code, node.span(), message).with_related(other.span(), "the other place"));
    }
}
