//! An action that runs no later than the one whose artifact it takes.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{Findings, Flow, artifact_path, artifacts, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6162`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6162",
    name: "late-artifact",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "An action of a pipeline takes an artifact that is made in the same run order, or later.",
    why: "CodePipeline refuses the pipeline: actions of one run order start together",
    bad: "Actions:
  - {Name: Build, RunOrder: 1, OutputArtifacts: [{Name: built}]}
  - {Name: Test, RunOrder: 1, InputArtifacts: [{Name: built}]}",
    good: "Actions:
  - {Name: Build, RunOrder: 1, OutputArtifacts: [{Name: built}]}
  - {Name: Test, RunOrder: 2, InputArtifacts: [{Name: built}]}",
    fix: "Give the action that takes it a higher run order, or a later stage.",
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
        let made: Vec<_> = made.iter().filter(|it| it.name == artifact.name).collect();
        let Some(first) = made.iter().min_by_key(|it| it.at) else { continue };
        if first.at < artifact.at {
            continue;
        }
        let message = format!("`{}` is not made yet when this action starts", artifact.name);
        let help = if first.at.0 == artifact.at.0 {
            format!("set the run order to {} or more", first.at.1 + 1)
        } else {
            "move the action behind the stage that makes it".to_owned()
        };
        let found = findings.at(pipeline, artifact.node, message, help);
        found.path = artifact_path(pipeline, &artifact, Flow::In);
        found.related("it is made here", first.node.span);
    }
    Some(())
}
