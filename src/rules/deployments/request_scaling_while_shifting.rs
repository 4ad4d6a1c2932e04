//! Autoscaling on the requests of one target group while traffic moves to another.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5012`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5012",
    name: "request-scaling-while-shifting",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A service scales on its requests, and its traffic moves between two target groups or it has none.",
    why: "the metric is of one target group: when traffic has moved to the other one, autoscaling sees no requests and stops the tasks that answer them",
    bad: r"WEB.scale_at_requests(same(Requests::per_minute(600)))
    .deploy(Deploy::blue_green(Bake::minutes(5)))",
    good: r"WEB.scale_at_cpu(same(Percent::new(60)))
    .deploy(Deploy::blue_green(Bake::minutes(5)))",
    fix: "Scale on CPU use, or deploy by `Deploy::rolling`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if service.request_target().is_none() {
        return None;
    }
    let (said, help) = if service.host().is_none() {
        (
            " scales on its requests, and gets none from the load balancer",
            "add `.public(Host(…))`, or scale on CPU use alone",
        )
    } else if service.deployment().shifts_traffic() {
        (
            " scales on the requests of one target group, and its traffic moves to another",
            "scale on CPU use alone, or deploy by `Deploy::rolling`",
        )
    } else {
        return None;
    };
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "scale_at_requests"),
        service.at(),
        Message::of("service ").code(service.name()).text(said),
        Message::of(help),
    ))
}
