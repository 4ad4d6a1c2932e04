//! Logs that stay on the instance.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, loggings, runs_on_fargate};
use crate::rules::{Check, Lint, Rule};

/// `FW1102`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1102",
    name: "local-log-driver",
    severity: Severity::Warning,
    factor: Factor::Logs,
    what: "A container's log driver keeps its logs on the instance, or drops them.",
    why: "a log that is a file of one host is gone when the host is replaced, and nobody can search those of all tasks at once",
    bad: r"LogConfiguration: {LogDriver: json-file}",
    good: r"LogConfiguration:
  LogDriver: awslogs
  Options: {awslogs-group: /web, awslogs-region: eu-west-1, awslogs-stream-prefix: web}",
    fix: "Use `awslogs`, or `awsfirelens` with a log router. Set the finding aside if an agent on the hosts collects these files.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TASKS)),
};

/// Drivers that leave a log on its host, and what that means.
const LOCAL: [(&str, &str); 5] = [
    ("json-file", "writes to a file of its host"),
    ("local", "writes to a file of its host"),
    ("journald", "writes to the journal of its host"),
    ("syslog", "writes to the system log of its host"),
    ("none", "drops its output"),
];

/// What the log driver does if it leaves the log on its host.
fn local(driver: &str) -> Option<&'static str> {
    LOCAL.iter().find(|(name, _)| *name == driver).map(|(_, what)| *what)
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for logging in loggings(manifest) {
        let container = logging.container;
        // Syslog may be sent elsewhere; Fargate does not take these drivers at all.
        if logging.option("syslog-address").is_some()
            || runs_on_fargate(manifest, container.resource)
        {
            continue;
        }
        for (node, driver) in logging.drivers() {
            let Some(what) = local(driver) else { continue };
            findings.at(
                container.resource,
                node,
                format!("`{}` {what} by the log driver `{driver}`", container.name()),
                "use `awslogs`, or `awsfirelens` with a log router",
            );
        }
    }
}
