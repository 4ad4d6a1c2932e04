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

/// Arguments that the tables know from provider 5.100 and that 6.x no longer takes, by type. What
/// formwork emits uses none of them.
///
/// Source: <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade>
pub const GONE_IN_V6: &[(&str, &str)] = &[
    ("aws_cloudfront_response_headers_policy", "etag"),
    ("aws_eip", "vpc"),
    ("aws_flow_log", "log_group_name"),
];

/// Arguments that the tables know from 6.x and that 5.100 does not take, by type, with the release
/// that brought them: they are set for [`TerraformProvider::V6`] alone.
///
/// Source: <https://registry.terraform.io/providers/hashicorp/aws/6.21.0/docs/resources/ecs_service>,
/// <https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md>
pub const NEW_IN_V6: &[(&str, &str, &str)] = &[
    ("aws_ecs_service", "deployment_configuration", "6.4"),
    ("aws_ecs_service", "deployment_configuration.canary_configuration", "6.21"),
    ("aws_ecs_service", "deployment_configuration.linear_configuration", "6.21"),
    ("aws_ecs_service", "deployment_configuration.lifecycle_hook.hook_details", "6.14"),
    ("aws_ecs_service", "load_balancer.advanced_configuration", "6.4"),
];

/// What Terraform needs to know about an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The provider the output is written for.
    pub provider: TerraformProvider,
    /// The bucket that holds the state of each environment; `None` keeps it on the machine.
    pub state: Option<Vec<String>>,
}
