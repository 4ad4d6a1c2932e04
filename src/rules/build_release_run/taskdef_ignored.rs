//! A service whose release Terraform does not manage.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TERRAFORM};
use crate::rules::{Check, Lint, Rule};

/// `FW0507`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0507",
    name: "taskdef-ignored",
    severity: Severity::Info,
    factor: Factor::BuildReleaseRun,
    what: "`lifecycle.ignore_changes` of an ECS service has `task_definition`.",
    why: "what runs is then decided elsewhere: a change of the task definition in this configuration is planned, applied and never deployed",
    bad: r#"resource "aws_ecs_service" "web" {
  lifecycle {
    ignore_changes = [task_definition]
  }
}"#,
    good: r#"resource "aws_ecs_service" "web" {
  lifecycle {
    ignore_changes = [desired_count]
  }
}"#,
    fix: "Release from this configuration; where CodeDeploy or a pipeline owns the task definition, say so in a comment that allows this rule.",
    source: "https://developer.hashicorp.com/terraform/language/meta-arguments#lifecycle",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TERRAFORM)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in manifest.of("ecs/service") {
        let Some(lifecycle) = service.meta.get("lifecycle") else { continue };
        let lifecycle = lifecycle.items().first().unwrap_or(lifecycle);
        let Some(ignored) = lifecycle.get("ignore_changes") else { continue };
        let entries = match ignored.items() {
            [] => std::slice::from_ref(ignored),
            items => items,
        };
        let is_release =
            |it: &&Node| it.text().is_some_and(|it| matches!(it, "task_definition" | "all"));
        if let Some(entry) = entries.iter().find(is_release) {
            findings.at(
                service,
                entry,
                format!("`{}` never gets a new task definition from here", service.address),
                "release from this configuration, or say who owns the task definition",
            );
        }
    }
}
