//! A Pod: its containers with their roles, in the order in which they start.
//! Reads names and roles only; other fields are read where they matter.

use super::map::{Map, text};
use super::object::Object;
use crate::schema::Minor;
use crate::syntax::Node;
use crate::text::Span;

/// What a container is for, by where it stands and how it restarts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// Runs once, before the ones after it.
    Init,
    /// An init container with `restartPolicy: Always`: starts in its turn and stays.
    NativeSidecar,
    /// The only regular container, or the first of several.
    App,
    /// A regular container next to the app.
    PlainSidecar,
    /// Put into a running Pod for debugging.
    Ephemeral,
}

impl Role {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Init => "init container",
            Role::NativeSidecar => "native sidecar",
            Role::App => "app container",
            Role::PlainSidecar => "sidecar",
            Role::Ephemeral => "ephemeral container",
        }
    }

    /// The field of the `PodSpec` it stands in.
    pub fn list(self) -> &'static str {
        match self {
            Role::Init | Role::NativeSidecar => "initContainers",
            Role::App | Role::PlainSidecar => "containers",
            Role::Ephemeral => "ephemeralContainers",
        }
    }

    /// Whether it must end before the Pod goes on.
    pub fn ends(self) -> bool {
        self == Role::Init
    }
}

/// One container of a Pod.
#[derive(Clone, Copy, Debug)]
pub struct Container<'a> {
    /// All of it.
    pub map: Map<'a>,
    /// What it is for.
    pub role: Role,
    /// Its position in its list.
    pub index: usize,
    /// Its name, if it has one.
    pub name: Option<Node<'a>>,
}

impl<'a> Container<'a> {
    /// Its name; empty if it has none.
    pub fn name(&self) -> &'a str {
        self.name.and_then(text).unwrap_or_default()
    }

    /// Where to point for something that is wrong with, or missing from, the container as a whole:
    /// its name, or its first field.
    pub fn head(&self) -> Span {
        let first = self.map.fields().next().map(|field| field.key.span());
        self.name.map(Node::span).filter(|span| !span.is_empty()).or(first).unwrap_or_else(|| self.map.node().span())
    }
}

/// A Pod: one that is an object itself, or the template of a workload.
#[derive(Clone, Debug)]
pub struct Pod<'a> {
    /// Its `spec`.
    pub spec: Map<'a>,
    /// Its `metadata`, if it has any.
    pub metadata: Option<Map<'a>>,
    /// Init containers, then regular ones, then ephemeral ones, each in their order.
    pub containers: Vec<Container<'a>>,
}

/// The Pod of `object`, if it has one with a `spec`. Before 1.28 there are no native sidecars.
pub fn pod<'a>(object: &Object<'a>, minor: Minor) -> Option<Pod<'a>> {
    let template = object.template()?;
    let spec = template.map("spec")?;
    let mut containers = Vec::new();
    for (index, map) in spec.maps("initContainers") {
        let native = minor >= Minor(28) && map.text("restartPolicy") == Some("Always");
        let role = if native { Role::NativeSidecar } else { Role::Init };
        containers.push(Container { map, role, index, name: map.get("name") });
    }
    for (index, map) in spec.maps("containers") {
        let role = if index == 0 { Role::App } else { Role::PlainSidecar };
        containers.push(Container { map, role, index, name: map.get("name") });
    }
    for (index, map) in spec.maps("ephemeralContainers") {
        containers.push(Container { map, role: Role::Ephemeral, index, name: map.get("name") });
    }
    Some(Pod { spec, metadata: template.map("metadata"), containers })
}
