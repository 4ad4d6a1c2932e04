//! A build project that is named like another one of the manifest.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW6171`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6171",
    name: "unknown-build-project",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "An action of a pipeline names a CodeBuild project that the manifest lacks, and it has one whose name is nearly the same.",
    why: "the pipeline is made all the same, and its first run stops at the build",
    bad: "Configuration: {ProjectName: buld}",
    good: "Configuration: {ProjectName: build}",
    fix: "Refer to the project instead of writing its name.",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let projects: Option<Vec<_>> =
        manifest.of("codebuild/project").map(|it| it.property("name")?.text()).collect();
    let Some(projects) = projects.filter(|it| !it.is_empty()) else { return };
    for pipeline in manifest.of("codepipeline/pipeline") {
        let stages = stages(pipeline).unwrap_or_default();
        let actions = stages.iter().flat_map(|stage| &stage.actions);
        for action in actions.filter(|it| it.provider == Some("CodeBuild")) {
            let Some(node) = action.node.at("configuration.ProjectName") else { continue };
            let Some(name) = Node::text(node).filter(|it| !projects.contains(it)) else { continue };
            if let Some(meant) = nearest(name, projects.iter().copied()) {
                findings.at(
                    pipeline,
                    node,
                    format!("there is no build project `{name}`"),
                    format!("write `{meant}`, or refer to the project"),
                );
            }
        }
    }
}
