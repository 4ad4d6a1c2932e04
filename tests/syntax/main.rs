//! YAML and JSON as text: what is read, where it stands, and what hostile files do.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files reads and writes files; a helper that cannot go on fails its test"
)]

mod any;
mod cloudformation;
mod documents;
mod files;
mod fixtures;
mod hostile;
mod inside;
mod json;
mod place;
mod show;
mod template;
mod yaml;
