//! A trigger that the type of the pipeline does not have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6169`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6169",
    name: "trigger-in-old-pipeline",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline of type V1 has triggers or variables, which V2 brought.",
    why: "they do not apply to V1; CodePipeline refuses the pipeline, or makes it one of V2, which is priced otherwise",
    bad: "PipelineType: V1
Triggers: [{ProviderType: CodeStarSourceConnection}]",
    good: "PipelineType: V2
Triggers: [{ProviderType: CodeStarSourceConnection}]",
    fix: "Make it a pipeline of type V2, or remove them.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-types.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        let Some(node) = pipeline.property("pipeline_type") else { continue };
        if node.text() != Some("V1") {
            continue;
        }
        let of_v2 = ["Triggers", "trigger", "Variables", "variable"];
        let written = |key: &str| {
            let all = pipeline.written.iter().filter_map(|it| it.properties.get(key));
            all.flat_map(Node::branches).any(|it| !it.items().is_empty() || !it.fields().is_empty())
        };
        if of_v2.into_iter().any(written) {
            findings.at(
                pipeline,
                node,
                format!("`{}` is of type V1 and uses what V2 brought", pipeline.address),
                "write `V2`, or remove its triggers and variables",
            );
        }
    }
}
