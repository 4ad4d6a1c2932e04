//! A service in one subnet.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::{Findings, is_for_trial};
use crate::rules::{Check, Lint, Rule};

/// `FW2001`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2001",
    name: "single-az-service",
    severity: Severity::Error,
    factor: Factor::Microservices,
    what: "A service, an auto scaling group or a load balancer has one subnet, or one availability zone.",
    why: "a subnet is in one zone: when that fails, all of it is gone, however many tasks there are",
    bad: r"Subnets: [!Ref PrivateA]",
    good: r"Subnets: [!Ref PrivateA, !Ref PrivateB]",
    fix: "Give it subnets in two zones at least.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/availability.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

/// Where a resource says in which subnets or zones it is.
const PLACES: [(&str, &str); 7] = [
    ("ecs/service", "network_configuration.subnets"),
    ("autoscaling/group", "subnets"),
    ("autoscaling/group", "availability_zones"),
    ("elbv2/load-balancer", "subnets"),
    ("elbv2/load-balancer", "subnet_mapping"),
    ("elb/load-balancer", "subnets"),
    ("elb/load-balancer", "availability_zones"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, path) in PLACES {
        for resource in manifest.of(kind).filter(|it| !is_for_trial(manifest, it)) {
            if is_single(resource) {
                continue;
            }
            let Some(list) = resource.properties.at(path) else { continue };
            for branch in list.branches() {
                let [only] = branch.items() else { continue };
                if is_one(manifest, only.get("subnet_id").unwrap_or(only)) {
                    let message = format!("`{}` is in one zone", resource.address);
                    let help = "give it subnets in two zones at least";
                    findings.at(resource, only, message, help);
                }
            }
        }
    }
}

/// Whether a group keeps one instance at most: a second zone is of no use at any time.
fn is_single(resource: &Resource) -> bool {
    resource.property("max_size").and_then(Node::integer).is_some_and(|it| it <= 1)
}

/// Whether a value is surely one subnet or zone. A parameter may be a list of them.
fn is_one(manifest: &Manifest, node: &Node) -> bool {
    match &node.data {
        Data::Text(text) => !text.contains(','),
        Data::Zone(_) => true,
        Data::Reference(..) => manifest.target(node).is_some_and(|it| {
            let is_many = ["count", "for_each"].iter().any(|name| it.meta.get(name).is_some());
            it.is("ec2/subnet") && !is_many
        }),
        _ => false,
    }
}
