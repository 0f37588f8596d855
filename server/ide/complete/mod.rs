//! What could be typed at a place.

use super::{Completion, Snapshot};
use crate::settings::Settings;

/// What could be typed at `offset`.
pub fn complete(_snapshot: &Snapshot, _settings: &Settings, _offset: u32) -> Vec<Completion> {
    Vec::new()
}
