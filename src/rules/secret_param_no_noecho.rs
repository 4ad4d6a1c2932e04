//! A parameter for a secret that is shown to whoever looks.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Format, Manifest};

use super::lint::{Findings, Safety, secret_parameters};
use super::{Check, Lint, Rule};

/// `FW0303`.
pub(super) static RULE: Rule = Rule {
    id: "FW0303",
    name: "secret-param-no-noecho",
    severity: Severity::Error,
    factor: Factor::Config,
    what: "A text parameter whose name says that it holds a secret is not `NoEcho` (`sensitive` in Terraform).",
    why: "the console, `describe-stacks` and the log of a plan show its value to everybody who may read them",
    bad: r"Parameters:
  DatabasePassword:
    Type: String",
    good: r"Parameters:
  DatabasePassword:
    Type: String
    NoEcho: true",
    fix: "Set `NoEcho: true` (`sensitive = true`); better, let the stack read the secret by a dynamic reference and drop the parameter.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).repaired(Safety::Safe)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let word = match manifest.format {
        Format::Terraform | Format::Plan => "sensitive",
        Format::CloudFormation | Format::TaskDefinition | Format::Compose | Format::Dockerfile => {
            "NoEcho"
        }
    };
    for parameter in secret_parameters(manifest) {
        let message = format!("`{}` holds a secret that anyone may read", parameter.address);
        let help = format!("set `{word}` to `true`, or read the secret by a reference");
        match parameter.property("secret") {
            Some(written) if written.bool() == Some(false) => {
                let found = findings.at(parameter, written, message, help);
                if matches!(written.data, Data::Bool(_)) {
                    found.replace(written.span, "true");
                }
            }
            None if parameter.properties.lacks("secret") => {
                findings.missing(parameter, "secret", message, help);
            }
            Some(_) | None => {}
        }
    }
}
