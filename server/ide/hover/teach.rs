//! All there is to tell of a container or an object: its story, what it asks for, how to reach it.

use super::{Cx, commands, order, pages};
use crate::ide::kubectl::{self, Kubectl};
use crate::ide::words::{patience, resources};
use crate::pod::effective::Probes;
use crate::pod::{Container, Pod, Role};

/// A container: role, start and end, probes, resources, commands.
pub(super) fn container(cx: &Cx<'_, '_>, container: &Container<'_>, pod: &Pod<'_>) -> String {
    let object = &cx.place.object;
    let mut parts = vec![order::teach(container, pod, object)];
    let probes = patience::summary(&Probes::of(container));
    if !probes.is_empty() {
        parts.push(probes);
    }
    if container.role != Role::Ephemeral {
        parts.push(resources::of_container(container));
    }
    let kubectl = Kubectl::new(object, pod, cx.occasion.file, cx.minor);
    parts.push(commands::block(&kubectl::of_container(&kubectl, container)));
    parts.join("\n\n")
}

/// An object: what its Pod asks for, commands, the page about its kind.
pub(super) fn object(cx: &Cx<'_, '_>, pod: &Pod<'_>) -> String {
    let object = &cx.place.object;
    let mut parts = Vec::new();
    if !pod.containers.is_empty() {
        parts.push(resources::of_pod(pod, cx.minor));
    }
    let kubectl = Kubectl::new(object, pod, cx.occasion.file, cx.minor);
    parts.push(commands::block(&kubectl::of_object(&kubectl, pod)));
    parts.extend(pages::of_kind(object.kind));
    parts.join("\n\n")
}
