//! An action that asks for what no action makes.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{Findings, Flow, artifact_path, artifacts, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6161`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6161",
    name: "unknown-input-artifact",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "An action of a pipeline takes an artifact that no other action makes.",
    why: "CodePipeline refuses the pipeline, when everything around it is already being changed",
    bad: "Stages:
  - Name: Source
    Actions: [{Name: Source, OutputArtifacts: [{Name: source}]}]
  - Name: Build
    Actions: [{Name: Build, InputArtifacts: [{Name: sources}]}]",
    good: "Stages:
  - Name: Source
    Actions: [{Name: Source, OutputArtifacts: [{Name: source}]}]
  - Name: Build
    Actions: [{Name: Build, InputArtifacts: [{Name: source}]}]",
    fix: "Name an artifact that an earlier action puts out.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        tell(pipeline, findings);
    }
}

fn tell(pipeline: &Resource, findings: &mut Findings<'_>) -> Option<()> {
    let stages = stages(pipeline)?;
    let (taken, made) = (artifacts(&stages, Flow::In)?, artifacts(&stages, Flow::Out)?);
    for artifact in taken {
        if made.iter().any(|it| it.name == artifact.name) {
            continue;
        }
        let help = nearest(artifact.name, made.iter().map(|it| it.name)).map_or_else(
            || "let an earlier action put it out".to_owned(),
            |meant| format!("write `{meant}`, or let an earlier action put it out"),
        );
        let message = format!("no action makes the artifact `{}`", artifact.name);
        let found = findings.at(pipeline, artifact.node, message, help);
        found.path = artifact_path(pipeline, &artifact, Flow::In);
    }
    Some(())
}
