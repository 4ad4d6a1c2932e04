//! Diagnostics for readers: people and other tools.

pub mod text;
