//! A build that runs in an image which CodeBuild has deprecated.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW7008`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7008",
    name: "ended-build-image",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "A CodeBuild project uses a managed image that AWS has deprecated.",
    why: "a deprecated image gets no patches, so every release is built with tools whose faults are known; and it is no longer cached, so every build waits for it",
    bad: "Image: aws/codebuild/standard:4.0",
    good: "Image: aws/codebuild/standard:7.0",
    fix: "Use a managed image that is maintained, or an image of your own by digest.",
    source: "https://docs.aws.amazon.com/codebuild/latest/userguide/deprecated-images.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Images and the day on which CodeBuild deprecated them.
const ENDED: &[(&str, &str)] = &[
    ("aws/codebuild/amazonlinux2-aarch64-standard:1.0", "2023-03-31"),
    ("aws/codebuild/amazonlinux2-x86_64-standard:2.0", "2022-06-30"),
    ("aws/codebuild/amazonlinux2-x86_64-standard:3.0", "2023-05-09"),
    ("aws/codebuild/standard:3.0", "2022-06-30"),
    ("aws/codebuild/standard:4.0", "2023-03-31"),
];

/// The day on which an image was deprecated; its definition may be pinned to a date.
fn ended(image: &str) -> Option<&'static str> {
    let is_it = |name: &str| {
        image.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    ENDED.iter().find(|(name, _)| is_it(name)).map(|(_, day)| *day)
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for project in manifest.of("codebuild/project") {
        let image = project.properties.at("environment.image");
        for image in image.map(Node::branches).unwrap_or_default() {
            if let Some((name, day)) = image.text().and_then(|it| Some((it, ended(it)?))) {
                findings.at(
                    project,
                    image,
                    format!("`{}` builds in `{name}`, deprecated on {day}", project.address),
                    "use a managed image that is maintained",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pinned_definition_is_the_image() {
        for image in ["aws/codebuild/standard:4.0", "aws/codebuild/standard:4.0-22.10.11"] {
            assert_eq!(ended(image), Some("2023-03-31"), "{image}");
        }
        for image in ["aws/codebuild/standard:7.0", "aws/codebuild/standard:40", "mine:4.0"] {
            assert_eq!(ended(image), None, "{image}");
        }
    }
}
