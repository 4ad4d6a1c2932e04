//! An image that is another one tomorrow.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::image::{Version, is_latest, version};
use crate::rules::lint::{Findings, IMAGES, images, spelled};
use crate::rules::{Check, Lint, Rule};

/// `FW0201`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0201",
    name: "image-latest",
    severity: Severity::Error,
    factor: Factor::Dependencies,
    what: "A container runs, or a Dockerfile builds on, an image with the tag `latest` or without a tag.",
    why: "a floating dependency makes two deploys of one release differ, and a rollback does not bring the old image back",
    bad: r"ContainerDefinitions:
  - Name: app
    Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:latest",
    good: r"ContainerDefinitions:
  - Name: app
    Image: 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2",
    fix: "Name a version, a commit or, best, the digest.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(IMAGES)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for image in images(manifest) {
        let text = spelled(manifest, image.node);
        let why = match version(&text) {
            Version::Tag(tag) if is_latest(tag) => "the tag `latest` moves",
            Version::Implicit => "no tag means `latest`",
            Version::Tag(_) | Version::Digest | Version::Unknown => continue,
        };
        let message = format!("{}: {why}", image.used());
        findings.at(image.resource, image.node, message, "name a version, a commit or a digest");
    }
}
