//! A service that is created before anything forwards to its target group.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Resource};

use crate::rules::lint::{Findings, all_services, leading};
use crate::rules::{Check, Lint, Rule};

/// `FW6104`.
///
/// CloudFormation only: Terraform's provider tries again until the target group is attached.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6104",
    name: "service-before-listener",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A service does not wait for the listener or rule that forwards to its target group.",
    why: "CloudFormation creates both at once, and ECS refuses a service whose target group no load balancer uses yet: a first deployment fails",
    bad: r"Service:
  Type: AWS::ECS::Service",
    good: r"Service:
  Type: AWS::ECS::Service
  DependsOn: Listener",
    fix: "Add the listener or the rule to the service's `DependsOn`.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(&[Format::CloudFormation])),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    if manifest.format != Format::CloudFormation {
        return;
    }
    for service in all_services(manifest) {
        let before = all_before(manifest, service.resource);
        let is_before = |it: &&Resource| before.iter().any(|other| std::ptr::eq(*other, *it));
        for (_, group) in service.target_groups() {
            let routers = leading(manifest, group);
            let Some(router) = routers.first() else { continue };
            if routers.iter().any(is_before) {
                continue;
            }
            let message = format!(
                "`{}` does not wait for `{}`, which forwards to its target group",
                service.resource.address, router.address
            );
            let help = format!("add `DependsOn: {}`", router.address);
            let found = findings.missing(service.resource, "DependsOn", message, help);
            found.related("what forwards to it", router.head);
            break;
        }
    }
}

/// Everything that is created before a resource.
fn all_before<'m>(manifest: &'m Manifest, resource: &'m Resource) -> Vec<&'m Resource> {
    let mut before: Vec<&Resource> = Vec::new();
    let mut open = vec![resource];
    while let Some(resource) = open.pop() {
        let after = resource.after.iter().map(|id| manifest.resource(*id));
        for next in after.chain(manifest.targets(&resource.properties)) {
            if !before.iter().any(|it| std::ptr::eq(*it, next)) {
                before.push(next);
                open.push(next);
            }
        }
    }
    before
}
