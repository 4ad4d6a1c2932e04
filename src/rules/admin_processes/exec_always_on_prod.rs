//! A shell into every task, always.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest};

use crate::rules::lint::{Findings, is_for_trial};
use crate::rules::{Check, Lint, Rule};

/// `FW1203`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1203",
    name: "exec-always-on-prod",
    severity: Severity::Info,
    factor: Factor::AdminProcesses,
    what: "A service has ECS Exec switched on, wherever it is deployed.",
    why: "a change made in the shell of a running task is in no release and gone with the task, and whoever may run the command has the task's permissions",
    bad: r"EnableExecuteCommand: true",
    good: r"EnableExecuteCommand: !Ref ExecEnabled",
    fix: "Make it a parameter that is off in production, switch it on for an incident, and log the sessions.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in manifest.of("ecs/service").filter(|it| !is_for_trial(manifest, it)) {
        let Some(node) = service.property("enable_execute_command") else { continue };
        // A parameter is for each environment to set.
        let is_written = matches!(node.data, Data::Bool(_) | Data::Text(_));
        if is_written && node.bool() == Some(true) {
            findings.at(
                service,
                node,
                format!("`{}` lets in a shell in every environment", service.address),
                "make it a parameter that is off in production",
            );
        }
    }
}
