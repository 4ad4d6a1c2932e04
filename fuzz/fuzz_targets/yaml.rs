//! Any bytes are read as YAML: `cargo +nightly fuzz run yaml`.

#![no_main]

#[path = "../../tests/syntax/fuzz_bodies.rs"]
#[allow(dead_code, reason = "each target runs one of them")]
mod fuzz_bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz_bodies::yaml(bytes));
