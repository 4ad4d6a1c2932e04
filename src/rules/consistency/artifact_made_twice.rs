//! Two actions that make one artifact.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{Findings, Flow, artifact_path, artifacts, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6163`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6163",
    name: "artifact-made-twice",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "Two actions of a pipeline put out an artifact of the same name.",
    why: "CodePipeline refuses the pipeline: names of output artifacts are unique in it, or nobody knew which of the two is deployed",
    bad: "Actions:
  - {Name: Web, OutputArtifacts: [{Name: built}]}
  - {Name: Api, OutputArtifacts: [{Name: built}]}",
    good: "Actions:
  - {Name: Web, OutputArtifacts: [{Name: built-web}]}
  - {Name: Api, OutputArtifacts: [{Name: built-api}]}",
    fix: "Give each its own name.",
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
    let made = artifacts(&stages(pipeline)?, Flow::Out)?;
    for (position, artifact) in made.iter().enumerate() {
        let Some(first) = made[..position].iter().find(|it| it.name == artifact.name) else {
            continue;
        };
        let message = format!("another action makes the artifact `{}` too", artifact.name);
        let found = findings.at(pipeline, artifact.node, message, "give it a name of its own");
        found.path = artifact_path(pipeline, artifact, Flow::Out);
        found.related("it is made here as well", first.node.span);
    }
    Some(())
}
