//! Rules about volumes and who mounts them.

pub(super) mod unused;
