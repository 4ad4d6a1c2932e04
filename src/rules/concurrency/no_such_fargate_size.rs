//! A Fargate task of a size that there is not.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::Fargate;

use crate::rules::lint::{Findings, TASKS, cpu_units, is_for_fargate, mebibytes};
use crate::rules::{Check, Lint, Rule};

/// `FW0811`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0811",
    name: "no-such-fargate-size",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A task definition for Fargate has CPU units and memory that do not go together.",
    why: "ECS refuses to register it, so the deployment stops there",
    bad: r#"RequiresCompatibilities: [FARGATE]
Cpu: "256"
Memory: "4096""#,
    good: r#"RequiresCompatibilities: [FARGATE]
Cpu: "512"
Memory: "4096""#,
    fix: "Take a pair of the table of Fargate task sizes.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition").filter(|it| is_for_fargate(it)) {
        let (Some(cpu), Some(memory)) = (task.property("cpu"), task.property("memory")) else {
            continue;
        };
        let (Some(units), Some(mib)) = (cpu_units(cpu), mebibytes(memory)) else { continue };
        if Fargate::exists(units, mib) {
            continue;
        }
        match Fargate::memory_for(units) {
            Some((least, most, step)) => findings.at(
                task,
                memory,
                format!("no task on Fargate has {units} CPU units and {mib} MiB"),
                format!("{units} CPU units take {least} to {most} MiB in steps of {step}"),
            ),
            None => findings.at(
                task,
                cpu,
                format!("no task on Fargate has {units} CPU units"),
                "take 256, 512, 1024, 2048, 4096, 8192 or 16384: 1024 are one vCPU",
            ),
        };
    }
}
