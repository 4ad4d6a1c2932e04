//! An ECS service that CodeDeploy deploys.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW7005`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7005",
    name: "codedeploy-for-ecs",
    severity: Severity::Info,
    factor: Factor::BuildReleaseRun,
    what: "An ECS service has the deployment controller `CODE_DEPLOY`.",
    why: "ECS itself deploys blue/green, linearly and by canary since 2025; with CodeDeploy in between, a change of the task definition is no change of the stack, and Service Connect cannot be used",
    bad: r"DeploymentController:
  Type: CODE_DEPLOY",
    good: r"DeploymentConfiguration:
  Strategy: BLUE_GREEN",
    fix: "Let ECS deploy it: a `Strategy` in the deployment configuration, and no CodeDeploy application.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/migrate-codedeploy-to-ecs-bluegreen.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in manifest.of("ecs/service") {
        let controller = service.properties.at("deployment_controller.type");
        for branch in controller.map(Node::branches).unwrap_or_default() {
            if branch.text() == Some("CODE_DEPLOY") {
                findings.at(
                    service,
                    branch,
                    format!("`{}` is deployed by CodeDeploy", service.address),
                    "let ECS deploy it: blue/green, linearly or by canary",
                );
            }
        }
    }
}
