//! A mesh of AWS App Mesh, which AWS has shut down.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW7001`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7001",
    name: "app-mesh",
    severity: Severity::Error,
    factor: Factor::Dependencies,
    what: "A resource is one of AWS App Mesh, or a task definition has App Mesh's proxy.",
    why: "AWS ended App Mesh on 2026-09-30: its resources can no longer be reached, so the stack cannot be deployed",
    bad: r"Nodes:
  Type: AWS::AppMesh::VirtualNode",
    good: r"Web:
  Type: AWS::ECS::Service
  Properties:
    ServiceConnectConfiguration:
      Enabled: true",
    fix: "Let the services find each other by ECS Service Connect, and remove the mesh.",
    source: "https://aws.amazon.com/blogs/containers/migrating-from-aws-app-mesh-to-amazon-ecs-service-connect/",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const HELP: &str = "use ECS Service Connect instead";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in manifest.resources.iter().filter(|it| is_of_mesh(it)) {
        let message = format!("`{}` is of App Mesh, which ended on 2026-09-30", resource.address);
        findings.missing(resource, "type", message, HELP);
    }
    for task in manifest.of("ecs/task-definition") {
        let proxy = task.properties.at("proxy_configuration.type");
        if let Some(proxy) = proxy.filter(|it| it.text() == Some("APPMESH")) {
            let message =
                format!("`{}` has the proxy of App Mesh, which ended on 2026-09-30", task.address);
            findings.at(task, proxy, message, HELP);
        }
    }
}

/// Whether a resource is one of App Mesh.
fn is_of_mesh(resource: &Resource) -> bool {
    let name = &*resource.type_name;
    name.starts_with("AWS::AppMesh::") || name.starts_with("aws_appmesh_")
}
