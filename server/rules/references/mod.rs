//! Rules about names that lead to something else in the object.

pub(super) mod default_container;
pub(super) mod missing_default;
pub(super) mod resource_field;
