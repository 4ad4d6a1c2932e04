//! A module with a host in an app without a hosted zone.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Module};

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW4031`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4031",
    name: "module-host-without-zone",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A module answers to a host, and the app has no hosted zone.",
    why: "without a zone there is neither a certificate nor a record for the host",
    bad: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).modules(&[&DOCS])"#,
    good: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).zone(ZONE).modules(&[&DOCS])"#,
    fix: "Name the zone of each environment with `.zone(Zone::imported(name, id))`.",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges every module.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    found.extend(index.app.module_list().iter().filter_map(|module| judge(index.app, module)));
}

/// Judges a module.
pub(crate) const fn judge<'a>(app: &App<'a>, module: &Module<'a>) -> Option<Finding<'a>> {
    if module.hosts.is_empty() || app.hosted_zone().is_some() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(module.name, "host"),
        module.at,
        Message::of("module ")
            .code(module.name)
            .text(" has a host, but the app has no hosted zone"),
        Message::of("add `.zone(Zone::imported(name, id))` to the app"),
    ))
}
