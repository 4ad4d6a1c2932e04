//! A secret written into a plain environment variable.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Format, Manifest, Node};
use crate::spec::{self, App, Service};

use crate::rules::lint::{
    CONTAINERS, Findings, Variable, container_term, is_declared_secret, variables,
};
use crate::rules::name;
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0301`.
pub(in crate::rules) static RULE: Rule = Rule {
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
    lint: Some(Lint::new(Severity::Error, find).in_formats(CONTAINERS)),
};

/// Judges a variable.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    variable: &spec::Variable<'a>,
) -> Option<Finding<'a>> {
    let traits = variable.traits();
    if !variable.is_plain() || !(traits.secret_name || traits.secret_shape) {
        return None;
    }
    let message = Message::of("service ").code(service.name()).text(": ").code(variable.name());
    let message = message.text(wrong(traits.secret_name));
    Some(Finding::new(
        &RULE,
        Place(service.name(), "env", variable.name()),
        variable.at(),
        message,
        Message::of("write `secret(\"").text(variable.name()).text("\")`"),
    ))
}

/// What is wrong with a variable, by its name or else by its value.
const fn wrong(by_name: bool) -> &'static str {
    if by_name { " holds a secret in plain text" } else { " has the shape of a credential" }
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for variable in variables(manifest) {
        for value in variable.values() {
            let Some(by_name) = holds_a_secret(manifest, &variable, value) else { continue };
            let message = format!("`{}`: `{}`{}", variable.user, variable.name, wrong(by_name));
            findings.at(variable.resource, value, message, help(manifest, &variable));
        }
    }
}

/// Whether a value is a secret, and if so, whether that is known by its name or declaration.
fn holds_a_secret(manifest: &Manifest, variable: &Variable<'_>, value: &Node) -> Option<bool> {
    let named = variable.traits("").secret_name;
    match &value.data {
        Data::Text(text) => {
            let traits = variable.traits(text);
            let by_name = named && !is_harmless(variable.name, text);
            (by_name || traits.secret_shape).then_some(by_name)
        }
        // Compose takes it from whoever starts it, which is the cure.
        Data::Input(_) if variable.resource.is("compose-service") => None,
        Data::Input(input) if named && name::is_of_a_secret(&input.name) => Some(true),
        Data::Input(_) | Data::Reference(..) | Data::Element(..) => {
            is_declared_secret(manifest, value).then_some(true)
        }
        // A URL with a password in it is told as `FW0302`.
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::List(_)
        | Data::Object(_)
        | Data::Concat(_)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => None,
    }
}

/// Whether the value of a variable with a telling name is surely no secret: empty, a number, a switch, a
/// placeholder, or where a secret is kept.
fn is_harmless(name: &str, value: &str) -> bool {
    let is_number = value.bytes().all(|it| it.is_ascii_digit() || it == b'.') && value.len() < 8;
    let is_switch =
        ["true", "false", "yes", "no", "on", "off", "none", "null", "disabled", "enabled"]
            .iter()
            .any(|it| value.eq_ignore_ascii_case(it));
    let is_placeholder = value.starts_with(['<', '{', '$', '%', '[', '*']);
    is_number || is_switch || is_placeholder || names_a_place(name, value)
}

/// Whether a value says where a secret is kept: an ARN, a path, a URL, or a name that has `secret` in
/// it.
fn names_a_place(name: &str, value: &str) -> bool {
    let is_plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || b"-_./".contains(&it);
    let is_path = value.contains('/') && value.bytes().all(is_plain);
    let points = ["secret", "credential", "token"].iter().any(|word| {
        value.to_ascii_lowercase().contains(word) && name.to_ascii_lowercase().contains(word)
    });
    value.starts_with("arn:")
        || value.starts_with('/')
        || value.contains("://")
        || is_path
        || points && value.contains(['-', '_', '/', '.'])
}

fn help(manifest: &Manifest, variable: &Variable<'_>) -> String {
    let name = variable.name;
    if variable.resource.is("ecs/task-definition") {
        let (secrets, environment) =
            (container_term(manifest, "secrets"), container_term(manifest, "environment"));
        return format!(
            "move `{name}` from {environment} to {secrets}, with the ARN of a secret or of an SSM parameter"
        );
    }
    match manifest.format {
        Format::Compose => {
            format!("take it from whoever starts this, as in `${{{name}}}`, or use `secrets`")
        }
        Format::CloudFormation
        | Format::Terraform
        | Format::Plan
        | Format::TaskDefinition
        | Format::Dockerfile => {
            "keep it in Secrets Manager, give the function its ARN, and read it at start".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_values() {
        let check = |name, value| assert!(is_harmless(name, value), "{name}={value}");
        check("API_TOKEN", "");
        check("MAX_TOKENS", "4096");
        check("USE_SECRET", "True");
        check("DB_PASSWORD", "<your password>");
        check("DB_SECRET", "arn:aws:secretsmanager:eu-west-1:111111111111:secret:x");
        check("DB_PASSWORD", "/shop/prod/db");
        check("DB_PASSWORD", "shop/prod/db");
        check("DB_SECRET", "shop-db-secret");
        let check = |name, value| assert!(!is_harmless(name, value), "{name}={value}");
        check("DB_PASSWORD", "hunter2");
        check("DB_PASSWORD", "password");
        check("DB_PASSWORD", "a/B+c9=");
        check("SESSION_SECRET", "secret");
        check("PIN_TOKEN", "1234567890123456");
    }
}
