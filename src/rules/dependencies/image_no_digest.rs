//! An image that is named by a tag, which its registry may move.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::image::{Version, version};
use crate::rules::lint::{Findings, IMAGES, images, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW0202`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0202",
    name: "image-no-digest",
    severity: Severity::Info,
    factor: Factor::Dependencies,
    what: "A container runs, or a Dockerfile builds on, an image that is not named by its digest.",
    why: "whoever may push to the registry may move a tag, so only a digest says that two deploys of one release run the same bytes",
    bad: r"ContainerDefinitions:
  - Name: app
    Image: public.ecr.aws/docker/library/nginx:1.27",
    good: r"ContainerDefinitions:
  - Name: app
    Image: public.ecr.aws/docker/library/nginx:1.27@sha256:0a3cb7ee4a83ba4bd1b1e4b3ac2e8e5c1d38e0e1a5a3e2d3a4c3f6b7c8d9e0f1",
    fix: "Append `@sha256:` and the digest; the tag may stay for readers.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(IMAGES)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for image in images(manifest) {
        match version(&spelled(manifest, image.node)) {
            Version::Tag(_) | Version::Implicit => {}
            Version::Digest | Version::Unknown => continue,
        }
        let message = format!("{}, which no digest pins", image.used());
        findings.at(image.resource, image.node, message, "append `@sha256:` and the digest");
    }
}
