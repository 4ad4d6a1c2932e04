//! A container that is told another port than the one it maps.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{CONTAINERS, Findings, containers, in_list, mapped_ports};
use crate::rules::{Check, Lint, Rule};

/// `FW0704`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0704",
    name: "port-env-mismatch",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "The variable `PORT` of a container is a number, and no port mapping of the container has it.",
    why: "the process listens where nothing sends, so every health check fails",
    bad: r#"Environment: [{Name: PORT, Value: "3000"}]
PortMappings: [{ContainerPort: 8080}]"#,
    good: r#"Environment: [{Name: PORT, Value: "8080"}]
PortMappings: [{ContainerPort: 8080}]"#,
    fix: "Write the same port in both.",
    source: "https://12factor.net/port-binding",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(CONTAINERS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest) {
        let Some(ports) = mapped_ports(&container).filter(|it| !it.is_empty()) else { continue };
        let Some(list) = container.get("environment") else { continue };
        for variable in in_list(container.resource, container.name(), list) {
            let port = Node::integer(variable.value).filter(|it| !ports.contains(it));
            if let Some(port) = port.filter(|_| variable.name == "PORT") {
                let (user, first) = (variable.user, ports[0]);
                let message = format!("`{user}` is told port {port}, and maps {first}");
                findings.at(
                    container.resource,
                    variable.value,
                    message,
                    "write the same port in both",
                );
            }
        }
    }
}
