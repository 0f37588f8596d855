//! Rules about when containers start and end, and who waits for whom.

mod helpers;
pub(super) mod init_app;
pub(super) mod init_deadline;
pub(super) mod init_ends;
pub(super) mod init_sidecar;
pub(super) mod job_ends;
pub(super) mod native_exits;
pub(super) mod order_hack;
pub(super) mod prestop;
pub(super) mod readiness;
pub(super) mod should_be_native;
pub(super) mod sidecar_probe;
mod waits;
