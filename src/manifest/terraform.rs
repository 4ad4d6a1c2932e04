//! The Terraform front end: folders of files, in native or JSON syntax, become manifests.
//!
//! [`syntax`] is the tree that both syntaxes become; `evaluate` says what its expressions are,
//! through variables, local values, functions and modules; [`lift`] puts resources together. A side
//! resource becomes part of its parent again.
//!
//! Facts: <https://developer.hashicorp.com/terraform/language>

mod block;
mod declare;
mod evaluate;
pub mod json;
mod lift;
mod module;
mod sides;
pub mod syntax;
mod variables;

pub use evaluate::{Open, Opened};
pub use lift::lift;
pub use module::{Module, Values};
pub(super) use sides::attribute;
