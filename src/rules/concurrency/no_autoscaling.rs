//! A service that never has more tasks than at the start.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};
use crate::spec::{App, Service};

use crate::rules::lint::{EcsService, Findings, Scaler, services};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0801`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0801",
    name: "no-autoscaling",
    severity: Severity::Warning,
    factor: Factor::Concurrency,
    what: "A service has as many tasks at most as at least, in production.",
    why: "nothing adds tasks when load grows, so the first answer to a peak is an outage",
    bad: ".tasks(same(Tasks(2, 2)))",
    good: ".tasks(same(Tasks(2, 6)))",
    fix: "Let it have more at most than at least.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    waivable: true,
    check: Check::Environment(judge),
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// Whether a service has several tasks and never more. That one alone is too few is told as `FW0802`.
pub(in crate::rules) const fn never_grows(least: u32, most: u32) -> bool {
    least == most && most > 1
}

/// Judges a service in an environment.
pub(crate) fn judge<'a>(app: &App<'a>, service: &Service<'a>, e: usize) -> Option<Finding<'a>> {
    let tasks = service.scale().at(e)?;
    if !app.is_production(e) || !never_grows(tasks.0, tasks.1) {
        return None;
    }
    let finding = Finding::new(
        &RULE,
        Place::part(service.name(), "tasks"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(" always has ")
            .number(u64::from(tasks.0))
            .text(" tasks in ")
            .code(app.environments()[e].name()),
        Message::of("let it have more at most than at least, as in `Tasks(2, 6)`"),
    );
    Some(finding.in_environment(e))
}

/// Judges services whose count is known: one whose count is given at deployment may have any.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        match service.scaler() {
            Scaler::None => find_unscaled(&service, findings),
            Scaler::Target(target) => find_fixed(&service, target, findings),
            Scaler::Unknown => {}
        }
    }
}

fn find_unscaled(service: &EcsService<'_>, findings: &mut Findings<'_>) {
    let Some(count) = service.get("desired_count") else { return };
    let tasks = count.integer().and_then(|it| u32::try_from(it).ok());
    if let Some(tasks) = tasks.filter(|tasks| never_grows(*tasks, *tasks)) {
        let address = &service.resource.address;
        findings.at(
            service.resource,
            count,
            format!("`{address}` always has {tasks} tasks: no scalable target names it"),
            "add a scalable target with a policy, with more tasks at most than at least",
        );
    }
}

fn find_fixed(service: &EcsService<'_>, target: &Resource, findings: &mut Findings<'_>) {
    let number = |name| target.property(name).and_then(Node::integer);
    let number = |name| number(name).and_then(|it| u32::try_from(it).ok());
    let (Some(least), Some(most)) = (number("min_capacity"), number("max_capacity")) else {
        return;
    };
    if let Some(node) = target.property("max_capacity").filter(|_| never_grows(least, most)) {
        let address = &service.resource.address;
        findings
            .at(
                target,
                node,
                format!("`{address}` always has {least} tasks: its scalable target has one count"),
                "let it have more tasks at most than at least",
            )
            .related("the service", service.resource.head);
    }
}
