//! A client of Service Connect that may start before what it calls.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, calls};
use crate::rules::{Check, Lint, Rule};

/// `FW2361`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2361",
    name: "unordered-connect-client",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A service calls another by Service Connect, and is not created after it.",
    why: "only tasks that start after an endpoint exists can resolve it: on the first deployment the client's calls fail until its tasks are replaced",
    bad: r"Web:
  Type: AWS::ECS::Service",
    good: r"Web:
  Type: AWS::ECS::Service
  DependsOn: Orders",
    fix: "Create it after the services that it calls: `DependsOn` (`depends_on`).",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let (services, steps) = calls(manifest);
    for step in steps {
        let (Some(caller), Some(callee)) = (services.get(step.caller), services.get(step.callee))
        else {
            continue;
        };
        if step.caller == step.callee
            || !is_connected(caller)
            || !is_connected(callee)
            || follows(manifest, caller.resource, callee.resource)
            // Where each calls the other, only one can come first.
            || follows(manifest, callee.resource, caller.resource)
        {
            continue;
        }
        let message = format!(
            "`{}` calls `{}` and may be created before it",
            caller.resource.address, callee.resource.address
        );
        let help = format!("create it after `{}`", callee.resource.address);
        findings
            .at(step.call.resource, step.call.value, message, help)
            .related("the client", caller.resource.head)
            .related("what it calls", callee.resource.head);
    }
}

/// Whether one resource is created after another, by what it refers to or says.
fn follows(manifest: &Manifest, later: &Resource, earlier: &Resource) -> bool {
    let mut known = vec![later];
    let mut position = 0;
    while let Some(resource) = known.get(position).copied() {
        position += 1;
        let declared = resource.after.iter().map(|id| manifest.resource(*id));
        for before in declared.chain(manifest.targets(&resource.properties)) {
            if std::ptr::eq(before, earlier) {
                return true;
            }
            if !known.iter().any(|it| std::ptr::eq(*it, before)) {
                known.push(before);
            }
        }
    }
    false
}

fn is_connected(service: &EcsService<'_>) -> bool {
    let enabled = service.resource.properties.at("service_connect_configuration.enabled");
    enabled.and_then(Node::bool) == Some(true)
}
