//! A service whose traffic is to be shifted, and that has none on the load balancer.
//!
//! That it has a health check is judged by `FW0901`, whatever its strategy.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5011",
    name: "shift-without-balancer",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A service is deployed by a strategy that shifts traffic, and has no host on the load balancer.",
    why: "traffic is shifted between target groups of the load balancer, whose health checks and error counts decide whether to roll back",
    bad: r#"Service::internal("prices", BUILD, PORT).deploy(Deploy::blue_green(Bake::minutes(5)))"#,
    good: r#"Service::web("prices", BUILD, PORT)
    .public(HOST)
    .health_check("/healthz")
    .deploy(Deploy::blue_green(Bake::minutes(5)))"#,
    fix: "Make it a `Service::web` with `.public(Host(…))` and `.health_check(\"/healthz\")`, or deploy it by `Deploy::rolling`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !service.deployment().shifts_traffic() || service.host().is_some() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "deploy"),
        service.deployment().at(),
        Message::of("service ")
            .code(service.name())
            .text(" shifts traffic by ")
            .code(service.deployment().strategy().name())
            .text(" and has no host on the load balancer"),
        Message::of(
            "make it a `Service::web` with `.public(Host(…))` and `.health_check(\"/healthz\")`, or deploy it by `Deploy::rolling`",
        ),
    ))
}
