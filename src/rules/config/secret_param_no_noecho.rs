//! A parameter for a secret that is shown to whoever looks.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Format, Manifest};

use crate::rules::lint::{Findings, Safety, secret_parameters, term};
use crate::rules::{Check, Lint, Rule};

/// `FW0303`.
///
/// A template is mended, a Terraform module is not: an output or a `for_each` that has a sensitive
/// value in it is an error.
pub(in crate::rules) static RULE: Rule = Rule {
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
    for parameter in secret_parameters(manifest) {
        let term = term(manifest, parameter, "secret");
        let message = format!("`{}` holds a secret that anyone may read", parameter.address);
        let help = format!("set {term} to `true`, or read the secret by a reference");
        let found = match parameter.property("secret") {
            Some(written) if written.bool() == Some(false) => {
                findings.at(parameter, written, message, help)
            }
            None if parameter.properties.lacks("secret") => {
                findings.missing(parameter, "secret", message, help)
            }
            Some(_) | None => continue,
        };
        if manifest.format == Format::CloudFormation {
            found.set(&["secret"], Data::Bool(true));
        }
    }
}
