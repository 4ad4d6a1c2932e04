//! Findings as text that people and programs read.

#[cfg(feature = "cli")]
pub mod pretty;
