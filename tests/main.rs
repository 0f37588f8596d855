//! All integration tests: one binary.

mod schema;
