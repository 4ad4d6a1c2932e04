//! A service that takes requests over from one it cannot share them with.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Host, Service, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4032`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4032",
    name: "impossible-takeover",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A service takes a share of the requests of another, and no listener rule could split them.",
    why: "one weighted rule holds both target groups: both services answer on the same host, in the same app, and neither moves its own traffic between two target groups",
    bad: r#"CARTS.public(Host(same("carts.example"))).takes_over(&MONOLITH, same(Percent::new(10)))"#,
    good: r#"CARTS.public(Host(same("shop.example"))).paths(&["/carts/*"]).takes_over(&MONOLITH, same(Percent::new(10)))"#,
    fix: "Give both the same host, and let both deploy by `Deploy::rolling` while they share it.",
    source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/strangler-fig.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(app: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let Some(takeover) = service.takeover() else { return None };
    let rest = takeover.from();
    let (said, help) = if !is_listed(app, rest) {
        (", which is no service of the app", "add it to `.services`")
    } else if !share_hosts(app, service, rest) {
        (
            ", which answers on another host",
            "give both the same `.public` host in every environment",
        )
    } else if rest.takeover().is_some() {
        (
            ", which takes over from another service itself",
            "let both take over from the same service",
        )
    } else if service.deployment().shifts_traffic() || rest.deployment().shifts_traffic() {
        (
            " while one of them moves its own traffic between two target groups",
            "let both deploy by `Deploy::rolling` while they share requests",
        )
    } else {
        return None;
    };
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "takes-over"),
        takeover.at(),
        Message::of("service ")
            .code(service.name())
            .text(" takes over from ")
            .code(rest.name())
            .text(said),
        Message::of(help),
    ))
}

const fn is_listed(app: &App<'_>, service: &Service<'_>) -> bool {
    let services = app.service_list();
    let mut i = 0;
    while i < services.len() {
        if services[i].hash() == service.hash() && text::eq(services[i].name(), service.name()) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether both answer on the same host in every environment.
const fn share_hosts(app: &App<'_>, one: &Service<'_>, other: &Service<'_>) -> bool {
    let (Some(Host(a)), Some(Host(b))) = (one.host(), other.host()) else { return false };
    let mut e = 0;
    while e < app.environment_count() {
        if let (Some(host), Some(rival)) = (a.at(e), b.at(e))
            && !text::eq(host, rival)
        {
            return false;
        }
        e += 1;
    }
    true
}
