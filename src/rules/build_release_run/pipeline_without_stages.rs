//! A pipeline that deploys what it did not build, or builds where it deploys.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Action, Findings, Stage, stages};
use crate::rules::{Check, Lint, Rule};

/// `FW0503`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0503",
    name: "pipeline-without-stages",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline deploys an app without building it, or builds only in the stage that deploys.",
    why: "build and run are separate so that one release, built once, goes through every environment; here each deploy may be another build",
    bad: r"Stages:
  - Name: Source
    Actions: [{Name: Source, ActionTypeId: {Category: Source, Provider: CodeCommit}}]
  - Name: Deploy
    Actions:
      - {Name: Build, RunOrder: 1, ActionTypeId: {Category: Build, Provider: CodeBuild}}
      - {Name: Deploy, RunOrder: 2, ActionTypeId: {Category: Deploy, Provider: ECS}}",
    good: r"Stages:
  - Name: Source
    Actions: [{Name: Source, ActionTypeId: {Category: Source, Provider: CodeCommit}}]
  - Name: Build
    Actions: [{Name: Build, ActionTypeId: {Category: Build, Provider: CodeBuild}}]
  - Name: Deploy
    Actions: [{Name: Deploy, ActionTypeId: {Category: Deploy, Provider: ECS}}]",
    fix: "Build in a stage of its own, before the first that deploys.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// What deploys an app that has to be built: a template or a folder of files is deployed as it is.
const APP_DEPLOYERS: [&str; 5] =
    ["ECS", "CodeDeploy", "CodeDeployToECS", "ElasticBeanstalk", "Lambda"];
/// Sources that give what was built elsewhere.
const BUILT_SOURCES: [&str; 2] = ["ECR", "S3"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        if let Some(stages) = stages(pipeline) {
            tell(pipeline, &stages, findings);
        }
    }
}

fn tell(pipeline: &Resource, stages: &[Stage<'_>], findings: &mut Findings<'_>) {
    let deploys = |stage: &Stage<'_>| stage.actions.iter().any(deploys_an_app);
    let builds = |stage: &Stage<'_>| stage.actions.iter().any(|it| it.category == "Build");
    let Some(deployment) = stages.iter().find(|stage| deploys(stage)) else { return };
    let message = match stages.iter().find(|stage| builds(stage)) {
        Some(_) if stages.iter().any(|stage| builds(stage) && !stage.deploys()) => return,
        Some(stage) if stage.deploys() => {
            format!("`{}` builds in the stage that deploys, `{}`", pipeline.address, stage.name)
        }
        Some(_) => return,
        None if stages.iter().flat_map(|it| &it.actions).any(gives_what_is_built) => return,
        None => format!("`{}` deploys without building", pipeline.address),
    };
    let node: &Node = deployment.node;
    findings.at(pipeline, node.get("name").unwrap_or(node), message, "build in a stage before it");
}

fn deploys_an_app(action: &Action<'_>) -> bool {
    action.category == "Deploy" && action.provider.is_some_and(|it| APP_DEPLOYERS.contains(&it))
}

/// Whether an action gives what was built elsewhere, or may build by itself.
fn gives_what_is_built(action: &Action<'_>) -> bool {
    match action.category {
        "Source" => action.provider.is_none_or(|it| BUILT_SOURCES.contains(&it)),
        "Invoke" | "Compute" => true,
        _ => false,
    }
}
