//! A task that the internet reaches past its load balancer.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest};
use crate::spec::Process;

use crate::rules::lint::{Findings, services};
use crate::rules::{Check, Lint, Rule};

/// `FW2015`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2015",
    name: "public-task",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "The tasks of a service behind a load balancer have public addresses.",
    why: "one rule of a security group is then all that stands between the internet and a task, and what the load balancer checks and records can be gone around",
    bad: r"LoadBalancers: [{TargetGroupArn: !Ref Targets, ContainerName: web, ContainerPort: 8080}]
NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED}}",
    good: r"LoadBalancers: [{TargetGroupArn: !Ref Targets, ContainerName: web, ContainerPort: 8080}]
NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: DISABLED}}",
    fix: "Run the tasks in private subnets, with a NAT gateway or VPC endpoints for what they call.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest).filter(|it| it.process() == Some(Process::Web)) {
        let resource = service.resource;
        let Some(node) = resource.properties.at("network_configuration.assign_public_ip") else {
            continue;
        };
        // A parameter is for each environment to set.
        let is_written = matches!(node.data, Data::Bool(_) | Data::Text(_));
        if is_written && node.bool() == Some(true) {
            findings.at(
                resource,
                node,
                format!("the tasks of `{}` have public addresses", resource.address),
                "run them in private subnets, and let the load balancer alone be public",
            );
        }
    }
}
