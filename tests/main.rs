//! All integration tests: one binary.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes expectations with them")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops where it is surprised"
)]

mod agreement;
mod cli;
#[path = "corpus.rs"]
mod corpus_files;
mod fixtures;
mod ide;
mod layers;
mod lsp;
mod material;
mod schema;
mod syntax;
mod validate;
