//! A web service that is judged before it can answer.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest, Node};
use crate::spec::{App, Process, Service};

use crate::rules::lint::{Findings, Safety, services, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0906`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0906",
    name: "lb-no-grace-period",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A service behind a load balancer has a grace period of 0 seconds, or none.",
    why: "a task that takes a moment to start is stopped as unhealthy before it answers for the first time, again and again",
    bad: ".grace(Seconds(0))",
    good: ".grace(Seconds(60))",
    fix: "Give it as long as its slowest start takes; the default is 60 seconds.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
    waivable: true,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Warning, find).repaired(Safety::Unsafe)),
};

/// Whether a task is judged from its first second on.
pub(in crate::rules) const fn is_judged_at_once(grace: u32) -> bool {
    grace == 0
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !matches!(service.process(), Process::Web) || !is_judged_at_once(service.grace_period().0) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "grace"),
        service.at(),
        Message::of("service ").code(service.name()).text(" has no grace period"),
        Message::of("write `.grace(Seconds(60))`, or as long as its slowest start takes"),
    ))
}

/// What a repair writes, in seconds.
const GRACE: u32 = 60;

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let name = "health_check_grace_period_seconds";
    for service in services(manifest) {
        let resource = service.resource;
        if service.process() != Some(Process::Web) {
            continue;
        }
        let written = service.get(name);
        let grace = written.map_or(Some(0), Node::integer);
        if !grace.and_then(|it| u32::try_from(it).ok()).is_some_and(is_judged_at_once) {
            continue;
        }
        let message = format!("`{}` has a load balancer and no grace period", resource.address);
        let property = term(manifest, resource, name);
        let help = format!("set {property} to what its slowest start takes");
        let found = match written {
            Some(node) => findings.at(resource, node, message, help),
            None => findings.missing(resource, name, message, help),
        };
        found.set(&["health_check_grace_period_seconds"], Data::Integer(i64::from(GRACE)));
    }
}
