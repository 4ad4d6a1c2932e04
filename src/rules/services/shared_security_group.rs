//! A security group that two services and a store have.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, services};
use crate::rules::{Check, Lint, Rule};

/// `FW3003`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3003",
    name: "shared-security-group",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "Two services and a store are in one security group.",
    why: "a rule that lets one service reach the store lets the other reach it too: the network no longer says who owns the data",
    bad: r"Orders: {SecurityGroups: [!Ref Shared]}
Billing: {SecurityGroups: [!Ref Shared]}
Database: {VPCSecurityGroups: [!Ref Shared]}",
    good: r"Orders: {SecurityGroups: [!Ref OrdersGroup]}
Billing: {SecurityGroups: [!Ref BillingGroup]}
Database: {VPCSecurityGroups: [!Ref DatabaseGroup]}",
    fix: "Give each service and each store a group of its own, and let the store's group in the group of its owner.",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// Kinds of stores with the property that has their security groups.
const STORES: [(&str, &str); 7] = [
    ("rds/cluster", "vpc_security_group_ids"),
    ("rds/instance", "vpc_security_group_ids"),
    ("docdb/cluster", "vpc_security_group_ids"),
    ("neptune/cluster", "vpc_security_group_ids"),
    ("redshift/cluster", "vpc_security_group_ids"),
    ("elasticache/replication-group", "security_group_ids"),
    ("efs/mount-target", "security_groups"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let services: Vec<_> = services(manifest).collect();
    for (kind, property) in STORES {
        for store in manifest.of(kind) {
            for (group, node) in groups(manifest, store.property(property)) {
                let members: Vec<_> = services.iter().filter(|it| is_in(it, group)).collect();
                let [first, second, ..] = &*members else { continue };
                let message = format!(
                    "`{}`, `{}` and `{}` are in the security group `{}`",
                    first.resource.address, second.resource.address, store.address, group.address
                );
                findings
                    .at(store, node, message, "give each a group of its own")
                    .related("a service in it", first.resource.head)
                    .related("another", second.resource.head);
            }
        }
    }
}

/// Whether a service's tasks are in a group.
fn is_in(service: &EcsService<'_>, group: &Resource) -> bool {
    let written = service.resource.properties.at("network_configuration.security_groups");
    groups(service.manifest, written).iter().any(|(it, _)| std::ptr::eq(*it, group))
}

/// The security groups of this manifest in a list, each with its value.
fn groups<'m>(manifest: &'m Manifest, list: Option<&'m Node>) -> Vec<(&'m Resource, &'m Node)> {
    let items = list.map(Node::branches).unwrap_or_default().into_iter().flat_map(Node::items);
    let named = items.filter_map(|it| Some((manifest.target(it)?, it)));
    named.filter(|(it, _)| it.is("ec2/security-group")).collect()
}
