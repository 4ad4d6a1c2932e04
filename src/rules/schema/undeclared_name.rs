//! Names in a Terraform module that stand for nothing.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest};

use crate::rules::lint::Findings;
use crate::rules::schema::undefined_name::tell;
use crate::rules::{Check, Lint, Rule};

/// `FW6062`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6062",
    name: "undeclared-name",
    severity: Severity::Error,
    factor: Factor::Codebase,
    what: "A module refers to a variable, local value, resource, data source or module that it does not declare.",
    why: "Terraform refuses the module; it is off by default, since `terraform validate` says it too and a folder may be checked out in part",
    bad: r#"resource "aws_ecs_service" "web" {
  cluster = aws_ecs_cluster.mian.arn
}

resource "aws_ecs_cluster" "main" {}"#,
    good: r#"resource "aws_ecs_service" "web" {
  cluster = aws_ecs_cluster.main.arn
}

resource "aws_ecs_cluster" "main" {}"#,
    fix: "Declare it, or mend the name. Only a module that was found in a folder is judged, since others may declare what a single file does not.",
    source: "https://developer.hashicorp.com/terraform/language/expressions/references",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(&[Format::Terraform]).opt_in()),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    if manifest.format == Format::Terraform {
        tell(manifest, "module", findings);
    }
}
