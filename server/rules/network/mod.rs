//! Rules about ports: the containers of a Pod share one network.

pub(super) mod host_port;
pub(super) mod local_port;
pub(super) mod port;
pub(super) mod probe_other;
pub(super) mod probe_port;
mod probes;
