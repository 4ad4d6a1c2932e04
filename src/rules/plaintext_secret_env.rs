//! A secret written into a plain environment variable.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, Variable};

use super::{Check, Finding, Place, Rule};

/// `FW0301`.
pub(super) static RULE: Rule = Rule {
    id: "FW0301",
    name: "plaintext-secret-env",
    severity: Severity::Error,
    factor: Factor::Config,
    what: "An environment variable whose name or value says that it holds a secret is written as plain config.",
    why: "whoever may describe the task definition reads plain variables, and a secret in a description is in its history for good",
    bad: r#"const API: Service = Service::internal("api", BUILD, PORT)
    .env(&[config("DB_PASSWORD", same("hunter2"))]);"#,
    good: r#"const API: Service = Service::internal("api", BUILD, PORT)
    .env(&[secret("DB_PASSWORD")]);"#,
    fix: "Declare it with `secret(NAME)` and create the SSM parameter that the deployment plan names. A variable that only points at a secret ends in `_ARN`, `_NAME`, `_PATH` or `_URL`.",
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
    let traits = variable.traits();
    if !variable.is_plain() || !(traits.secret_name || traits.secret_shape) {
        return None;
    }
    let message = Message::of("service ").code(service.name()).text(": ").code(variable.name());
    let message = if traits.secret_name {
        message.text(" holds a secret in plain text")
    } else {
        message.text(" has the shape of a credential")
    };
    Some(Finding::new(
        &RULE,
        Place(service.name(), "env", variable.name()),
        variable.at(),
        message,
        Message::of("write `secret(\"").text(variable.name()).text("\")`"),
    ))
}
