//! A container whose output goes nowhere.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{
    Findings, TASKS, container_hosts, container_term, containers_of, is_router, runs_on_fargate,
};
use crate::rules::{Check, Lint, Rule};

/// `FW1101`.
///
/// What runs on instances logs by the Docker daemon's default driver, which the instances may set.
/// So a task that is not for Fargate is judged only beside the instances it may run on.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1101",
    name: "no-log-config",
    severity: Severity::Error,
    factor: Factor::Logs,
    what: "A container of a task definition has no log configuration.",
    why: "on Fargate its output is thrown away, and on an instance it stays in a file that dies with the instance: nobody can read why it failed",
    bad: r"ContainerDefinitions:
  - Name: web",
    good: r"ContainerDefinitions:
  - Name: web
    LogConfiguration:
      LogDriver: awslogs
      Options: {awslogs-group: /web, awslogs-region: eu-west-1, awslogs-stream-prefix: web}",
    fix: "Send it to a log group with `awslogs`, or to a log router with `awsfirelens`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

const PROPERTY: &str = "log_configuration";
/// What an instance that ships the logs of its containers has in its user data.
const SHIPPERS: [&str; 8] = [
    "log-driver",
    "log_driver",
    "awslogs",
    "amazon-cloudwatch-agent",
    "fluent",
    "filebeat",
    "datadog",
    "splunk",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let term = container_term(manifest, PROPERTY);
    for task in manifest.of("ecs/task-definition").filter(|it| loses_output(manifest, it)) {
        for container in containers_of(task) {
            if container.node.lacks(PROPERTY) && !is_router(&container) {
                findings.missing_in(
                    task,
                    container.node,
                    PROPERTY,
                    format!(
                        "`{}` has no log configuration, so its output is lost",
                        container.name()
                    ),
                    format!("set {term} with the driver `awslogs`, or `awsfirelens`"),
                );
            }
        }
    }
}

/// Whether nothing keeps what a container of a task writes unless the container says so.
fn loses_output(manifest: &Manifest, task: &Resource) -> bool {
    if runs_on_fargate(manifest, task) {
        return true;
    }
    let hosts = container_hosts(manifest);
    let ships = |script: &str| SHIPPERS.iter().any(|it| script.contains(it));
    !hosts.is_empty() && hosts.iter().all(|it| !ships(&it.script))
}
