//! A service on Fargate whose task definition is not one for Fargate.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, TASKS, all_services, is_for_fargate, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6106`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6106",
    name: "unfit-for-fargate",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A task definition for Fargate is in another network mode than `awsvpc`, has no CPU or memory of its own, or does not say that it is for Fargate.",
    why: "ECS refuses the task definition, or the service that would run it on Fargate",
    bad: r"RequiresCompatibilities: [FARGATE]
NetworkMode: bridge",
    good: r"RequiresCompatibilities: [FARGATE]
NetworkMode: awsvpc
Cpu: 256
Memory: 512",
    fix: "Set `awsvpc`, CPU and memory of the task, and `FARGATE` as a compatibility.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let on_fargate: Vec<_> = all_services(manifest)
        .filter(EcsService::is_on_fargate)
        .filter_map(|it| Some((it.task()?, it.resource)))
        .collect();
    for task in manifest.of("ecs/task-definition") {
        let service = on_fargate.iter().find(|(it, _)| std::ptr::eq(*it, task)).map(|it| it.1);
        if service.is_some() || is_for_fargate(task) {
            judge_task(manifest, task, service, findings);
        }
    }
}

fn judge_task(
    manifest: &Manifest,
    task: &Resource,
    service: Option<&Resource>,
    findings: &mut Findings<'_>,
) {
    let mut tell = |name: &'static str, wrong: String, set: &str| {
        let purpose = if service.is_some() { "runs on Fargate" } else { "is for Fargate" };
        let message = format!("`{}` {purpose}, but {wrong}", task.address);
        let help = format!("set {} to {set}", term(manifest, task, name));
        let found = match task.property(name) {
            Some(node) => findings.at(task, node, message, help),
            None => findings.missing(task, name, message, help),
        };
        if let Some(service) = service {
            found.related("the service", service.head);
        }
    };
    match task.property("network_mode") {
        None => tell("network_mode", "has no network mode `awsvpc`".into(), "`awsvpc`"),
        Some(node) => {
            if let Some(mode) = node.text().filter(|it| *it != "awsvpc") {
                tell("network_mode", format!("its network mode is `{mode}`"), "`awsvpc`");
            }
        }
    }
    for (name, what) in [("cpu", "CPU"), ("memory", "memory")] {
        if task.property(name).is_none() {
            tell(name, format!("has no {what} of the whole task"), "one of the sizes of Fargate");
        }
    }
    if let Some(needs) = task.property("requires_compatibilities") {
        let names: Option<Vec<_>> = needs.items().iter().map(Node::text).collect();
        if names.is_some_and(|it| !it.is_empty() && !it.contains(&"FARGATE")) {
            tell("requires_compatibilities", "does not say so".into(), "`FARGATE`");
        }
    }
}
