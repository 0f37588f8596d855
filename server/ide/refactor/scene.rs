//! What a refactoring sees: the Pod around a place, the container if it is in one, and the ways there.

use super::bench::Bench;
use crate::ide::Snapshot;
use crate::ide::place::{Place, Step as Down};
use crate::pod::{Container, Map, Object, Pod, Role, pod};
use crate::schema::{Minor, is_list};
use crate::settings::Settings;
use crate::syntax::Step;
use crate::syntax::{Document, Node};

/// The surroundings of a place in a workload.
pub(super) struct Scene<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) settings: &'a Settings,
    pub(super) minor: Minor,
    /// Where the document begins.
    pub(super) origin: u32,
    pub(super) object: Object<'a>,
    pub(super) pod: Pod<'a>,
    /// From the root of the document to the object.
    pub(super) base: Vec<Step<'static>>,
    /// From the root of the document to the `PodSpec`.
    pub(super) spec: Vec<Step<'static>>,
    /// From the object to the place.
    steps: Vec<Down<'a>>,
    /// The container around the place, by its list and index.
    seat: Option<(&'static str, usize)>,
}

impl<'a> Scene<'a> {
    /// The scene of `offset`, if a Pod that can be edited is around it.
    pub(super) fn at(snapshot: &'a Snapshot, settings: &'a Settings, offset: u32) -> Option<Self> {
        let minor = settings.kubernetes;
        let (origin, document) = snapshot.syntax().document_at(offset)?;
        // Lines that are not understood cannot be moved along.
        if document.faults() > 0 {
            return None;
        }
        let place = Place::of(snapshot, minor, offset)?;
        let workload = place.workload?;
        let object = place.object;
        let root = document.root(origin)?;
        let mut base = Vec::new();
        if is_list(Map::of(root)?.text("kind").unwrap_or_default()) {
            let start = object.map.node().start();
            let index = root.get("items")?.items().position(|item| item.start() == start)?;
            base.extend([Step::Key("items"), Step::Index(index)]);
        }
        let pod = pod(&object, minor)?;
        let template = workload.template.iter().chain(["spec"].iter()).map(|name| Step::Key(name));
        let spec: Vec<Step<'static>> = base.iter().copied().chain(template).collect();
        // What an alias leads to stands elsewhere.
        if root.at_path(&spec)?.start() != pod.spec.node().start() {
            return None;
        }
        let seat = place.container().map(|seat| (seat.list, seat.index));
        Some(Self { snapshot, settings, minor, origin, object, pod, base, spec, steps: place.steps, seat })
    }

    pub(super) fn document(&self) -> &'a Document {
        self.object.map.node().document()
    }

    /// Whether a comment may stand in the container around the place, or, outside of one, in the `PodSpec`.
    pub(super) fn has_own_comments(&self) -> bool {
        let map = self.container().map_or(self.pod.spec, |container| container.map);
        self.snapshot.text().slice(map.node().span()).contains('#')
    }

    pub(super) fn bench(&self) -> Bench {
        Bench::new(self.snapshot, self.origin)
    }

    /// The container around the place.
    pub(super) fn container(&self) -> Option<Container<'a>> {
        let (list, index) = self.seat?;
        self.pod.containers.iter().find(|container| is_in(container, list) && container.index == index).copied()
    }

    /// Whether the place is inside the `PodSpec`.
    pub(super) fn is_in_spec(&self) -> bool {
        self.steps.iter().any(|step| step.is_in("PodSpec"))
    }

    /// Whether the place is in front of the inside of the object: its kind, its metadata, the key `spec`.
    pub(super) fn is_at_head(&self) -> bool {
        self.steps.first().is_none_or(|step| step.on_key || step.name() != "spec")
    }

    /// Whether the place is in the value of the field `name` of something around it.
    pub(super) fn is_in_field(&self, name: &str) -> bool {
        self.steps.iter().any(|step| step.name() == name)
    }

    /// The item of the list `name` around the place.
    pub(super) fn item_of(&self, name: &str) -> Option<Map<'a>> {
        let at = self.steps.iter().position(|step| step.name() == name)?;
        Map::of(self.steps.get(at + 1).filter(|step| step.key.is_none())?.value)
    }

    /// The way to a container.
    pub(super) fn path(&self, container: &Container<'_>) -> Vec<Step<'static>> {
        let mut path = self.spec.clone();
        path.extend([Step::Key(container.role.list()), Step::Index(container.index)]);
        path
    }

    /// The number of containers in the list.
    pub(super) fn count(&self, list: &str) -> usize {
        self.pod.containers.iter().filter(|container| is_in(container, list)).count()
    }

    /// Containers that people write into manifests.
    pub(super) fn own_containers(&self) -> impl Iterator<Item = &Container<'a>> {
        self.pod.containers.iter().filter(|container| container.role != Role::Ephemeral)
    }

    /// Whether the Pod is meant to end.
    pub(super) fn ends(&self) -> bool {
        matches!(self.object.kind, "Job" | "CronJob")
    }

    /// `name`, or `name-2` and so on, whichever is free among `taken`.
    pub(super) fn free(name: &str, taken: &[&str]) -> String {
        if !taken.contains(&name) {
            return name.to_owned();
        }
        let mut number = 2_usize;
        while taken.contains(&format!("{name}-{number}").as_str()) {
            number += 1;
        }
        format!("{name}-{number}")
    }

    /// The names of all volumes, those of claim templates too.
    pub(super) fn volume_names(&self) -> Vec<&'a str> {
        let templates = self.object.map.map("spec").into_iter().flat_map(|spec| spec.maps("volumeClaimTemplates"));
        let templates =
            templates.filter_map(|(_, claim)| claim.map("metadata").and_then(|metadata| metadata.text("name")));
        let mounts = self.pod.containers.iter().flat_map(|container| container.map.maps("volumeMounts"));
        let mounts = mounts.filter_map(|(_, mount)| mount.text("name"));
        self.pod
            .spec
            .maps("volumes")
            .filter_map(|(_, volume)| volume.text("name"))
            .chain(templates)
            .chain(mounts)
            .collect()
    }

    /// A path that no mount of `container` has.
    pub(super) fn free_path(container: &Container<'_>, wanted: &str) -> String {
        let taken: Vec<&str> =
            container.map.maps("volumeMounts").filter_map(|(_, mount)| mount.text("mountPath")).collect();
        Self::free(wanted, &taken)
    }

    /// The node at `path` as the text stands.
    pub(super) fn node(&self, path: &[Step<'_>]) -> Option<Node<'a>> {
        self.document().root(self.origin)?.at_path(path)
    }
}

/// Whether `container` stands in the list `list`.
pub(super) fn is_in(container: &Container<'_>, list: &str) -> bool {
    container.role.list() == list
}

/// What a container is called in a title.
pub(super) fn called(container: &Container<'_>) -> String {
    match container.name() {
        "" => "this container".to_owned(),
        name => format!("`{name}`"),
    }
}
