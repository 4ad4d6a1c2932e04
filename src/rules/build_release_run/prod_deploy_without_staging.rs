//! A pipeline whose first deployment is production.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{Findings, Stage, stages};
use crate::rules::name::{names_production, words};
use crate::rules::{Check, Lint, Rule};

/// `FW0504`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0504",
    name: "prod-deploy-without-staging",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "A pipeline deploys in a stage named for production, and nothing before it deploys, tests or asks for approval.",
    why: "the first place where a release runs is then the one that users see",
    bad: r"Stages:
  - Name: Build
    Actions: [{Name: Build, ActionTypeId: {Category: Build, Provider: CodeBuild}}]
  - Name: Production
    Actions: [{Name: Deploy, ActionTypeId: {Category: Deploy, Provider: ECS}}]",
    good: r"Stages:
  - Name: Build
    Actions: [{Name: Build, ActionTypeId: {Category: Build, Provider: CodeBuild}}]
  - Name: Staging
    Actions: [{Name: Deploy, ActionTypeId: {Category: Deploy, Provider: ECS}}]
  - Name: Production
    Actions: [{Name: Deploy, ActionTypeId: {Category: Deploy, Provider: ECS}}]",
    fix: "Deploy to staging first, or put a test or an approval before production.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for pipeline in manifest.of("codepipeline/pipeline") {
        if let Some(stages) = stages(pipeline) {
            tell(pipeline, &stages, findings);
        }
    }
}

fn tell(pipeline: &Resource, stages: &[Stage<'_>], findings: &mut Findings<'_>) {
    let Some(at) = stages.iter().position(Stage::deploys) else { return };
    let stage = &stages[at];
    let is_checked = stages[..at].iter().any(checks) || checks(stage);
    if names_production(stage.name) && !is_checked {
        findings.at(
            pipeline,
            stage.node.get("name").unwrap_or(stage.node),
            format!("nothing deploys, tests or approves before stage `{}`", stage.name),
            "deploy to staging first, or add a test or an approval",
        );
    }
}

/// Whether a stage tests or approves: by the category of an action, or by a name.
fn checks(stage: &Stage<'_>) -> bool {
    let says_so = |name: &str| {
        let known = ["test", "tests", "approve", "approval", "verify", "qa", "check", "smoke"];
        words(name).iter().any(|word| known.contains(&&**word))
    };
    says_so(stage.name)
        || stage.actions.iter().any(|action| {
            matches!(action.category, "Test" | "Approval" | "Invoke")
                || action.name.is_some_and(says_so)
        })
}
