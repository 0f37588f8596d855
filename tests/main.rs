//! All integration tests: one binary.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes expectations with them")]
#![allow(
    clippy::expect_used,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops where it is surprised, says what it counted, and need not be fast"
)]

mod agreement;
mod cli;
#[path = "corpus.rs"]
mod corpus_files;
mod faults;
mod fixtures;
mod fuzzed;
mod ide;
#[path = "fuzz/laws/mod.rs"]
mod laws;
mod layers;
pub(crate) mod lsp;
mod material;
mod pages;
mod pod;
mod recorded;
mod rules;
mod schema;
mod security;
mod settings;
mod syntax;
mod templates;
mod torture;
mod validate;
