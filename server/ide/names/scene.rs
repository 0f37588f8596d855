//! The objects of a text sorted into those that hold a Pod and the others, and all names in them.

use super::index::{Spot, Spots};
use super::{labels, objects, pod as inside};
use crate::ide::Snapshot;
use crate::pod::{Map, Object, Pod, objects as objects_of, pod};
use crate::schema::Minor;

/// An object that holds a Pod.
#[derive(Clone, Debug)]
pub(super) struct PodOf<'a> {
    pub(super) object: Object<'a>,
    pub(super) pod: Pod<'a>,
    /// Where its `PodSpec` begins.
    pub(super) at: u32,
    pub(super) space: &'a str,
    pub(super) labels: Option<Map<'a>>,
}

impl PodOf<'_> {
    /// Whether it is a Pod itself.
    pub(super) fn is_bare(&self) -> bool {
        self.object.workload.is_some_and(|workload| workload.template.is_empty())
    }
}

/// All objects that names are looked for in.
#[derive(Debug, Default)]
pub(super) struct Scene<'a> {
    pub(super) pods: Vec<PodOf<'a>>,
    pub(super) others: Vec<Object<'a>>,
}

impl<'a> Scene<'a> {
    /// The scene of a whole text.
    pub(super) fn whole(snapshot: &'a Snapshot, minor: Minor) -> Self {
        let documents = snapshot.syntax().documents();
        Self::of(documents.flat_map(|(origin, document)| objects_of(document, origin)), minor)
    }

    /// The scene of these objects.
    pub(super) fn of(objects: impl Iterator<Item = Object<'a>>, minor: Minor) -> Self {
        let mut scene = Self::default();
        for object in objects {
            let holder = crate::ide::place::workload(&object, minor).and_then(|_| pod(&object, minor));
            let Some(pod) = holder else {
                scene.others.push(object);
                continue;
            };
            let labels = pod.metadata.and_then(|metadata| metadata.map("labels"));
            let at = pod.spec.node().start();
            scene.pods.push(PodOf { object, pod, at, space: space(&object), labels });
        }
        scene
    }

    /// All places of all names.
    pub(super) fn spots(&self) -> Vec<Spot<'a>> {
        let mut spots = Spots::default();
        let finder = labels::Finder::new(&self.pods);
        for pod in &self.pods {
            inside::names(&pod.pod, &mut spots);
        }
        labels::names(self, &finder, &mut spots);
        objects::names(self, &finder, &mut spots);
        spots.all
    }
}

/// The namespace of an object; empty for the default one.
pub(super) fn space<'a>(object: &Object<'a>) -> &'a str {
    named_space(object.map.map("metadata"))
}

/// The namespace that `holder` names; empty for the default one.
pub(super) fn named_space(holder: Option<Map<'_>>) -> &str {
    holder.and_then(|holder| holder.text("namespace")).filter(|space| *space != "default").unwrap_or_default()
}
