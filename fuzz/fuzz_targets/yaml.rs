//! Any text, through `bodies::yaml`.

#![no_main]

#[path = "../bodies.rs"]
#[expect(dead_code, reason = "the other targets use the rest")]
mod bodies;

libfuzzer_sys::fuzz_target!(|text: &str| bodies::yaml(text));
