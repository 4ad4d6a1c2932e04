//! An approval that takes or makes artifacts.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, Flow, artifact_names, path_of, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6170`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6170",
    name: "approval-with-artifacts",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A manual approval of a pipeline has input or output artifacts.",
    why: "CodePipeline refuses the pipeline: an approval takes none and makes none",
    bad: r#"Name: Approve
ActionTypeId: {Category: Approval, Owner: AWS, Provider: Manual, Version: "1"}
InputArtifacts: [{Name: built}]"#,
    good: r#"Name: Approve
ActionTypeId: {Category: Approval, Owner: AWS, Provider: Manual, Version: "1"}"#,
    fix: "Remove them; a link to what is approved goes into `ExternalEntityLink`.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-requirements.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        let stages = stages(pipeline).unwrap_or_default();
        let actions = stages.iter().flat_map(|stage| &stage.actions);
        for action in actions.filter(|it| it.category == "Approval") {
            for flow in [Flow::In, Flow::Out] {
                let names = artifact_names(action.node, flow).unwrap_or_default();
                let Some((name, node)) = names.first() else { continue };
                let message = format!("a manual approval has the artifact `{name}`");
                let found = findings.at(pipeline, node, message, "remove it");
                found.path = format!("{}/artifacts/{name}", path_of(pipeline, action.node));
            }
        }
    }
}
