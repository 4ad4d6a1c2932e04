//! A repository whose tags can be moved from image to image.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, Safety, term};
use crate::rules::{Check, Lint, Rule};

/// `FW0203`.
///
/// The repair is unsafe: a pipeline that pushes a tag again, as one that keeps `latest` does, fails
/// once tags are immutable.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0203",
    name: "mutable-ecr-tags",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "The tags of an ECR repository can be overwritten: that is the default.",
    why: "a tag that was tested can name another image when it is deployed, and a rollback does not bring the old one back",
    bad: r"Type: AWS::ECR::Repository
Properties:
  RepositoryName: orders",
    good: r"Type: AWS::ECR::Repository
Properties:
  RepositoryName: orders
  ImageTagMutability: IMMUTABLE",
    fix: "Set `ImageTagMutability` (`image_tag_mutability`) to `IMMUTABLE`.",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Unsafe)),
};

/// Whether a word of `ImageTagMutability` lets every tag be overwritten.
const fn is_mutable(word: &str) -> bool {
    word.eq_ignore_ascii_case("MUTABLE")
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    const PROPERTY: &str = "image_tag_mutability";
    for repository in manifest.of("ecr/repository") {
        let help = format!("set {} to `IMMUTABLE`", term(manifest, repository, PROPERTY));
        let message = format!("the tags of `{}` can be overwritten", repository.address);
        let found = match repository.property(PROPERTY) {
            Some(word) => {
                let mutable = |it: &&Node| it.text().is_some_and(is_mutable);
                let Some(word) = word.branches().into_iter().find(mutable) else { continue };
                findings.at(repository, word, message, help)
            }
            None if repository.properties.lacks(PROPERTY) => {
                findings.missing(repository, PROPERTY, message, help)
            }
            None => continue,
        };
        found.set(&[PROPERTY], Data::Text("IMMUTABLE".into()));
    }
}
