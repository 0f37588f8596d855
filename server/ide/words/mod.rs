//! What hover and hints say of amounts, probes and resources, in the same words. Knows no place in a text.

pub(super) mod amount;
pub(super) mod patience;
pub(super) mod resources;
