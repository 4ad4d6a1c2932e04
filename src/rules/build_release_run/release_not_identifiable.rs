//! An image that is named for the environment it runs in.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::image::{Version, identifies_a_build, version};
use crate::rules::lint::{CONTAINERS, Findings, Role, images, spelled};
use crate::rules::name::{is_environment, may_be_environment};
use crate::rules::{Check, Lint, Rule};

/// `FW0505`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0505",
    name: "release-not-identifiable",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "The tag of an image is the name of an environment, as in `:prod` or `:orders-development`.",
    why: "releases are immutable: a tag that says where an image runs is moved with each release, so nothing says which one runs and there is none to go back to",
    bad: r"ContainerDefinitions:
  - Name: app
    Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:production",
    good: r"ContainerDefinitions:
  - Name: app
    Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2",
    fix: "Tag images by commit or version, and promote the same image from environment to environment.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(CONTAINERS)),
};

/// Whether a tag names an environment and no build.
fn names_an_environment(tag: &str) -> bool {
    let last = tag.rsplit(['-', '_', '.']).next().unwrap_or(tag);
    let is_suffixed = last.len() < tag.len() && is_environment(last);
    (may_be_environment(tag) || is_suffixed)
        && !identifies_a_build(tag)
        && !tag.split(['-', '_']).any(|word| matches!(word, "latest" | "stable" | "edge"))
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for image in images(manifest).into_iter().filter(|image| image.role == Role::Runs) {
        let text = spelled(manifest, image.node);
        let Version::Tag(tag) = version(&text) else { continue };
        if names_an_environment(tag) {
            findings.at(
                image.resource,
                image.node,
                format!("{}: the tag `{tag}` names an environment, no release", image.used()),
                "tag images by commit or version, and promote the same one",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for tag in ["prod", "production", "test", "svc-development", "orders_staging", "app.qa"] {
            assert!(names_an_environment(tag), "{tag}");
        }
        for tag in [
            "latest",
            "1.4.2",
            "0.0.41-dev",
            "3f2c91e-prod",
            "latest-dev",
            "stable",
            "unit-test",
            "3.9-dev",
            "reproduction",
            "",
        ] {
            assert!(!names_an_environment(tag), "{tag}");
        }
    }
}
