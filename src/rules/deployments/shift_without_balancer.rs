//! A service whose traffic is to be shifted, and that has none to shift or to judge.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Process, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5011",
    name: "shift-without-balancer",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A service is deployed by a strategy that shifts traffic, and has no host on the load balancer or no health check there.",
    why: "traffic is shifted between target groups of the load balancer, and what nothing checks is never rolled back",
    bad: r#"Service::internal("prices", BUILD, PORT).deploy(Deploy::blue_green(Bake::minutes(5)))"#,
    good: r#"Service::web("prices", BUILD, PORT)
    .public(HOST)
    .health_check("/healthz")
    .deploy(Deploy::blue_green(Bake::minutes(5)))"#,
    fix: "Give it `.public(Host(…))` and `.health_check(\"/healthz\")`, or deploy it by `Deploy::rolling`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !service.deployment().shifts_traffic() {
        return None;
    }
    let is_web = matches!(service.process(), Process::Web);
    let (lacks, help) = if service.host().is_none() {
        (
            " and has no host on the load balancer",
            "add `.public(Host(…))`, or deploy it by `Deploy::rolling`",
        )
    } else if service.health_path().is_none() && !is_web {
        (
            " and the load balancer does not check its health",
            "add `.health_check(\"/healthz\")`, a path that answers 200",
        )
    } else {
        return None;
    };
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "deploy"),
        service.deployment().at(),
        Message::of("service ")
            .code(service.name())
            .text(" shifts traffic by ")
            .code(service.deployment().strategy().name())
            .text(lacks),
        Message::of(help),
    ))
}
