//! podls: a language server and checker for Kubernetes Pod YAML.
//!
//! The modules in reading order, which is the order of the layers: each uses only those above it,
//! and the two doors at the end do not know each other.

pub mod text;

pub mod finding;

pub mod syntax;

pub mod schema;

pub mod pod;

pub mod validate;

pub mod rules;
pub mod templates;

pub mod settings;

pub mod ide;

#[cfg(feature = "disk")]
pub mod disk;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "lsp")]
pub mod lsp;
