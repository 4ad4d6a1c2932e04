//! Ports that Service Connect cannot find.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{EcsService, Findings, all_services, entries, has_unknown, slots};
use crate::rules::{Check, Lint, Rule};

/// `FW6134`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6134",
    name: "foreign-port-name",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "Service Connect or VPC Lattice of a service names a port that its task definition does not have.",
    why: "ECS refuses the service: `portName … does not refer to any named PortMapping in the task definition`",
    bad: r"ServiceConnectConfiguration:
  Enabled: true
  Services: [{PortName: htp}]",
    good: r"ServiceConnectConfiguration:
  Enabled: true
  Services: [{PortName: http}]",
    fix: "Name a port mapping of the task definition, and give that mapping this name.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let Some(names) = port_names(&service) else { continue };
        let connect =
            service.get("service_connect_configuration").map(Node::branches).unwrap_or_default();
        let connected = connect.into_iter().flat_map(|it| entries(it.get("service")));
        let lattice = entries(service.get("vpc_lattice_configurations"));
        for node in connected.chain(lattice).filter_map(|it| it.get("port_name")) {
            let Some(name) = node.text().filter(|it| !names.contains(it)) else { continue };
            let help = match nearest(name, names.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "name a port mapping of one of its containers so".to_owned(),
            };
            let message = format!(
                "no port of the tasks of `{}` is called `{name}`",
                service.resource.address
            );
            let found = findings.at(service.resource, node, message, help);
            found.related("the task definition", service.task().map_or(node.span, |it| it.head));
        }
    }
}

/// The names of the ports of a service's tasks, if all ports are known.
fn port_names<'m>(service: &EcsService<'m>) -> Option<Vec<&'m str>> {
    let task = service.task()?;
    let lists = slots(task);
    let branches = task.property("container_definitions")?.branches().len();
    if lists.is_empty() || lists.len() != branches {
        return None;
    }
    let mut names = Vec::new();
    for container in lists.iter().flatten().flatten() {
        for list in container.get("port_mappings").map(Node::branches).unwrap_or_default() {
            if has_unknown(list) && !matches!(list.data, Data::List(_))
                || list.items().iter().any(is_undecided)
            {
                return None;
            }
        }
        for name in entries(container.get("port_mappings")).iter().filter_map(|it| it.get("name")) {
            names.push(name.text()?);
        }
    }
    Some(names)
}

fn is_undecided(mapping: &Node) -> bool {
    mapping.branches().iter().any(|it| !matches!(it.data, Data::Object(_) | Data::Absent))
}
