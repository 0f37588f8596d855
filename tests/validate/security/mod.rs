//! What is said of security contexts.

mod fixes;
mod identity;
mod sysctls;
mod windows;
