//! What only later releases of the AWS provider have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Format;
use crate::rules::{Check, Lint, Rule};

use super::FAMILY;

/// `FW7006`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7006",
    name: "provider-too-old",
    severity: Severity::Error,
    factor: Factor::Dependencies,
    what: "A resource, argument or block is used that no release of the AWS provider has which `required_providers` admits.",
    why: "Terraform refuses the configuration: the provider that it installs does not know what is asked of it",
    bad: r#"aws = { source = "hashicorp/aws", version = "~> 5.0" }
# and in an aws_ecs_service
deployment_configuration {
  strategy = "BLUE_GREEN"
}"#,
    good: r#"aws = { source = "hashicorp/aws", version = ">= 6.4" }"#,
    fix: "Admit a release that has it, and read the upgrade guide of each major release between.",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::of(&FAMILY, Severity::Error).in_formats(&[Format::Terraform])),
};
