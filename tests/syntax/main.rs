//! YAML and JSON as text: what is read, where it stands, and what hostile files do.

mod any;
mod documents;
mod hostile;
mod inside;
mod show;
mod template;
