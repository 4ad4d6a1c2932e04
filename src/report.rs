//! Diagnostics for readers: people and other tools.

#[cfg(feature = "cli")]
pub mod concise;
#[cfg(feature = "cli")]
pub mod pretty;
pub mod text;
