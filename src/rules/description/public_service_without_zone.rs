//! A public host in an app without a hosted zone.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4006`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4006",
    name: "public-service-without-zone",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A web service has a host, and the app has no hosted zone.",
    why: "without a zone there is neither a certificate nor a record for the host",
    bad: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).services(&[&ORDERS])"#,
    good: r#"App::new("shop", ENVIRONMENTS, REPOSITORY).zone(ZONE).services(&[&ORDERS])"#,
    fix: "Name the zone of each environment with `.zone(Zone::imported(name, id))`.",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(app: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if service.host().is_none() || app.hosted_zone().is_some() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "host"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" has a host, but the app has no hosted zone"),
        Message::of("add `.zone(Zone::imported(name, id))` to the app"),
    ))
}
