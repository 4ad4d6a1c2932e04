//! A module of a Terraform registry in whatever version is newest.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TERRAFORM};
use crate::rules::module_source::{Source, of};
use crate::rules::{Check, Lint, Rule};

/// `FW0103`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0103",
    name: "registry-module-unversioned",
    severity: Severity::Warning,
    factor: Factor::Codebase,
    what: "A Terraform module comes from a registry without `version`.",
    why: "a deploy must be traceable to one commit, and without a version `terraform init` takes the newest that there is",
    bad: r#"module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
}"#,
    good: r#"module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.21.0"
}"#,
    fix: "Add `version`, exact or with `~>`.",
    source: "https://developer.hashicorp.com/terraform/language/block/module#version",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TERRAFORM)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for call in manifest.of("module-call").filter(|call| call.properties.lacks("version")) {
        let Some(source) = call.property("source") else { continue };
        let Some(text) = source.text().filter(|text| of(text) == Source::Registry) else {
            continue;
        };
        findings.at(
            call,
            source.known(),
            format!("`{}` takes the newest version of `{text}`", call.address),
            "add `version`",
        );
    }
}
