//! All integration tests: one binary.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it is surprised")]
#![expect(clippy::string_slice, reason = "a slice out of place is a surprise too")]

mod lsp;
