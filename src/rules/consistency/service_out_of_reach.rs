//! A service that its load balancer cannot reach.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, Way, balancer, groups_in, openings, services};
use crate::rules::{Check, Lint, Rule};

/// `FW6190`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6190",
    name: "service-out-of-reach",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "The security groups of a service let nothing of its load balancer in on the container port, or those of the balancer let nothing out to it.",
    why: "every health check fails, tasks are stopped and started for ever, and the deployment hangs for hours",
    bad: "TasksIngress:
  Type: AWS::EC2::SecurityGroupIngress
  Properties: {GroupId: !Ref Tasks, IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !Ref Balancer}",
    good: "TasksIngress:
  Type: AWS::EC2::SecurityGroupIngress
  Properties: {GroupId: !Ref Tasks, IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref Balancer}",
    fix: "Allow the container port from the group of the balancer.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let groups = service.resource.properties.at("network_configuration.security_groups");
        let Some(groups) = groups else { continue };
        for (entry, target_group) in service.target_groups() {
            let port = entry.get("container_port").and_then(Node::integer);
            for balancer in balancers_of(manifest, target_group).unwrap_or_default() {
                if let Some(port) = port {
                    tell(&service, (groups, port), balancer, findings);
                }
            }
        }
    }
}

fn tell(
    service: &EcsService<'_>,
    (list, port): (&Node, i64),
    balancer: &Resource,
    findings: &mut Findings<'_>,
) -> Option<()> {
    let manifest = service.manifest;
    let behind = groups_in(manifest, list)?;
    let before = groups_in(manifest, balancer.property("security_groups")?)?;
    let may_pass = |of: &[&Resource], way, peers: &[&Resource]| -> Option<bool> {
        let mut passes = false;
        for group in of {
            let group = manifest.resources.iter().find(|it| std::ptr::eq(*it, *group))?;
            passes |= openings(manifest, group, way)?.iter().any(|it| it.may_let(port, peers));
        }
        Some(passes)
    };
    let (name, own) = (&balancer.address, &service.resource.address);
    let message = if !may_pass(&behind, Way::In, &before)? {
        format!("`{own}` lets nothing of `{name}` in on port {port}")
    } else if !may_pass(&before, Way::Out, &behind)? {
        format!("`{name}` lets nothing out to `{own}` on port {port}")
    } else {
        return None;
    };
    let help = format!("allow TCP port {port} between their security groups");
    findings.at(service.resource, list, message, help).related("the load balancer", balancer.head);
    Some(())
}

/// The balancers that forward to a target group; `None` if one is not known.
fn balancers_of<'m>(manifest: &'m Manifest, group: &Resource) -> Option<Vec<&'m Resource>> {
    let mut found: Vec<&Resource> = Vec::new();
    for resource in &manifest.resources {
        let listener = match resource.kind_name() {
            "elbv2/listener" => Some(resource),
            "elbv2/listener-rule" => manifest.target(resource.property("listener_arn")?),
            _ => continue,
        };
        let targets = manifest.targets(&resource.properties);
        if targets.iter().any(|it| std::ptr::eq(*it, group)) {
            let balancer = balancer(manifest, listener?)?;
            if !found.iter().any(|it| std::ptr::eq(*it, balancer)) {
                found.push(balancer);
            }
        }
    }
    Some(found)
}
