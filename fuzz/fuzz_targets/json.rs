//! Any bytes are read as JSON: `cargo +nightly fuzz run json`.

#![no_main]

#[path = "../../tests/syntax/fuzz_bodies.rs"]
#[allow(dead_code, reason = "each target runs one of them")]
mod fuzz_bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz_bodies::json(bytes));
