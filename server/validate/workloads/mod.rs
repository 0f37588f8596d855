//! The wrappers of Pods: selectors, strategies, completion, schedules.

use super::Cx;
use crate::pod::Object;

/// Judges the area for one object.
pub(super) fn check(_cx: &mut Cx<'_>, _object: &Object<'_>) {}
