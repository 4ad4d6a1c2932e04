//! A service that nobody owns.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW2016`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2016",
    name: "missing-owner",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service has no owner.",
    why: "nobody is called when it fails, and nobody pays for it: the owner is a tag of every resource and a field of every alarm",
    bad: r#"Service::internal("orders", BUILD, PORT)"#,
    good: r#"Service::internal("orders", BUILD, PORT).owner(ORDERING)"#,
    fix: "Name the team with `.owner(Team::new(name, contact))`.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if service.team().is_some() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(service.name()),
        service.at(),
        Message::of("service ").code(service.name()).text(" has no owner"),
        Message::of("add `.owner(TEAM)`, where `TEAM` is a `Team::new(name, contact)`"),
    ))
}
