//! Log streams without a name on Fargate.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{AWSLOGS, Findings, Safety, TASKS, loggings, runs_on_fargate};
use crate::rules::{Check, Lint, Rule};

/// `FW1105`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1105",
    name: "no-stream-prefix",
    severity: Severity::Error,
    factor: Factor::Logs,
    what: "A container on Fargate logs with `awslogs` and has no `awslogs-stream-prefix`.",
    why: "without it Fargate refuses the task definition, and a stream has no name that leads back to its task",
    bad: r"LogConfiguration:
  LogDriver: awslogs
  Options: {awslogs-group: /web, awslogs-region: eu-west-1}",
    good: r"LogConfiguration:
  LogDriver: awslogs
  Options: {awslogs-group: /web, awslogs-region: eu-west-1, awslogs-stream-prefix: web}",
    fix: "Set it to the name of the service.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).repaired(Safety::Safe).in_formats(TASKS)),
};

const OPTION: &str = "awslogs-stream-prefix";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for logging in loggings(manifest).iter().filter(|it| it.is(AWSLOGS) && it.lacks(OPTION)) {
        let container = logging.container;
        if runs_on_fargate(manifest, container.resource) {
            let found = findings.missing_in(
                container.resource,
                logging.node,
                &format!("options/{OPTION}"),
                format!("`{}` logs on Fargate without `{OPTION}`", container.name()),
                format!("set `{OPTION}`, for instance to the name of its service"),
            );
            let family = container.resource.property("family").and_then(Node::text);
            let prefix = family.or(container.get("name").and_then(Node::text));
            let options = logging.node.get("options").filter(|it| !it.fields().is_empty());
            if let Some((prefix, options)) = prefix.zip(options) {
                found.enter(options.span, OPTION, prefix);
            }
        }
    }
}
