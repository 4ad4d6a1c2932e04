//! Subnets for tasks that have no address of their own, or none for tasks that need one.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, all_services, is_for_fargate, network_mode, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6105`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6105",
    name: "network-configuration-against-mode",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A service of tasks in `awsvpc` has no network configuration, or one of tasks in another network mode has one.",
    why: "ECS refuses the service: tasks in `awsvpc` need subnets, and no others can have them",
    bad: r"Service:
  Type: AWS::ECS::Service
  Properties:
    TaskDefinition: !Ref AwsvpcTask",
    good: r"Service:
  Type: AWS::ECS::Service
  Properties:
    TaskDefinition: !Ref AwsvpcTask
    NetworkConfiguration:
      AwsvpcConfiguration:
        Subnets: [!Ref Subnet]",
    fix: "Give the service subnets and security groups, or set the network mode of the task definition to `awsvpc`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const PROPERTY: &str = "network_configuration";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let Some(task) = service.task() else { continue };
        let Some(mode) = network_mode(task) else { continue };
        let written = service.get(PROPERTY);
        let property = term(manifest, service.resource, PROPERTY);
        let controller = service.get("deployment_controller").and_then(|it| it.get("type"));
        // With an external controller, task sets say it.
        let is_external = controller.is_some_and(|it| it.text() != Some("ECS"));
        match written {
            None if mode == "awsvpc" && !is_external => {
                let message = format!(
                    "the tasks of `{}` are in `awsvpc`, but it has no subnets for them",
                    service.resource.address
                );
                let help = format!("add {property} with subnets and security groups");
                let found = findings.missing(service.resource, PROPERTY, message, help);
                found.related("the task definition", task.head);
            }
            Some(node) if ["bridge", "host", "none"].contains(&mode) => {
                // On Fargate the mode is what is wrong, and another rule says so.
                if is_for_fargate(task) || service.is_on_fargate() {
                    continue;
                }
                let message = format!(
                    "the tasks of `{}` are in `{mode}`, where they have no subnets",
                    service.resource.address
                );
                let help = format!(
                    "remove {property}, or set {} of the task definition to `awsvpc`",
                    term(manifest, task, "network_mode")
                );
                let found = findings.at(service.resource, node, message, help);
                found.related("the task definition", task.head);
            }
            _ => {}
        }
    }
}
