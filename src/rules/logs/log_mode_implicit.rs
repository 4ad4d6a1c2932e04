//! Logs whose delivery mode is whatever the account has.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{AWSLOGS, Findings, TASKS, loggings};
use crate::rules::{Check, Lint, Rule};

/// `FW1106`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1106",
    name: "log-mode-implicit",
    severity: Severity::Info,
    factor: Factor::Logs,
    what: "A container logs with `awslogs` and does not say in which mode.",
    why: "`blocking` stops the app when CloudWatch Logs does not answer, `non-blocking` drops lines when its buffer is full; which one is the default depends on the account, and changed on 25 June 2025",
    bad: r"Options: {awslogs-group: /web, awslogs-region: eu-west-1, awslogs-stream-prefix: web}",
    good: r"Options: {awslogs-group: /web, awslogs-region: eu-west-1, awslogs-stream-prefix: web, mode: non-blocking, max-buffer-size: 25m}",
    fix: "Say `non-blocking` with a `max-buffer-size`, or `blocking` where a lost line costs more than a stopped app.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for logging in loggings(manifest).iter().filter(|it| it.is(AWSLOGS) && it.lacks("mode")) {
        let container = logging.container;
        findings.missing_in(
            container.resource,
            logging.node,
            "options/mode",
            format!("`{}` does not say whether its logs may block it", container.name()),
            "set `mode` to `non-blocking` with a `max-buffer-size`, or to `blocking`",
        );
    }
}
