//! A Terraform provider in whatever version is newest.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, TERRAFORM};
use crate::rules::{Check, Lint, Rule};

/// `FW0205`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0205",
    name: "provider-unpinned",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "An entry of `required_providers` has no `version`, and no other module of the configuration gives one.",
    why: "a floating dependency makes two deploys of one release differ: a new major version of a provider changes defaults",
    bad: r#"terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}"#,
    good: r#"terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
}"#,
    fix: "Add `version`, with `~>` and the major version that was tested.",
    source: "https://developer.hashicorp.com/terraform/language/providers/requirements#version-constraints",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TERRAFORM)),
};

/// What provider a requirement is about: its source, or the one that its local name stands for.
fn provider(requirement: &Resource) -> Option<String> {
    let source = match requirement.property("source") {
        Some(source) => source.text()?.to_owned(),
        None => format!("hashicorp/{}", requirement.property("name")?.text()?),
    };
    Some(source.trim_start_matches("registry.terraform.io/").to_ascii_lowercase())
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let all = || manifest.of("provider-requirement");
    for requirement in all().filter(|it| it.properties.lacks("version")) {
        let Some(named) = provider(requirement) else { continue };
        let is_pinned = all().any(|other| {
            other.property("version").is_some() && provider(other).as_ref() == Some(&named)
        });
        // The provider of `terraform_data` is part of Terraform.
        if is_pinned || named.starts_with("terraform.io/builtin/") {
            continue;
        }
        let name = requirement.property("name").and_then(Node::text).unwrap_or(&named);
        findings.missing(
            requirement,
            "version",
            format!("provider `{name}` is taken in its newest version"),
            "add `version`",
        );
    }
}
