//! A migration that the deployment tool runs.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::admin_processes::migrate_at_start::found;
use crate::rules::lint::{Findings, spelled};
use crate::rules::{Check, Lint, Rule, name};

/// `FW1207`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1207",
    name: "migration-by-provisioner",
    severity: Severity::Warning,
    factor: Factor::AdminProcesses,
    what: "A provisioner of Terraform, or a custom resource, runs a migration.",
    why: "it runs where the deployment runs, not in the release: with other code, once per change of its triggers, and never again when it fails half way",
    bad: r#"resource "null_resource" "migrate" {
  provisioner "local-exec" { command = "alembic upgrade head" }
}"#,
    good: r#"resource "aws_ecs_task_definition" "migrate" {
  container_definitions = jsonencode([{ name = "migrate", image = local.release, command = ["alembic", "upgrade", "head"] }])
}"#,
    fix: "Run it as a one-off task of the release's image, as a step of the pipeline before the services change.",
    source: "https://12factor.net/admin-processes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Words of a custom resource that migrates.
const WORDS: [&str; 4] = ["migration", "migrations", "migrate", "migrator"];
const HELP: &str = "run it as a one-off task of the release's image, before the services change";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        let provisioners = resource.meta.get("provisioner").map(Node::items).unwrap_or_default();
        for provisioner in provisioners {
            for node in commands(provisioner) {
                let script = spelled(manifest, node);
                if let Some(found) = found(&["sh", "-c", &script]) {
                    let message = format!("`{}` runs `{found}` when it is made", resource.address);
                    findings.at(resource, node, message, HELP);
                }
            }
        }
        if is_custom(resource) && is_migration(resource) {
            let message = format!("the custom resource `{}` runs a migration", resource.address);
            findings.missing(resource, "ServiceToken", message, HELP);
        }
    }
}

/// What a provisioner runs, here or on the new host.
fn commands(provisioner: &Node) -> Vec<&Node> {
    let one = provisioner.get("command").into_iter();
    one.chain(provisioner.get("inline").map(Node::items).unwrap_or_default()).collect()
}

fn is_custom(resource: &Resource) -> bool {
    let type_name = &*resource.type_name;
    type_name == "AWS::CloudFormation::CustomResource" || type_name.starts_with("Custom::")
}

/// Whether a custom resource says that it migrates a database.
fn is_migration(resource: &Resource) -> bool {
    let mut names = [&*resource.address, &*resource.type_name].into_iter();
    names.any(|it| name::words(it).iter().any(|word| WORDS.contains(&&**word)))
}
