//! A variable that points at a port of the task on which nothing is declared to listen.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, TASKS, Task, tasks, variables_of};
use crate::rules::{Check, Lint, Rule};

/// `FW0404`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0404",
    name: "sidecar-localhost-dependency",
    severity: Severity::Info,
    factor: Factor::BackingServices,
    what: "A variable holds `localhost` and a port, and no container of the task exposes that port.",
    why: "what the app calls is not in the task definition: it works where a developer runs it, and nowhere else",
    bad: r#"ContainerDefinitions:
  - Name: app
    Environment: [{Name: CACHE, Value: "localhost:6379"}]
    PortMappings: [{ContainerPort: 8080}]"#,
    good: r"ContainerDefinitions:
  - Name: app
    Environment: [{Name: CACHE, Value: !GetAtt Cache.PrimaryEndPoint.Address}]
    PortMappings: [{ContainerPort: 8080}]",
    fix: "Give the address of an attached resource, or declare the sidecar and its port.",
    source: "https://12factor.net/backing-services",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

/// The port of this host that a value names.
pub(in crate::rules) fn local_port(value: &str) -> Option<i64> {
    ["localhost:", "127.0.0.1:"].iter().find_map(|host| {
        let (before, after) = value.split_once(host)?;
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let starts = !before.ends_with(|it: char| it.is_ascii_alphanumeric() || it == '-');
        digits.parse().ok().filter(|_| starts)
    })
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        let Some(ports) = exposed(&task) else { continue };
        for variable in variables_of(task.resource) {
            let port = variable.value.text().and_then(local_port);
            let Some(port) = port.filter(|port| !ports.contains(port)) else { continue };
            findings.at(
                task.resource,
                variable.value,
                format!("no container of the task exposes port `{port}` of `{}`", variable.name),
                "give the address of an attached resource, or declare the sidecar's port",
            );
        }
    }
}

/// Every port that a container of the task exposes; `None` if one is not known.
fn exposed(task: &Task<'_>) -> Option<Vec<i64>> {
    let mut ports = Vec::new();
    for container in &task.containers {
        let Some(mappings) = container.get("port_mappings") else { continue };
        for branch in mappings.branches() {
            let Data::List(items) = &branch.data else { return None };
            for item in items {
                ports.push(item.get("container_port").and_then(Node::integer)?);
            }
        }
    }
    Some(ports)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports() {
        let check = |value, expected| assert_eq!(local_port(value), expected, "{value}");
        check("localhost:6379", Some(6379));
        check("redis://localhost:6379/0", Some(6379));
        check("http://127.0.0.1:2000", Some(2000));
        check("localhost", None);
        check("localhost:", None);
        check("my-localhost:80", None);
        check("https://example.com:443", None);
    }
}
