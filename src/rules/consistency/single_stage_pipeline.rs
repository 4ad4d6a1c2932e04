//! A pipeline that has one stage.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6167`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6167",
    name: "single-stage-pipeline",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline has fewer than two stages.",
    why: "CodePipeline refuses it: a pipeline has at least a source and something that is done with it",
    bad: "Stages: [{Name: Source}]",
    good: "Stages: [{Name: Source}, {Name: Build}]",
    fix: "Add the stage that builds or deploys.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        if let Some([only]) = stages(pipeline).as_deref() {
            let node = only.node.get("name").unwrap_or(only.node);
            let message = format!("`{}` is the only stage of its pipeline", only.name);
            findings.at(pipeline, node, message, "add a stage that builds or deploys");
        }
    }
}
