//! An artifact that no action takes.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{Findings, Flow, artifact_path, artifacts, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6164`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6164",
    name: "unused-artifact",
    severity: Severity::Info,
    factor: Factor::BuildReleaseRun,
    what: "An action of a pipeline puts out an artifact that no other action takes.",
    why: "what was built and tested may not be what is deployed: often a later action takes an older artifact by mistake",
    bad: "Actions: [{Name: Build, OutputArtifacts: [{Name: built}]}]",
    good: "Actions: [{Name: Build, OutputArtifacts: []}]",
    fix: "Let a later action take it, or do not put it out.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        tell(pipeline, findings);
    }
}

fn tell(pipeline: &Resource, findings: &mut Findings<'_>) -> Option<()> {
    let stages = stages(pipeline)?;
    let (taken, made) = (artifacts(&stages, Flow::In)?, artifacts(&stages, Flow::Out)?);
    let is_unused = |name: &str| taken.iter().all(|it| it.name != name);
    for artifact in made.iter().filter(|it| is_unused(it.name)) {
        let message = format!("no action takes the artifact `{}`", artifact.name);
        let help = "let a later action take it, or do not put it out";
        let found = findings.at(pipeline, artifact.node, message, help);
        found.path = artifact_path(pipeline, artifact, Flow::Out);
    }
    Some(())
}
