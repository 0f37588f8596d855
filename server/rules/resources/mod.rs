//! Rules about what the containers of a Pod ask for together.

pub(super) mod guaranteed;
pub(super) mod init_dominates;
