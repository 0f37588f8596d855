//! All integration tests: one binary.

mod fixtures;
mod syntax;
