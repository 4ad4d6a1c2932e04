//! A tag that may mean another image for the next task.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::image::{self, Version};
use crate::rules::lint::{Findings, TASKS, spelled, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW2019`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2019",
    name: "digest-resolution-off",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A container has version consistency switched off.",
    why: "ECS then asks the registry again for each task it starts: after a push under the same tag, tasks of one deployment run different code",
    bad: r"- Name: web
  Image: web:1.4
  VersionConsistency: disabled",
    good: r"- Name: web
  Image: web:1.4",
    fix: "Leave it on, or name the image by its digest.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in tasks(manifest).iter().flat_map(|task| &task.containers) {
        let Some(node) = container.get("version_consistency") else { continue };
        let is_off = |it: &&Node| it.text() == Some("disabled");
        let Some(off) = node.branches().into_iter().find(is_off) else { continue };
        let is_pinned =
            |it: &&Node| matches!(image::version(&spelled(manifest, it)), Version::Digest);
        let images = container.images();
        if images.is_empty() || !images.iter().all(is_pinned) {
            findings.at(
                container.resource,
                off,
                format!("`{}` may run different images under one tag", container.name()),
                "leave version consistency on, or name the image by its digest",
            );
        }
    }
}
