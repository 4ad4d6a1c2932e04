//! YAML and JSON as text: what is read, where it stands, and what hostile files do.

#[path = "syntax/any.rs"]
mod any;
#[path = "syntax/documents.rs"]
mod documents;
#[path = "syntax/hostile.rs"]
mod hostile;
#[path = "syntax/show.rs"]
mod show;
#[path = "syntax/template.rs"]
mod template;
