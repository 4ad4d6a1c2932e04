//! A pipeline that does not begin with its source.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6165`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6165",
    name: "misplaced-source",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "The first stage of a pipeline has an action that is no source, or a later stage has a source.",
    why: "CodePipeline refuses the pipeline: its first stage has source actions only, and only that stage has any",
    bad: "Stages:
  - Name: Build
    Actions: [{Name: Build, ActionTypeId: {Category: Build}}]",
    good: "Stages:
  - Name: Source
    Actions: [{Name: Source, ActionTypeId: {Category: Source}}]
  - Name: Build
    Actions: [{Name: Build, ActionTypeId: {Category: Build}}]",
    fix: "Put the sources, and nothing else, into the first stage.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        for (position, stage) in stages(pipeline).unwrap_or_default().iter().enumerate() {
            for action in &stage.actions {
                let (message, help) = match (position, action.category) {
                    (0, "Source") => continue,
                    (0, category) => (
                        format!(
                            "the first stage does not begin with a source, but with `{category}`"
                        ),
                        "move it to a later stage",
                    ),
                    (_, "Source") => (
                        format!("stage `{}` has a source and is not the first", stage.name),
                        "move it to the first stage",
                    ),
                    _ => continue,
                };
                let node = action.node.get("category").unwrap_or(action.node);
                findings.at(pipeline, node, message, help);
            }
        }
    }
}
