//! An image that runs as root.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW0209`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0209",
    name: "root-user",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "The last `USER` of an image is root.",
    why: "whoever takes the process over is root in its container, with every tool that the build left there",
    bad: r"FROM public.ecr.aws/docker/library/node:22
USER root",
    good: r"FROM public.ecr.aws/docker/library/node:22
USER node",
    fix: "Go back to a user without rights after what needs root.",
    source: "https://docs.docker.com/build/building/best-practices/#user",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[Format::Dockerfile])),
};

/// What entry points call to give up being root.
const DROPPERS: [&str; 5] = ["gosu", "su-exec", "setpriv", "supervisord", "s6-"];

/// Whether a user is root; a group may stand behind it.
fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), Some("root" | "0"))
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for stage in manifest.of("image-stage") {
        let is_last = stage.property("last").and_then(Node::bool) == Some(true);
        let Some(node) = stage.property("user").filter(|_| is_last) else { continue };
        let Some(user) = node.text().filter(|it| is_root(it)) else { continue };
        if gives_up_root(stage) {
            continue;
        }
        let message = format!("the image runs as `{user}`");
        findings.at(stage, node, message, "end with a `USER` that has no rights");
    }
}

/// Whether something in a stage becomes another user later.
pub(in crate::rules) fn gives_up_root(stage: &Resource) -> bool {
    let mut found = false;
    stage.properties.walk(&mut |node| {
        let text = node.text().unwrap_or_default();
        found |= DROPPERS.iter().any(|it| text.contains(it));
    });
    found
}
