//! A Fargate task that does not say which processor it is built for.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::{Findings, Safety, TASKS};
use crate::rules::{Check, Lint, Rule};

/// `FW0206`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0206",
    name: "cpu-arch-implicit",
    severity: Severity::Info,
    factor: Factor::Dependencies,
    what: "A task definition for Fargate leaves the CPU architecture to the default, `X86_64`.",
    why: "an image is built for one architecture: one that was built on an ARM laptop or runner does not start, and nothing here says which was meant",
    bad: r"Type: AWS::ECS::TaskDefinition
Properties:
  RequiresCompatibilities: [FARGATE]",
    good: r"Type: AWS::ECS::TaskDefinition
Properties:
  RequiresCompatibilities: [FARGATE]
  RuntimePlatform:
    CpuArchitecture: X86_64",
    fix: "Set `RuntimePlatform.CpuArchitecture` (`runtime_platform.cpu_architecture`).",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).repaired(Safety::Safe).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition").filter(|task| runs_on_fargate(task)) {
        let is_implicit = task.properties.lacks("runtime_platform")
            || task.property("runtime_platform").is_some_and(|it| it.lacks("cpu_architecture"));
        if is_implicit {
            let found = findings.missing(
                task,
                "runtime_platform/cpu_architecture",
                format!("`{}` does not say which CPU architecture it is built for", task.address),
                "set the CPU architecture of its runtime platform",
            );
            found.set(&["runtime_platform", "cpu_architecture"], Data::Text("X86_64".into()));
        }
    }
}

/// Whether a task definition says that it runs on Fargate. One for EC2 runs on whatever architecture
/// its instances have, which an explicit one would narrow.
fn runs_on_fargate(task: &Resource) -> bool {
    let list = task.property("requires_compatibilities").map(Node::items).unwrap_or_default();
    list.iter().any(|it| it.text() == Some("FARGATE"))
}
