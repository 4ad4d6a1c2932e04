//! Ports that speak gRPC behind a target group that does not.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{EcsService, Findings, all_services, entries, term};
use crate::rules::{Check, Lint, Rule};

/// `FW6130`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6130",
    name: "grpc-over-http1",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A load balancer sends HTTP/1.1 to a port that speaks gRPC.",
    why: "gRPC needs HTTP/2 from end to end: every call fails",
    bad: r"PortMappings: [{ContainerPort: 50051, AppProtocol: grpc}]
Targets: {Protocol: HTTP}",
    good: r"PortMappings: [{ContainerPort: 50051, AppProtocol: grpc}]
Targets: {Protocol: HTTP, ProtocolVersion: GRPC}",
    fix: "Set the protocol version of the target group to `GRPC`.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        for (entry, group) in service.target_groups() {
            let by_http = group
                .property("protocol")
                .and_then(Node::text)
                .is_some_and(|it| ["HTTP", "HTTPS"].contains(&it));
            let written = group.property("protocol_version");
            let is_old = written.map_or(Some("HTTP1"), Node::text) == Some("HTTP1");
            let Some(speaks) = grpc(&service, entry).filter(|_| by_http && is_old) else {
                continue;
            };
            let message = format!("`{}` sends HTTP/1.1 to a port that speaks gRPC", group.address);
            let help = format!("set {} to `GRPC`", term(manifest, group, "protocol_version"));
            let found = match written {
                Some(node) => findings.at(group, node, message, help),
                None => findings.missing(group, "protocol_version", message, help),
            };
            found.related("what the port speaks", speaks.span);
        }
    }
}

/// Where a port that is registered says that it speaks gRPC.
fn grpc<'m>(service: &EcsService<'m>, entry: &Node) -> Option<&'m Node> {
    let name = entry.get("container_name")?.text()?;
    let port = entry.get("container_port")?.integer()?;
    let containers = service.containers()?;
    let container = containers.iter().find(|it| it.name() == name)?;
    let mappings = entries(container.get("port_mappings"));
    let number = |it: &&Node| it.get("container_port").and_then(Node::integer);
    let mapping = mappings.into_iter().find(|it| number(it) == Some(port))?;
    mapping.get("app_protocol").filter(|it| it.text() == Some("grpc"))
}
