//! The Kubernetes objects of a document: the document itself, or the items of a `List`.
//! Knows apiVersion and kind; looks no further than the Pod template.

use super::map::Map;
use crate::schema::{Workload, is_list, workload_of_kind};
use crate::syntax::{Document, Node, Scalar};
use crate::text::Span;

/// A mapping that is, or means to be, a Kubernetes object.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    /// The whole object.
    pub map: Map<'a>,
    /// What its apiVersion says; empty if it says nothing.
    pub api_version: &'a str,
    /// What its kind says; empty if it says nothing.
    pub kind: &'a str,
    /// What its kind is, if it holds a Pod; whatever its apiVersion.
    pub workload: Option<&'static Workload>,
    /// Where it stands.
    pub place: Place,
}

/// Where an object stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// It is the document.
    Document,
    /// It is an item of a `List`.
    Item,
}

impl<'a> Object<'a> {
    fn new(map: Map<'a>, place: Place) -> Self {
        let written = |node: &Node<'_>| node.kind().is_scalar() && node.scalar() != Some(Scalar::Null);
        let text = |name| map.get(name).filter(written).map_or("", Node::value);
        let kind = text("kind");
        Self { map, api_version: text("apiVersion"), kind, workload: workload_of_kind(kind), place }
    }

    /// An item of a `List` as an object, if it is one.
    pub fn item(map: Map<'a>) -> Option<Self> {
        let object = Self::new(map, Place::Item);
        (!object.kind.is_empty() || !object.api_version.is_empty()).then_some(object)
    }

    /// Whether it holds a Pod of the current API, so that it can be judged field by field.
    pub fn is_current_workload(&self) -> bool {
        self.workload.is_some_and(|workload| workload.api_version == self.api_version)
    }

    /// Where to point for something that is wrong with, or missing from, the object as a whole:
    /// its kind, or what comes first.
    pub fn head(&self) -> Span {
        let entry =
            self.map.field("kind").or_else(|| self.map.field("apiVersion")).or_else(|| self.map.fields().next());
        entry.map_or_else(|| self.map.node().span(), |field| field.key.span().join(field.written.span()))
    }

    /// The mapping that holds the `metadata` and `spec` of the Pod: the object itself, or its template.
    pub fn template(&self) -> Option<Map<'a>> {
        self.workload?.template.iter().try_fold(self.map, |map, name| map.map(name))
    }

    /// The `PodSpec`.
    pub fn pod_spec(&self) -> Option<Map<'a>> {
        self.template()?.map("spec")
    }
}

/// The objects of a document that begins at `origin`: mappings with a kind or an apiVersion, those
/// in a `List` one by one (the list itself is not among them).
pub fn objects(document: &Document, origin: u32) -> Vec<Object<'_>> {
    let mut found = Vec::new();
    if let Some(map) = document.root(origin).and_then(Map::of) {
        add(map, Place::Document, &mut found);
    }
    found
}

fn add<'a>(map: Map<'a>, place: Place, found: &mut Vec<Object<'a>>) {
    let object = Object::new(map, place);
    if object.kind.is_empty() && object.api_version.is_empty() {
        return;
    }
    if is_list(object.kind) && place == Place::Document {
        for (_, item) in map.maps("items") {
            add(item, Place::Item, found);
        }
        return;
    }
    found.push(object);
}
