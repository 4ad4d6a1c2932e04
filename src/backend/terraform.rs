//! The Terraform back end: one root module per stack, the same bytes for every environment, and
//! variable values and backend settings for each.
//!
//! Deliberately absent: `count`, `for_each`, workspaces, remote state, modules.
//!
//! Facts: <https://developer.hashicorp.com/terraform/language/syntax/json>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs>

mod expression;
mod property;
mod stack;
mod value;
mod variables;

pub use stack::{emit, tags_of};
pub use variables::variable_names;

use crate::spec::TerraformProvider;

/// What Terraform needs to know about an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The provider the output is written for.
    pub provider: TerraformProvider,
    /// The bucket that holds the state of each environment; `None` keeps it on the machine.
    pub state: Option<Vec<String>>,
}
