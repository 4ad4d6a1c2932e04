//! Service Connect without a namespace.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, all_services, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6137`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6137",
    name: "service-connect-without-namespace",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A service uses Service Connect, but neither it nor its cluster names a namespace.",
    why: "ECS refuses the service: names need a namespace to stand in",
    bad: r"ServiceConnectConfiguration:
  Enabled: true",
    good: r"ServiceConnectConfiguration:
  Enabled: true
  Namespace: shop",
    fix: "Name a namespace in the service, or a default one in the cluster.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const PROPERTY: &str = "service_connect_configuration";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let Some(connect) = service.get(PROPERTY) else { continue };
        let is_on = connect.get("enabled").and_then(Node::bool) == Some(true);
        let cluster = service.get("cluster").and_then(|it| manifest.target(it));
        let Some(cluster) = cluster.filter(|it| it.is("ecs/cluster")) else { continue };
        if !is_on
            || !connect.lacks("namespace")
            || cluster.property("service_connect_defaults").is_some()
        {
            continue;
        }
        let message =
            format!("`{}` uses Service Connect without a namespace", service.resource.address);
        let help = format!(
            "add one here, or {} to the cluster",
            term(manifest, cluster, "service_connect_defaults")
        );
        findings
            .at_key(service.resource, &service.resource.properties, PROPERTY, message, help)
            .related("the cluster", cluster.head);
    }
}
