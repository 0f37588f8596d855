//! Raw block devices of containers. Facts B16-B24, B5, B6.

use super::mounts::{Said, Use, names};
use super::{Volumes, say};
use crate::finding::Finding;
use crate::pod::Map;
use crate::pod::value::path;
use crate::syntax::Node;
use crate::validate::placeholder::is_placeholder;
use crate::validate::seen::Seen;
use crate::validate::{Cx, reshape};

/// A list of a container, and how an item of it is taken away.
type Kind = (&'static str, &'static str);

const MOUNT: Kind = ("volumeMounts", "Remove this mount");
const DEVICE: Kind = ("volumeDevices", "Remove this device");

/// Every device is a claim, each once, at a path of its own.
pub(super) fn check<'a>(cx: &mut Cx<'_>, container: Map<'a>, devices: &[Use<'a>], volumes: &Volumes<'_>) {
    names(cx, devices, volumes, None);
    let (mut seen_names, mut seen_paths): (Seen<'a>, Seen<'a>) = Default::default();
    for Use { index, name, path } in devices {
        let this = (container, DEVICE, *index);
        if let Some((name, node)) = *name {
            if let Some(first) = seen_names.before(name, node) {
                let message = format!("`{name}` is a device of this container already; remove one");
                twice(cx, "device-name-duplicate", node, message, first, this);
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
            twice(cx, "device-path-duplicate", node, message, first, this);
        }
    }
}

/// No volume and no path is a mount and a device. The server keeps one path for each name, the last.
pub(super) fn clashes(cx: &mut Cx<'_>, container: Map<'_>, mounts: &[Use<'_>], devices: &[Use<'_>]) {
    for (at, mounted) in mounts.iter().enumerate() {
        for (index, used) in devices.iter().enumerate() {
            let (a_mount, a_device) = ((container, MOUNT, mounted.index), (container, DEVICE, used.index));
            if let Some(((name, mount), (_, device))) = same(mounted.name, used.name) {
                let message =
                    format!("the volume `{name}` is mounted and a device in one container; it can only be one");
                twice(cx, "mount-and-device", mount, message.clone(), device, a_mount);
                twice(cx, "mount-and-device", device, message, mount, a_device);
                continue;
            }
            let Some(((path, mount), (_, device))) = same(mounted.path, used.path) else { continue };
            let message = format!("`{path}` is the path of a mount and of a device in one container; change one");
            if is_last(devices, index) {
                twice(cx, "mount-path-is-device", mount, message.clone(), device, a_mount);
            }
            if is_last(mounts, at) {
                twice(cx, "mount-path-is-device", device, message, mount, a_device);
            }
        }
    }
}

fn same<'a>(one: Option<Said<'a>>, other: Option<Said<'a>>) -> Option<(Said<'a>, Said<'a>)> {
    one.zip(other).filter(|((one, node), (other, _))| one == other && !is_placeholder(*node))
}

/// Whether no later use has the same name.
fn is_last(uses: &[Use<'_>], index: usize) -> bool {
    let name = uses.get(index).and_then(|one| one.name).map(|(name, _)| name);
    uses.iter().skip(index + 1).all(|later| later.name.map(|(later, _)| later) != name)
}

fn twice(
    cx: &mut Cx<'_>,
    code: &'static str,
    node: Node<'_>,
    message: String,
    other: Node<'_>,
    (container, (list, title), index): (Map<'_>, Kind, usize),
) {
    if !is_placeholder(node) {
        let fix = reshape::remove_item(cx.desk, container, list, index, title);
        cx.push(Finding::error(code, node.span(), message).with_related(other.span(), "the other place").with_fix(fix));
    }
}
