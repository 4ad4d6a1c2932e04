//! The Terraform front end: a root module in JSON syntax and its variable files become a stack.
//!
//! It reads the expressions that the back end writes; all others are unknown values. A side
//! resource becomes part of its parent again.
//!
//! Facts: <https://developer.hashicorp.com/terraform/language/syntax/json>

mod expression;
mod property;
mod sides;
mod stack;
mod value;
mod variables;

pub use stack::lift;

use crate::ir::Dialect;

const DIALECT: Dialect = Dialect::Terraform;
