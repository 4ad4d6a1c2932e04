//! A decision that asks for an environment's name.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::name::{is_environment, is_of_an_environment, may_be_environment};
use crate::rules::{Check, Lint, Rule};

/// `FW0306`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0306",
    name: "branch-on-env-name",
    severity: Severity::Warning,
    factor: Factor::Config,
    what: "A condition, count or value is decided by comparing with the name of an environment.",
    why: "config that varies by deploy must be outside code: the branch for production runs nowhere else, so nothing tests it",
    bad: r#"resource "aws_cloudwatch_metric_alarm" "errors" {
  count = var.environment == "production" ? 1 : 0
}"#,
    good: r#"resource "aws_cloudwatch_metric_alarm" "errors" {
  count = var.enable_alarms ? 1 : 0
}"#,
    fix: "Ask for the capability (`enable_alarms`, `desired_count`) and give it in a parameter (variable) file per environment.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for comparison in manifest.of("comparison") {
        let (Some(subject), Some(literal)) =
            (comparison.property("left"), comparison.property("right"))
        else {
            continue;
        };
        if let Some(name) = literal.text().filter(|name| names_an_environment(name, subject)) {
            findings.at(
                comparison,
                literal,
                format!("something is decided by the environment's name, `{name}`"),
                "ask for the capability, and give it in a file per environment",
            );
        }
    }
}

/// Whether a text that something is compared with is an environment's name. Two texts that are
/// compared with each other decide nothing.
fn names_an_environment(text: &str, subject: &Node) -> bool {
    let subject = subject.text().unwrap_or_default();
    !may_be_environment(subject)
        && (is_environment(text) || may_be_environment(text) && is_of_an_environment(subject))
}
