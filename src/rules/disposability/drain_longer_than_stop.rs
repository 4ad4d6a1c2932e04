//! A task that is killed while the load balancer still sends it requests.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};
use crate::spec::{App, Process, Service};

use crate::rules::lint::{Container, EcsService, Findings, Safety, services, term};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0903`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0903",
    name: "drain-longer-than-stop",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "The load balancer drains a web service for longer than ECS waits before it kills the task.",
    why: "every deployment and every scale-in waits for the drain, and what is still open when the stop timeout is over is cut off",
    bad: ".drain(Seconds(90)).stop_timeout(Seconds(60))",
    good: ".drain(Seconds(30)).stop_timeout(Seconds(60))",
    fix: "Shorten the drain, or let the process stop more slowly with `stop_timeout` (120 seconds at most).",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
    waivable: false,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Warning, find).repaired(Safety::Unsafe)),
};

/// Whether requests may outlive the process that answers them, in seconds.
pub(in crate::rules) const fn outlives(drain: u32, stop: u32) -> bool {
    drain > stop
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let (drain, stop) = (service.drain_delay().0, service.stop_wait().0);
    if !matches!(service.process(), Process::Web) || !outlives(drain, stop) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "drain"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" drains for ")
            .number(drain as u64)
            .text(" seconds, but is killed after ")
            .number(stop as u64),
        Message::of("write `.drain(Seconds(")
            .number(stop as u64)
            .text("))` or less, or raise `.stop_timeout`"),
    ))
}

/// What Elastic Load Balancing drains for unless told otherwise, in seconds.
const DEFAULT_DRAIN: u32 = 300;
/// What ECS waits for at most, in seconds.
const LONGEST_STOP: u32 = 120;

/// Judges target groups of services. Where no stop timeout is written, the longest there can be counts.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut told: Vec<&Resource> = Vec::new();
    for service in services(manifest) {
        for (entry, group) in service.target_groups() {
            if told.iter().all(|it| !std::ptr::eq(*it, group))
                && judge_group(&service, entry, group, findings)
            {
                told.push(group);
            }
        }
    }
}

fn judge_group(
    service: &EcsService<'_>,
    entry: &Node,
    group: &Resource,
    findings: &mut Findings<'_>,
) -> bool {
    let written = group.property("deregistration_delay");
    let Some(drain) = written.map_or(Some(DEFAULT_DRAIN), seconds) else { return false };
    let timeout = stop_timeout(service, entry);
    let Some(stop) = timeout.map_or(Some(LONGEST_STOP), seconds) else { return false };
    if !outlives(drain, stop) {
        return false;
    }
    let most = if timeout.is_some() { "" } else { " at most" };
    let by_default = if written.is_some() { "" } else { " by default" };
    let message = format!(
        "`{}` drains for {drain} seconds{by_default}, but its tasks stop within {stop}{most}",
        group.address
    );
    let property = term(service.manifest, group, "deregistration_delay");
    let help = format!("set {property} to what the longest request takes, and to {stop} at most");
    let found = match written {
        Some(node) => findings.at(group, node, message, help),
        None => findings.missing(group, "deregistration_delay", message, help),
    };
    found.related("the service", service.resource.head);
    if let Some(timeout) = timeout {
        found.related("its stop timeout", timeout.span);
    }
    found.set(&["deregistration_delay"], Data::Integer(i64::from(stop.min(30))));
    true
}

/// The stop timeout of the container that gets the requests.
fn stop_timeout<'m>(service: &EcsService<'m>, entry: &Node) -> Option<&'m Node> {
    let name = entry.get("container_name").and_then(Node::text)?;
    let containers = service.containers()?;
    let serves = |it: &&Container<'_>| it.name() == name;
    containers.iter().find(serves)?.get("stop_timeout")
}

fn seconds(node: &Node) -> Option<u32> {
    node.integer().and_then(|it| u32::try_from(it).ok())
}
