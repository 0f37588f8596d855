//! Template containers: what there is to put into a Pod, and how it is wired in.
//!
//! A template is a YAML file with these keys:
//! - `id`: its name, lower case with dashes; also the wish for the name of the container.
//! - `title`: what it does, in a few words. `purpose`: the same in a few sentences.
//! - `group`: `init` (runs once) or `sidecar` (runs beside the app; native where the version knows it).
//! - `order`: where it stands among the init containers: `first` (others may need it), `early` (behind the
//!   sidecars that begin the list; the rule for sidecars), `late` (at the end; the rule for the others).
//! - `exception`: why it cannot meet the Pod Security level `restricted`; written as a comment.
//! - `choose`: place to type at -> what is to be chosen there; the other places have values that work.
//! - `container`: the container, without `restartPolicy`. Its port names, port numbers and name are wishes.
//! - `volumes`: volumes it brings. With `take: [persistentVolumeClaim, …]`, a volume of such a source that the
//!   app mounts already takes the place of the new one.
//! - `app`: `volumeMounts` and `env` for the app container.
//! - `copy`: fields of the app container that it takes over, such as `env`.
//!
//! Texts hold marks: see `marks`. Facts: `port.NAME` (the number that its port NAME got), `app.port`,
//! `app.image`, `app.name`, `app.user`, `app.path` (where the app mounts the first volume).
//!
//! Knows no editor and reads no file: who has templates of their own hands over texts.

mod around;
mod builtin;
mod fit;
mod insert;
mod item;
mod marks;
mod read;
mod tree;

pub use around::Site;
pub use fit::NATIVE;
pub use insert::{Inserted, Stop, insert};
pub use item::{Item, Slot, items, slot};

use tree::Tree;

/// A container to put into a Pod.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    /// Its name: `wait-for-service`.
    pub id: String,
    /// What it does, in a few words.
    pub title: String,
    /// What it does, in a few sentences.
    pub purpose: String,
    /// What kind of container it is.
    pub group: Group,
    /// Why it cannot meet the Pod Security level `restricted`, if it cannot.
    pub exception: Option<String>,
    order: Order,
    choose: Vec<(u32, String)>,
    container: Tree,
    volumes: Vec<Volume>,
    mounts: Vec<Tree>,
    env: Vec<Tree>,
    copy: Vec<String>,
}

/// What kind of container a template is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Runs once, before the app.
    Init,
    /// Runs beside the app.
    Sidecar,
}

impl Group {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Group::Init => "init container",
            Group::Sidecar => "sidecar",
        }
    }
}

/// Where a template stands among the init containers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    First,
    Early,
    Late,
}

/// A volume that a template brings, or finds.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Volume {
    name: String,
    source: Tree,
    /// Sources of which a volume of the app takes its place.
    take: Vec<String>,
}

/// The templates that come with podls, init containers first.
pub fn builtin() -> &'static [Template] {
    &builtin::TEMPLATES
}

/// The template that `text` describes, and what is wrong with it; only a template without fault is one.
pub fn read(text: &str) -> (Option<Template>, Vec<String>) {
    read::read(text)
}
