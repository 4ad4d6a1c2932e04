//! Containers that wait for each other.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Container, Findings, TASKS, dependencies, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6128`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6128",
    name: "dependency-cycle",
    severity: Severity::Error,
    factor: Factor::Processes,
    what: "Containers of a task wait for each other in a circle.",
    why: "ECS refuses the task definition: none of them could start first",
    bad: r"- Name: web
  DependsOn:
    - {ContainerName: proxy, Condition: START}
- Name: proxy
  DependsOn:
    - {ContainerName: web, Condition: START}",
    good: r"- Name: web
  DependsOn:
    - {ContainerName: proxy, Condition: START}
- Name: proxy",
    fix: "Remove one of the dependencies.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        for list in slots(task) {
            let containers: Vec<_> = list.into_iter().flatten().collect();
            if let Some((first, circle)) = containers.iter().find_map(|it| circle(&containers, it))
            {
                let message = format!("`{}` waits for itself: {}", first.name(), circle.join(", "));
                let Some(dependency) =
                    dependencies(first).into_iter().find(|it| it.on == circle[1].trim_matches('`'))
                else {
                    continue;
                };
                findings.at(task, dependency.node, message, "remove one of these dependencies");
            }
        }
    }
}

/// The containers that one waits for and that wait for it in the end, from it to it. A container
/// that waits for itself is left to another rule.
fn circle<'c, 'm>(
    containers: &'c [Container<'m>],
    first: &'c Container<'m>,
) -> Option<(&'c Container<'m>, Vec<String>)> {
    let mut paths = vec![vec![first.name()]];
    let mut seen: Vec<&str> = Vec::new();
    while let Some(path) = paths.pop() {
        let last = *path.last()?;
        for container in containers.iter().filter(|it| it.name() == last) {
            for on in dependencies(container).into_iter().map(|it| it.on).filter(|it| *it != last) {
                let longer = [path.as_slice(), &[on]].concat();
                if on == first.name() {
                    return Some((first, longer.into_iter().map(|it| format!("`{it}`")).collect()));
                }
                if !seen.contains(&on) {
                    seen.push(on);
                    paths.push(longer);
                }
            }
        }
    }
    None
}
