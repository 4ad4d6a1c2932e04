//! A count that is set back while something else moves it.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Format, Manifest};

use crate::rules::lint::{EcsService, Findings, Scaler, services};
use crate::rules::{Check, Lint, Rule};

/// `FW0805`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0805",
    name: "desired-count-fights-scaler",
    severity: Severity::Warning,
    factor: Factor::Concurrency,
    what: "A service with a scalable target has a fixed count, which Terraform does not ignore.",
    why: "a deployment that updates the service sets the count back to that number: in a peak it stops tasks that the load needs",
    bad: r"Web:
  Type: AWS::ECS::Service
  Properties: {DesiredCount: 2}
WebScaling:
  Type: AWS::ApplicationAutoScaling::ScalableTarget",
    good: r"Web:
  Type: AWS::ECS::Service
WebScaling:
  Type: AWS::ApplicationAutoScaling::ScalableTarget",
    fix: "Leave the count out in CloudFormation; ignore its changes in Terraform.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let Scaler::Target(target) = service.scaler() else { continue };
        let Some(node) = service.get("desired_count") else { continue };
        let is_written = matches!(node.data, Data::Integer(_) | Data::Text(_));
        let Some(count) = node.integer().filter(|_| is_written) else { continue };
        let address = &service.resource.address;
        let help = match manifest.format {
            // Whether changes are ignored is not in a plan.
            Format::Plan => continue,
            Format::Terraform if is_ignored(&service) => continue,
            Format::Terraform => "add `lifecycle { ignore_changes = [desired_count] }`",
            _ => "leave it out: the scalable target sets it",
        };
        let message =
            format!("`{address}` is set back to {count} tasks when a deployment updates it");
        let found = findings.at(service.resource, node, message, help);
        found.related("the scalable target", target.head);
    }
}

/// Whether Terraform leaves the count as it finds it; also if that cannot be told.
fn is_ignored(service: &EcsService<'_>) -> bool {
    let Some(node) = service.resource.meta.at("lifecycle.ignore_changes") else { return false };
    match &node.known().data {
        Data::List(items) => {
            items.iter().any(|it| it.text().is_none_or(|it| it == "desired_count"))
        }
        _ => true,
    }
}
