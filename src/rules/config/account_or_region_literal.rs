//! An AWS account or region written into a variable that is the same in every environment.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Format, Manifest};
use crate::spec::scan::Traits;
use crate::spec::{App, Service, Source, Variable};

use crate::rules::lint::{Findings, variables};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0308`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0308",
    name: "account-or-region-literal",
    severity: Severity::Warning,
    factor: Factor::Config,
    what: "A plain variable names an AWS account or region, and has the same value in every environment.",
    why: "every environment then talks to one account or region, and the description cannot move",
    bad: r#".env(&[config("BUCKET_REGION", same("eu-west-1"))])"#,
    good: r#".env(&[config("BUCKET_REGION", per_env! { dev: "eu-west-1", prod: "eu-west-1" })])"#,
    fix: "Read the region from `AWS_REGION`, attach what the ARN names, or write the value of each environment with `per_env!`.",
    source: "https://12factor.net/config",
    waivable: true,
    check: Check::Variable(judge),
    lint: Some(
        Lint::new(Severity::Warning, find).in_formats(&[Format::CloudFormation, Format::Terraform]),
    ),
};

/// Judges a variable.
pub(crate) fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    variable: &Variable<'a>,
) -> Option<Finding<'a>> {
    let Source::Plain(value) = variable.source() else { return None };
    let traits = variable.traits();
    let named = traits.account || traits.region;
    if !named || value.environments().is_some() || app.environments().len() < 2 {
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
            .text(if traits.account { " names one AWS account" } else { " names one AWS region" })
            .text(" for every environment"),
        Message::of("attach what it names, or write a value for each environment with `per_env!`"),
    ))
}

/// Judges variables where the dialect has a word for the account and the region.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let help = match manifest.format {
        Format::CloudFormation => {
            "write `${AWS::AccountId}` and `${AWS::Region}`, or refer to what it names"
        }
        Format::Terraform => {
            "refer to what it names, or to `data.aws_caller_identity` and `data.aws_region`"
        }
        Format::Plan | Format::TaskDefinition | Format::Compose | Format::Dockerfile => return,
    };
    for variable in variables(manifest) {
        for value in variable.values() {
            let Data::Text(text) = &value.data else { continue };
            let traits = variable.traits(text);
            let Some(what) = named(traits, text) else { continue };
            let (user, name) = (variable.user, variable.name);
            let message = format!("`{user}`: `{name}` names one {what}, in `{text}`");
            findings.at(variable.resource, value, message, help);
        }
    }
}

/// What a value names. Queues, databases and caches with their address are told as `FW0401`.
fn named(traits: Traits, text: &str) -> Option<&'static str> {
    if traits.endpoint || traits.credential_url {
        return None;
    }
    if traits.account {
        return Some("AWS account");
    }
    (traits.region && (text.len() < 16 || text.starts_with("arn:"))).then_some("AWS region")
}
