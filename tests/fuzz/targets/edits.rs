//! Feeds what libFuzzer makes to the law of the same name.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| podls_fuzz::edits(bytes));
