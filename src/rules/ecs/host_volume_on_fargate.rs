//! Volumes that Fargate has no host for.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, TASKS, Volumes, all_services, is_for_fargate, volumes};
use crate::rules::{Check, Lint, Rule};

/// `FW6126`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6126",
    name: "host-volume-on-fargate",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "A task definition for Fargate has a volume of the host, or one that a Docker driver makes.",
    why: "ECS refuses the task definition: Fargate has no host whose folders or drivers a task could use",
    bad: r"RequiresCompatibilities: [FARGATE]
Volumes:
  - Name: data
    Host: {SourcePath: /data}",
    good: r"RequiresCompatibilities: [FARGATE]
Volumes:
  - Name: data",
    fix: "Leave the path out for a volume that lives as long as the task, or use EFS or EBS.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let runs = all_services(manifest)
            .any(|it| it.is_on_fargate() && it.task().is_some_and(|it| std::ptr::eq(it, task)));
        if !is_for_fargate(task) && !runs {
            continue;
        }
        let Volumes { entries, .. } = volumes(task);
        for volume in entries {
            let name = volume.get("name").and_then(|it| it.text()).unwrap_or("a volume");
            for (property, what) in [
                ("host_path", "a folder of the host"),
                ("docker_volume_configuration", "made by a Docker driver"),
            ] {
                let Some(node) = volume.get(property) else { continue };
                let message =
                    format!("`{}` is for Fargate, but its volume `{name}` is {what}", task.address);
                let help = "remove that for a volume that lives as long as the task, or use EFS";
                findings.at(task, node, message, help);
            }
        }
    }
}
