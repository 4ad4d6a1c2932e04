//! A task definition that does not tell which release it is of.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::image::{Version, identifies_a_build, version};
use crate::rules::lint::{Findings, TASKS, Task, spelled, tasks};
use crate::rules::name::words;
use crate::rules::{Check, Lint, Rule};

/// `FW0105`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0105",
    name: "no-release-provenance",
    severity: Severity::Info,
    factor: Factor::Codebase,
    what: "No image of a task definition is named by digest, version or commit, and no tag or label names a release.",
    why: "a deploy must be traceable to one commit, and nothing here tells which one runs",
    bad: r"Type: AWS::ECS::TaskDefinition
Properties:
  ContainerDefinitions:
    - Name: app
      Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:stable",
    good: r"Type: AWS::ECS::TaskDefinition
Properties:
  Tags: [{Key: commit, Value: 3f2c91e}]
  ContainerDefinitions:
    - Name: app
      Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:stable",
    fix: "Name the image by digest, version or commit, or tag the task definition with one.",
    source: "https://12factor.net/codebase",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

/// Whether the key of a tag or label says that its value names a release.
fn names_a_release(key: &str) -> bool {
    words(key).iter().any(|word| {
        let known = ["version", "commit", "revision", "release", "sha", "build", "githash"];
        known.contains(&&**word)
    })
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    if manifest.frame.tags.iter().any(|(key, _)| names_a_release(key)) {
        return;
    }
    for task in tasks(manifest) {
        if !runs_unnamed_builds(manifest, &task) || may_be_tagged(task.resource.property("tags")) {
            continue;
        }
        let task = task.resource;
        findings.missing(
            task,
            "tags",
            format!("`{}` does not tell which release it is of", task.address),
            "name its image by digest, version or commit, or add a tag `commit`",
        );
    }
}

/// Whether some tag names a release, or the tags are not known.
fn may_be_tagged(tags: Option<&Node>) -> bool {
    tags.is_some_and(|tags| {
        let fields = tags.fields();
        fields.is_empty() || fields.iter().any(|field| names_a_release(&field.key))
    })
}

/// Whether every image of a task is known, and none tells which build it is.
fn runs_unnamed_builds(manifest: &Manifest, task: &Task<'_>) -> bool {
    let mut any = false;
    for container in &task.containers {
        let Some(image) = container.get("image") else { return false };
        let labels = container.get("docker_labels").map(Node::fields).unwrap_or_default();
        if labels.iter().any(|field| names_a_release(&field.key)) {
            return false;
        }
        for branch in image.branches() {
            match version(&spelled(manifest, branch)) {
                Version::Tag(tag) if !identifies_a_build(tag) => any = true,
                Version::Implicit => any = true,
                Version::Tag(_) | Version::Digest | Version::Unknown => return false,
            }
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_tags() {
        for key in [
            "commit",
            "git-commit",
            "app.version",
            "ReleaseId",
            "org.opencontainers.image.revision",
        ] {
            assert!(names_a_release(key), "{key}");
        }
        for key in ["Name", "environment", "conversion", "owner", ""] {
            assert!(!names_a_release(key), "{key}");
        }
    }
}
