//! A variable whose value is empty.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, Variable};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4019`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4019",
    name: "empty-value",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A plain variable is empty in some environment.",
    why: "CloudFormation and ECS drop or refuse empty values, so the variable would be missing in one environment",
    bad: r#".env(&[config("SENTRY_SAMPLE_RATE", same(""))])"#,
    good: r#".env(&[config("SENTRY_SAMPLE_RATE", same("0"))])"#,
    fix: "Write a value that says what empty stands for, as in `off` or `0`, or leave the variable out.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html",
    waivable: false,
    check: Check::Variable(judge),
    lint: None,
};

/// Judges a variable.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    variable: &Variable<'a>,
) -> Option<Finding<'a>> {
    if !variable.is_plain() || !variable.traits().empty {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(service.name(), "env", variable.name()),
        variable.at(),
        Message::of("service ")
            .code(service.name())
            .text(": ")
            .code(variable.name())
            .text(" is empty"),
        Message::of("write a value that says what empty stands for, as in `off`, or leave it out"),
    ))
}
