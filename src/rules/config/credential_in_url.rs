//! A URL with a user and a password in it, written as plain config.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest, Node};
use crate::spec::{App, Service, Variable, scan};

use crate::rules::image::HOLE;
use crate::rules::lint::{CONTAINERS, Findings, is_declared_secret, spelled, variables};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0302`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: Some(Lint::new(Severity::Error, find).in_formats(CONTAINERS)),
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

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for variable in variables(manifest) {
        for value in variable.values() {
            if has_password(manifest, value) && !is_of_this_file(manifest, value) {
                let (user, name) = (variable.user, variable.name);
                findings.at(
                    variable.resource,
                    value,
                    format!("`{user}`: the URL in `{name}` holds a user and a password"),
                    "make the whole URL a secret, or keep the password in one of its own",
                );
            }
        }
    }
}

/// Whether a URL leads to another service of a Compose file, whose password is made up with it.
fn is_of_this_file(manifest: &Manifest, value: &Node) -> bool {
    let after = value.text().and_then(|text| text.rsplit_once('@')).map(|(_, after)| after);
    let host = after.and_then(|after| after.split([':', '/', '?']).next());
    host.is_some_and(|host| manifest.of("compose-service").any(|service| service.address == host))
}

/// Whether a value is a URL with a password that is written down, or that is a secret.
fn has_password(manifest: &Manifest, value: &Node) -> bool {
    let text = match &value.data {
        Data::Text(_) | Data::Concat(_) => spelled(manifest, value),
        _ => return false,
    };
    let Some(password) = scan::password_in_url(&text).and_then(|(from, to)| text.get(from..to))
    else {
        return false;
    };
    if password.contains(HOLE) {
        return is_declared_secret(manifest, value);
    }
    !password.starts_with(['<', '{', '$', '%', '[', '*'])
}
