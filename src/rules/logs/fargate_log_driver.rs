//! Log drivers that Fargate does not have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{AWSLOGS, FIRELENS, Findings, TASKS, loggings, runs_on_fargate};
use crate::rules::{Check, Lint, Rule};

/// `FW1110`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1110",
    name: "fargate-log-driver",
    severity: Severity::Error,
    factor: Factor::Logs,
    what: "A container on Fargate has a log driver that Fargate does not have.",
    why: "Fargate knows `awslogs`, `splunk` and `awsfirelens`; a task definition with another one is refused",
    bad: r"RequiresCompatibilities: [FARGATE]
ContainerDefinitions:
  - Name: web
    LogConfiguration: {LogDriver: json-file}",
    good: r"RequiresCompatibilities: [FARGATE]
ContainerDefinitions:
  - Name: web
    LogConfiguration: {LogDriver: awslogs}",
    fix: "Use `awslogs`, or `awsfirelens` with a log router for everything else.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

/// Whether Fargate has a log driver.
fn is_taken(driver: &str) -> bool {
    matches!(driver, AWSLOGS | FIRELENS | "splunk")
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for logging in loggings(manifest) {
        let container = logging.container;
        if !runs_on_fargate(manifest, container.resource) {
            continue;
        }
        for (node, driver) in logging.drivers().into_iter().filter(|(_, it)| !is_taken(it)) {
            findings.at(
                container.resource,
                node,
                format!("`{}` has the log driver `{driver}` on Fargate", container.name()),
                "use `awslogs`, `splunk` or `awsfirelens`",
            );
        }
    }
}
