//! What a user can choose, as one plain struct. Knows nothing of where it was read from:
//! the doors turn flags, editor settings or files into it.

mod file;

pub use file::{Below, Chosen, Config, NAMES, Override, read};

use crate::rules::Choices;
use std::sync::Arc;

use crate::schema::Minor;
use crate::templates::Template;
use crate::validate::pss::Level;

/// The choices in force for a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// The Kubernetes version to judge by; the newest known by default.
    pub kubernetes: Minor,
    /// The Pod Security level that Pods are meant to meet, if they are.
    pub pod_security: Option<Level>,
    /// Which advice is given, and how loud everything is.
    pub choices: Choices,
    /// Template containers of the user, beside those that come with podls.
    pub templates: Arc<[Template]>,
    /// What an editor shows between the lines without being asked.
    pub hints: Hints,
    /// Another server tells in the same editor what a schema of the fields tells: this one holds that back.
    pub holds_back: bool,
}

/// The kinds of hints, each on or off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a list of independent switches is what this is")]
pub struct Hints {
    /// The role of a container and its turn at the start.
    pub roles: bool,
    /// What the Pod asks for, and its quality of service.
    pub resources: bool,
    /// How patient probes are.
    pub probes: bool,
    /// Quantities that are not plain as written.
    pub quantities: bool,
    /// Cron schedules in words.
    pub schedules: bool,
    /// kubectl commands above containers, for clients that can type them into a terminal.
    pub commands: bool,
}

impl Hints {
    /// All on, or all off.
    pub fn all(on: bool) -> Self {
        Self { roles: on, resources: on, probes: on, quantities: on, schedules: on, commands: on }
    }
}

impl Default for Hints {
    fn default() -> Self {
        Self::all(true)
    }
}
