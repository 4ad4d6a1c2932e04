//! Two services that are found under one name.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, all_services, entries, may_exclude};
use crate::rules::{Check, Lint, Rule};

/// `FW6136`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6136",
    name: "discovery-name-taken",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "Two ports are announced under one discovery name in one Service Connect namespace.",
    why: "ECS refuses the second: a discovery name must be unique within its namespace; it is the name of the port unless it is set",
    bad: r"Orders: {ServiceConnectConfiguration: {Services: [{PortName: http}]}}
Billing: {ServiceConnectConfiguration: {Services: [{PortName: http}]}}",
    good: r"Orders: {ServiceConnectConfiguration: {Services: [{PortName: http, DiscoveryName: orders}]}}
Billing: {ServiceConnectConfiguration: {Services: [{PortName: http, DiscoveryName: billing}]}}",
    fix: "Give each a discovery name of its own.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut taken: Vec<(EcsService<'_>, &str, &Node)> = Vec::new();
    for service in all_services(manifest) {
        let connect = service.get("service_connect_configuration");
        let announced = entries(connect.and_then(|it| it.get("service"))).into_iter();
        for node in announced.filter_map(|it| it.get("discovery_name").or(it.get("port_name"))) {
            let Some(name) = node.text() else { continue };
            let clashes = |it: &&(EcsService<'_>, &str, &Node)| {
                it.1 == name
                    && share_namespace(&it.0, &service)
                    && !may_exclude(it.0.resource, service.resource)
            };
            if let Some((other, _, place)) = taken.iter().find(clashes) {
                let message = format!(
                    "`{}` announces `{name}`, as `{}` does in the same namespace",
                    service.resource.address, other.resource.address
                );
                let help = "give each a discovery name of its own";
                findings
                    .at(service.resource, node, message, help)
                    .related("the other one", place.span);
            }
            taken.push((service, name, node));
        }
    }
}

const NAMESPACE: &str = "service_connect_configuration.namespace";

/// Whether two services surely announce their ports in one namespace.
fn share_namespace(one: &EcsService<'_>, other: &EcsService<'_>) -> bool {
    if std::ptr::eq(one.resource, other.resource) {
        return true;
    }
    let at = |it: &EcsService<'_>, path: &str| it.resource.properties.at(path).cloned();
    let path = match (at(one, NAMESPACE), at(other, NAMESPACE)) {
        (Some(_), Some(_)) => NAMESPACE,
        (None, None) => "cluster",
        _ => return false,
    };
    let (Some(a), Some(b)) = (at(one, path), at(other, path)) else { return false };
    is_same(one.manifest, &a, &b)
}

/// Whether two values surely are the same resource or text.
fn is_same(manifest: &Manifest, one: &Node, other: &Node) -> bool {
    match (&one.known().data, &other.known().data) {
        (Data::Text(a), Data::Text(b)) => a == b,
        (Data::Reference(..), Data::Reference(..)) => {
            let target = |it| manifest.target(it).map(|it: &Resource| std::ptr::from_ref(it));
            target(one).is_some() && target(one) == target(other)
        }
        _ => false,
    }
}
