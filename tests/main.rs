//! All integration tests: one binary.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes expectations with them")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops where it is surprised"
)]

mod cli;
mod fixtures;
mod ide;
mod layers;
mod lsp;
mod pages;
mod schema;
mod syntax;
mod validate;
