//! What a user can choose, as one plain struct. Knows nothing of where it was read from:
//! the doors turn flags, editor settings or files into it.

mod file;

pub use file::{Chosen, Config, NAMES, Override, read};

use crate::rules::Choices;
use crate::schema::Minor;
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
}
