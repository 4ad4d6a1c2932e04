//! A health check of a port that nothing maps.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, all_containers, all_services, mapped_ports, network_mode};
use crate::rules::{Check, Lint, Rule};

/// `FW0705`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0705",
    name: "healthcheck-port-mismatch",
    severity: Severity::Warning,
    factor: Factor::PortBinding,
    what: "The target group of a service checks a port that no container of its task maps.",
    why: "if nothing answers there, every task is replaced as unhealthy; if something does, nobody can see it in the task definition",
    bad: r#"HealthCheckPort: "9000"
PortMappings: [{ContainerPort: 8080}]"#,
    good: r"HealthCheckPort: traffic-port
PortMappings: [{ContainerPort: 8080}]",
    fix: "Check the traffic port, or map the port of the check.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Judges tasks with addresses of their own: elsewhere the port is one of the host.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let Some(task) = service.task().filter(|it| network_mode(it) == Some("awsvpc")) else {
            continue;
        };
        let ports = all_containers(task)
            .and_then(|all| all.iter().map(mapped_ports).collect::<Option<Vec<_>>>());
        let Some(ports) = ports.map(|it| it.concat()).filter(|it| !it.is_empty()) else { continue };
        for (_, group) in service.target_groups() {
            let Some(node) = group.property("health_check_port") else { continue };
            let Some(port) = Node::integer(node).filter(|it| !ports.contains(it)) else { continue };
            let address = &task.address;
            let message =
                format!("port {port} is checked, and no container of `{address}` maps it");
            let help = "check `traffic-port`, or map the port in the task definition";
            findings.at(group, node, message, help).related("the task definition", task.head);
        }
    }
}
