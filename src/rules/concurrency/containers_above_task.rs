//! Containers that together ask for more than their task has.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Container, Findings, TASKS, all_containers, cpu_units, mebibytes};
use crate::rules::{Check, Lint, Rule};

/// `FW0810`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0810",
    name: "containers-above-task",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "The containers of a task reserve more CPU units or memory in all than the task has.",
    why: "ECS refuses to register the task definition, so the deployment stops there",
    bad: r#"Cpu: "256"
ContainerDefinitions:
  - {Name: app, Cpu: 256}
  - {Name: proxy, Cpu: 64}"#,
    good: r#"Cpu: "512"
ContainerDefinitions:
  - {Name: app, Cpu: 256}
  - {Name: proxy, Cpu: 64}"#,
    fix: "Give the task at least what its containers reserve in all.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

/// A property of a task, how it is read, what containers ask of it, and its unit.
type Size = (&'static str, fn(&Node) -> Option<i64>, &'static [&'static str], &'static str);

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let Some(containers) = all_containers(task).filter(|it| it.len() > 1) else { continue };
        let sizes: [Size; 2] = [
            ("cpu", cpu_units, &["cpu"], "CPU units"),
            ("memory", mebibytes, &["memory_reservation", "memory"], "MiB"),
        ];
        for (name, read, asked, unit) in sizes {
            let Some(node) = task.property(name) else { continue };
            let (Some(has), Some(sum)) = (read(node), reserved(&containers, asked)) else {
                continue;
            };
            // What one container alone takes too much of is told as `FW0809`.
            let is_one = name == "memory" && each(&containers, asked).any(|it| it > has);
            if sum > has && !is_one {
                findings.at(
                    task,
                    node,
                    format!(
                        "`{}` has {has} {unit}, and its containers reserve {sum}",
                        task.address
                    ),
                    format!("give the task {sum} {unit} at least, or its containers less"),
                );
            }
        }
    }
}

/// What containers reserve, where it is known: the first of these properties that each has.
fn each<'c>(containers: &'c [Container<'_>], names: &'c [&str]) -> impl Iterator<Item = i64> + 'c {
    let of = |it: &Container<'_>| {
        names.iter().find_map(|name| it.get(name)).and_then(Node::integer).filter(|it| *it > 0)
    };
    containers.iter().filter_map(of)
}

/// The sum of it: what is not known counts as nothing.
fn reserved(containers: &[Container<'_>], names: &[&str]) -> Option<i64> {
    each(containers, names).try_fold(0, i64::checked_add)
}
