//! Services that find each other by two means.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{EcsService, Findings, services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2360`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2360",
    name: "mixed-discovery",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "An ECS service registers in Cloud Map by itself, beside services that use Service Connect.",
    why: "callers by DNS keep the addresses of tasks that are gone, and go around the retries, timeouts and metrics that callers by Service Connect have: the same call fails in one service and not in the other",
    bad: r"ServiceRegistries: [{RegistryArn: !GetAtt Orders.Arn}]
ServiceConnectConfiguration: {Enabled: true}",
    good: r"ServiceConnectConfiguration: {Enabled: true}",
    fix: "Use Service Connect alone, once every caller is part of its namespace.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let services: Vec<_> = services(manifest).collect();
    let Some(connected) = services.iter().find(|it| is_connected(it)) else { return };
    for service in &services {
        let registries = service
            .get("service_registries")
            .filter(|it| it.branches().iter().any(|branch| !branch.items().is_empty()));
        if let Some(registries) = registries {
            let resource = service.resource;
            let message = if std::ptr::eq(resource, connected.resource) {
                format!("`{}` is found by Cloud Map's DNS and by Service Connect", resource.address)
            } else {
                format!(
                    "`{}` is found by Cloud Map's DNS, and `{}` by Service Connect",
                    resource.address, connected.resource.address
                )
            };
            let help = format!(
                "use Service Connect alone: remove {} once nobody asks for the name",
                term(manifest, resource, "service_registries")
            );
            findings
                .at(resource, registries, message, help)
                .related("a service with Service Connect", connected.resource.head);
        }
    }
}

fn is_connected(service: &EcsService<'_>) -> bool {
    let enabled = service.resource.properties.at("service_connect_configuration.enabled");
    enabled.and_then(Node::bool) == Some(true)
}
