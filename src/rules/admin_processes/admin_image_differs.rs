//! An admin task of another release than its service.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::image::{self, Version};
use crate::rules::lint::{Findings, containers_of, is_one_off, is_served, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW1204`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1204",
    name: "admin-image-differs",
    severity: Severity::Warning,
    factor: Factor::AdminProcesses,
    what: "A scheduled or one-off task runs another version of the image that a service of the manifest runs.",
    why: "admin code that is not of the release that is live works on a schema that it does not know",
    bad: r"Web:    Image: shop:2.1
Report: Image: shop:1.9",
    good: r"Web:    Image: shop:2.1
Report: Image: shop:2.1",
    fix: "Run both from one image, named once.",
    source: "https://12factor.net/admin-processes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// An image that a service runs.
struct Released<'m> {
    task: &'m Resource,
    repository: String,
    version: String,
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let tasks = || manifest.of("ecs/task-definition");
    let released: Vec<_> = tasks()
        .filter(|it| is_served(manifest, it))
        .flat_map(|task| {
            images(task).filter_map(move |it| {
                let (repository, version) = parts(manifest, it)?;
                Some(Released { task, repository, version })
            })
        })
        .collect();
    for task in tasks().filter(|it| is_one_off(manifest, it)) {
        for node in images(task) {
            let Some((repository, version)) = parts(manifest, node) else { continue };
            let same = || released.iter().filter(|it| it.repository == repository);
            let Some(other) = same().find(|it| it.version != version) else { continue };
            if same().any(|it| it.version == version) {
                continue;
            }
            findings
                .at(
                    task,
                    node,
                    format!(
                        "`{}` runs `{version}` of `{repository}`, and `{}` runs `{}`",
                        task.address, other.task.address, other.version
                    ),
                    "run both from one image, named once",
                )
                .related("the task definition of the service", other.task.head);
        }
    }
}

fn images(task: &Resource) -> impl Iterator<Item = &Node> {
    containers_of(task).into_iter().flat_map(|it| it.images())
}

/// Repository and version of an image, if both are known.
fn parts(manifest: &Manifest, node: &Node) -> Option<(String, String)> {
    let reference = spelled(manifest, node);
    if reference.contains(image::HOLE) {
        return None;
    }
    let (repository, version) = match image::version(&reference) {
        Version::Digest => reference.split_once('@')?,
        Version::Tag(_) => reference.rsplit_once(':')?,
        Version::Implicit | Version::Unknown => return None,
    };
    Some((repository.to_owned(), version.to_owned()))
}
