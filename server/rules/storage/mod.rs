//! Rules about volumes and who mounts them.

pub(super) mod log_path;
pub(super) mod memory;
mod mounts;
pub(super) mod no_writer;
pub(super) mod owner;
pub(super) mod shadowed;
pub(super) mod single;
pub(super) mod sub_path;
pub(super) mod unused;
