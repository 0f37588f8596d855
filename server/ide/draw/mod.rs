//! A Pod as a picture: what it shows ([`Picture`]) and the forms it takes (text, SVG, Mermaid).
//! Knows nothing of who looks at it. A picture shows what is written, be it right or wrong.

mod mermaid;
mod model;
mod svg;
mod text;
mod words;
pub mod xml;

pub use mermaid::mermaid;
pub use svg::{Theme, svg};
pub use text::{Line, Tone, text};

use super::Snapshot;
use crate::pod::Role;
use crate::pod::effective::Gate;
use crate::settings::Settings;
use crate::text::Span;

/// What a picture of a Pod shows. All texts are free of control characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The object in the text.
    pub span: Span,
    /// Its kind: `Pod`, `Deployment`.
    pub kind: String,
    /// Its name; empty if it has none.
    pub name: String,
    /// Its containers: init containers and native sidecars, then regular ones, then ephemeral ones.
    pub members: Vec<Member>,
    /// What the steps of its start wait for: one gate for each of the first members.
    pub gates: Vec<Gate>,
    /// Volumes in their order; behind them those that are mounted and not defined.
    pub volumes: Vec<Volume>,
    /// The containers use the network of the node.
    pub host_network: bool,
    /// Seconds that all containers have to stop.
    pub grace: i64,
    /// It is done when its regular containers have ended.
    pub completes: bool,
    /// What the scheduler sets aside for it: `cpu 70m`, `memory 96Mi`.
    pub requests: Vec<String>,
    /// Its quality of service, if that can be told.
    pub qos: Option<&'static str>,
}

/// A container of a [`Picture`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Its name, or its place in its list.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Its image; may be empty.
    pub image: String,
    /// The probes it has, by field name.
    pub probes: Vec<&'static str>,
    /// Its ports.
    pub ports: Vec<Port>,
}

/// A port of a [`Member`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Port {
    /// The number, with the protocol if that is not TCP: `8080`, `53/UDP`.
    pub number: String,
    /// Its name; may be empty.
    pub name: String,
    /// The port of the node it is bound to; may be empty.
    pub host: String,
}

/// A volume of a [`Picture`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Volume {
    /// Its name.
    pub name: String,
    /// What it is: `emptyDir`, `configMap web`.
    pub source: String,
    /// Some container mounts it, and nothing defines it.
    pub is_unknown: bool,
    /// Who mounts it, in the order of the members.
    pub mounts: Vec<Mount>,
}

/// A mount of a [`Volume`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mount {
    /// The index of the member.
    pub member: usize,
    /// Where in the container.
    pub path: String,
    /// It cannot be written there.
    pub read_only: bool,
}

/// The pictures of all Pods of the text, in text order.
pub fn pictures(snapshot: &Snapshot, settings: &Settings) -> Vec<Picture> {
    model::pictures(snapshot, settings.kubernetes)
}

/// The picture of the Pod at `offset`: of the object there, or else of the nearest before it, or else
/// of the first one.
pub fn draw(snapshot: &Snapshot, settings: &Settings, offset: u32) -> Option<Picture> {
    let mut pictures = pictures(snapshot, settings);
    let at = pictures.iter().rposition(|picture| picture.span.start <= offset).unwrap_or(0);
    (at < pictures.len()).then(|| pictures.swap_remove(at))
}

impl Picture {
    /// `Deployment web`
    pub fn title(&self) -> String {
        format!("{} {}", self.kind, self.name).trim_end().to_owned()
    }

    /// The indices of the native sidecars, in the order in which they start.
    fn sidecars(&self) -> impl Iterator<Item = usize> + '_ {
        self.with(|role| role == Role::NativeSidecar)
    }

    /// The indices of the regular containers.
    fn regular(&self) -> impl Iterator<Item = usize> + '_ {
        self.with(|role| matches!(role, Role::App | Role::PlainSidecar))
    }

    fn with(&self, wanted: impl Fn(Role) -> bool) -> impl Iterator<Item = usize> {
        self.members.iter().enumerate().filter(move |(_, member)| wanted(member.role)).map(|(index, _)| index)
    }

    fn name_of(&self, member: usize) -> &str {
        self.members.get(member).map_or("", |member| &member.name)
    }
}

impl Port {
    /// `8080 http`, `53/UDP dns · node 53`
    fn label(&self) -> String {
        let mut label = self.number.clone();
        if !self.name.is_empty() {
            label = format!("{label} {}", self.name);
        }
        if !self.host.is_empty() {
            label = format!("{label} · node {}", self.host);
        }
        label
    }
}

impl Mount {
    /// `ro` or `rw`
    fn access(&self) -> &'static str {
        if self.read_only { "ro" } else { "rw" }
    }
}
