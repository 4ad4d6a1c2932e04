//! A log router that cannot say why it fails.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{
    FIRELENS, Findings, TASKS, container_term, is_router, loggings_of, tasks,
};
use crate::rules::{Check, Lint, Rule};

/// `FW1114`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1114",
    name: "silent-log-router",
    severity: Severity::Warning,
    factor: Factor::Logs,
    what: "A log router has no log configuration, or sends its own logs through itself.",
    why: "when it cannot reach where it sends the logs, its own output is the only trace of that, and it is lost with the rest",
    bad: r"- Name: router
  FirelensConfiguration: {Type: fluentbit}",
    good: r"- Name: router
  FirelensConfiguration: {Type: fluentbit}
  LogConfiguration:
    LogDriver: awslogs
    Options: {awslogs-group: /router, awslogs-region: eu-west-1, awslogs-stream-prefix: router}",
    fix: "Send the router's own logs to a log group with `awslogs`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

const PROPERTY: &str = "log_configuration";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let term = container_term(manifest, PROPERTY);
    let help = format!("set {term} with the driver `awslogs`");
    for task in tasks(manifest) {
        for container in task.containers.iter().filter(|it| is_router(it)) {
            let name = container.name();
            if container.node.lacks(PROPERTY) {
                let message =
                    format!("the log router `{name}` has no log configuration of its own");
                findings.missing_in(task.resource, container.node, PROPERTY, message, &help);
            }
        }
        for logging in loggings_of(task.resource) {
            let container = logging.container;
            let drivers = logging.drivers().into_iter().filter(|(_, it)| *it == FIRELENS);
            for (node, _) in drivers.filter(|_| is_router(&container)) {
                let name = container.name();
                let message = format!("the log router `{name}` sends its own logs through itself");
                findings.at(task.resource, node, message, &help);
            }
        }
    }
}
