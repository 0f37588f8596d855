//! Metadata of objects and templates: names, labels, annotations, owners.

use super::Cx;
use crate::pod::Object;

/// Judges the area for one object.
pub(super) fn check(_cx: &mut Cx<'_>, _object: &Object<'_>) {}
