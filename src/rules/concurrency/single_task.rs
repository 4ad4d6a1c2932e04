//! A service whose users notice when its one task is replaced.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Data, Manifest};
use crate::spec::{App, Process, Service};

use crate::rules::lint::{Findings, Scaler, is_for_trial, services};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0802`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0802",
    name: "single-task",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A service that answers requests has one task at least in production.",
    why: "one task is no redundancy: while it is moved, restarted or overloaded, nobody answers",
    bad: ".tasks(per_env! { dev: Tasks(1, 2), prod: Tasks(1, 4) })",
    good: ".tasks(per_env! { dev: Tasks(1, 2), prod: Tasks(2, 4) })",
    fix: "Run two at least. A waiver sets it aside for a while.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
    waivable: true,
    check: Check::Environment(judge),
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// Whether so many tasks leave nobody when one is replaced. Workers have a queue that waits.
pub(in crate::rules) const fn is_alone(process: Process, least: u32) -> bool {
    least < 2 && !matches!(process, Process::Worker)
}

/// Judges a service in an environment.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    e: usize,
) -> Option<Finding<'a>> {
    let Some(tasks) = service.scale().at(e) else { return None };
    // No room for any task is told as `FW0808`.
    if !app.is_production(e) || !is_alone(service.process(), tasks.0) || tasks.1 == 0 {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "tasks"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" has ")
            .number(tasks.0 as u64)
            .text(" task at least in ")
            .code(app.environments()[e].name()),
        Message::of("run two at least, as in `Tasks(2, 4)`, or waive it for a while"),
    );
    Some(finding.in_environment(e))
}

/// Judges counts that are written down; a parameter is for each environment to set.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let resource = service.resource;
        let (owner, name) = match service.scaler() {
            Scaler::None => (resource, "desired_count"),
            Scaler::Target(target) => (target, "min_capacity"),
            Scaler::Unknown => continue,
        };
        let Some(node) = owner.property(name) else { continue };
        let least = match node.data {
            Data::Integer(_) | Data::Text(_) => node.integer(),
            _ => None,
        };
        let is_alone = service.process().is_some_and(|it| least == Some(1) && is_alone(it, 1));
        if is_alone && !is_for_trial(manifest, resource) {
            let message = format!("`{}` has 1 task at least", resource.address);
            let help = "run two at least, in two zones";
            let found = findings.at(owner, node, message, help);
            if !std::ptr::eq(owner, resource) {
                found.related("the service", resource.head);
            }
        }
    }
}
