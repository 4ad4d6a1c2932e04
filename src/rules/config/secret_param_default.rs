//! A parameter for a secret that brings the secret along.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, secret_parameters};
use crate::rules::{Check, Lint, Rule};

/// `FW0304`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0304",
    name: "secret-param-default",
    severity: Severity::Error,
    factor: Factor::Config,
    what: "A text parameter whose name says that it holds a secret has a default.",
    why: "the secret is in the repository for good, and every environment that forgets to give its own shares it",
    bad: r#"variable "database_password" {
  type      = string
  sensitive = true
  default   = "changeme"
}"#,
    good: r#"variable "database_password" {
  type      = string
  sensitive = true
}"#,
    fix: "Drop the default, and change the secret if it was ever used.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for parameter in secret_parameters(manifest) {
        let Some(default) = parameter.property("default") else { continue };
        if default.literal_text().is_some_and(|text| !text.trim().is_empty()) {
            findings.at_key(
                parameter,
                &parameter.properties,
                "default",
                format!("`{}` holds a secret and has a default", parameter.address),
                "drop the default, and change the secret if it was ever used",
            );
        }
    }
}
