//! Terraform state on one machine, for several environments.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, TerraformState};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4008`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4008",
    name: "local-state",
    severity: Severity::Error,
    factor: Factor::Config,
    what: "Terraform keeps its state locally, and the app has several environments.",
    why: "the state of one environment would overwrite that of another, and only one machine could deploy",
    bad: ".state(TerraformState::Local)",
    good: ".state(TerraformState::AccountBucket)",
    fix: "Keep it in a bucket.",
    source: "https://developer.hashicorp.com/terraform/language/backend/s3",
    waivable: false,
    check: Check::Whole(judge),
    lint: None,
};

/// Judges an app.
pub(crate) const fn judge<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    if !matches!(app.terraform_state(), TerraformState::Local) || app.environments().len() < 2 {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(app.name(), "state"),
        app.at(),
        Message::of("app ")
            .code(app.name())
            .text(" keeps the state of ")
            .number(app.environments().len() as u64)
            .text(" environments on one machine"),
        Message::of("write `TerraformState::AccountBucket`, which is the default"),
    ))
}
