//! A URL with a user and a password in it, written as plain config.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, Variable};

use super::{Check, Finding, Place, Rule};

/// `FW0302`.
pub(super) static RULE: Rule = Rule {
    id: "FW0302",
    name: "credential-in-url",
    severity: Severity::Error,
    factor: Factor::Config,
    what: "A plain environment variable holds a URL whose authority names a user and a password.",
    why: "whoever may describe the task definition reads the password, and it stays in the history of the description for good",
    bad: r#".env(&[config("BROKER_URL", same("amqp://app:hunter2@mq.example:5671"))])"#,
    good: r#".env(&[secret("BROKER_URL")])"#,
    fix: "Make the whole URL a secret with `secret(NAME)`, or attach the store: its URL has no password.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html",
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
    if !variable.is_plain() || !variable.traits().credential_url {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(service.name(), "env", variable.name()),
        variable.at(),
        Message::of("service ")
            .code(service.name())
            .text(": the URL in ")
            .code(variable.name())
            .text(" holds a user and a password"),
        Message::of("write `secret(\"").text(variable.name()).text("\")`, or attach the store"),
    ))
}
