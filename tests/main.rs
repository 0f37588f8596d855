//! All integration tests: one binary.

mod fixtures;
mod schema;
mod syntax;
