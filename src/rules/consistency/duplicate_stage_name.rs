//! Two stages, or two actions of a stage, of one name.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6166`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6166",
    name: "duplicate-stage-name",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "Two stages of a pipeline, or two actions of a stage, have the same name.",
    why: "CodePipeline refuses the pipeline: it tells stages, and the actions of a stage, by their names",
    bad: "Stages: [{Name: Deploy}, {Name: Deploy}]",
    good: "Stages: [{Name: Staging}, {Name: Production}]",
    fix: "Give each its own name.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        let stages = stages(pipeline).unwrap_or_default();
        let of_stages: Vec<_> = stages.iter().map(|stage| stage.node).collect();
        tell(pipeline, "stage", &of_stages, findings);
        for stage in &stages {
            let of_actions: Vec<_> = stage.actions.iter().map(|action| action.node).collect();
            tell(pipeline, "action", &of_actions, findings);
        }
    }
}

fn tell(pipeline: &Resource, what: &str, nodes: &[&Node], findings: &mut Findings<'_>) {
    let name = |node: &&Node| node.get("name").and_then(Node::text).map(str::to_owned);
    for (position, node) in nodes.iter().enumerate() {
        let (Some(text), Some(at)) = (name(node), node.get("name")) else { continue };
        if let Some(first) = nodes[..position].iter().find(|it| name(it).as_ref() == Some(&text)) {
            let message = format!("another {what} is called `{text}` too");
            let first = first.get("name").unwrap_or(first).span;
            findings
                .at(pipeline, at, message, "give it a name of its own")
                .related("it is called so here as well", first);
        }
    }
}
