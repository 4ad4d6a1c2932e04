//! The address of a backing service, written as plain config.

use std::collections::BTreeSet;

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Format, Manifest};
use crate::spec::{App, Service, Variable};

use crate::rules::lint::{CONTAINERS, Findings, containers, variables};
use crate::rules::name;
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0401`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0401",
    name: "hardcoded-endpoint",
    severity: Severity::Error,
    factor: Factor::BackingServices,
    what: "A plain variable holds the address of a database, cache, broker or host: a store URL, an AWS endpoint or an IPv4 address.",
    why: "an address that is written down belongs to one environment, and nothing grants access to it or opens its network path",
    bad: r#".env(&[config("DATABASE_URL", same("postgres://orders.internal/orders"))])"#,
    good: r#".attach(&[ORDERS_DB.as_env("DATABASE_URL")])"#,
    fix: "Declare the store and attach it, call a contract, or describe what is outside the app with `Api::external`.",
    source: "https://12factor.net/backing-services",
    waivable: true,
    check: Check::Variable(judge),
    lint: Some(Lint::new(Severity::Error, find).in_formats(CONTAINERS)),
};

/// Judges a variable.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    variable: &Variable<'a>,
) -> Option<Finding<'a>> {
    let traits = variable.traits();
    // A URL with a password is told as `FW0302`, whose cure takes the address along.
    if !variable.is_plain() || !traits.endpoint || traits.credential_url {
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
            .text(" holds the address of a backing service"),
        Message::of("attach the store, as in `ORDERS_DB.as_env(\"")
            .text(variable.name())
            .text("\")`, or call a contract"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let names: BTreeSet<&str> = containers(manifest).map(|it| it.name()).collect();
    for variable in variables(manifest) {
        let is_version = name::words(variable.name).iter().any(|it| it == "version");
        for value in variable.values() {
            let Data::Text(text) = &value.data else { continue };
            let traits = variable.traits(text);
            if is_version || !traits.endpoint || traits.credential_url || names.contains(host(text))
            {
                continue;
            }
            let (user, name) = (variable.user, variable.name);
            findings.at(
                variable.resource,
                value,
                format!("`{user}`: `{name}` holds the address of a backing service, `{text}`"),
                help(manifest.format),
            );
        }
    }
}

/// The host of an address: a container beside this one is reached by its name.
fn host(address: &str) -> &str {
    let authority = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = authority.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

const fn help(format: Format) -> &'static str {
    match format {
        Format::CloudFormation => {
            "refer to the store with `Fn::GetAtt` or `Ref`, or take the address from a parameter"
        }
        Format::Terraform | Format::Plan => {
            "refer to an attribute of the store, or take the address from a variable"
        }
        Format::TaskDefinition | Format::Compose | Format::Dockerfile => {
            "give the address at deployment, apart from the file"
        }
    }
}
