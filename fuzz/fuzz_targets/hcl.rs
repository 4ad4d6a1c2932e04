//! Any bytes are read as Terraform, and judged: `cargo +nightly fuzz run hcl`.

#![no_main]

#[path = "../../tests/syntax/fuzz_bodies.rs"]
#[allow(dead_code, reason = "each target runs one of them")]
mod fuzz_bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz_bodies::hcl(bytes));
