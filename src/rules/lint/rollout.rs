//! How a service is deployed.

use crate::ir::lifted::{Node, Resource};

use super::{EcsService, identity};

/// What puts a new release of a service in place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rollout {
    /// ECS, task by task.
    Rolling,
    /// ECS, beside the old one, and then shifts traffic.
    Shift,
    /// CodeDeploy.
    CodeDeploy,
    /// Something else.
    External,
}

/// How a service is deployed; `None` if that is not known.
pub(crate) fn rollout(service: &Resource) -> Option<Rollout> {
    let controller = match service.property("deployment_controller") {
        Some(block) => single(block)?.get("type").map_or(Some("ECS"), Node::text)?,
        None => "ECS",
    };
    match controller {
        "ECS" => match strategy(service) {
            None => Some(Rollout::Rolling),
            Some(node) => match node.text()? {
                "ROLLING" => Some(Rollout::Rolling),
                "BLUE_GREEN" | "LINEAR" | "CANARY" => Some(Rollout::Shift),
                _ => None,
            },
        },
        "CODE_DEPLOY" => Some(Rollout::CodeDeploy),
        _ => Some(Rollout::External),
    }
}

/// The strategy by which ECS deploys a service, where it is written. The tables have what provider 5
/// of Terraform knows; later ones have a block for it.
pub(crate) fn strategy(service: &Resource) -> Option<&Node> {
    let block = || single(written(service)?.get("deployment_configuration")?)?.get("strategy");
    service.property("deployment_configuration_strategy").or_else(block)
}

/// Whether a load balancer of a service surely has no target group that traffic shifts to.
pub(crate) fn lacks_alternate(service: &Resource) -> bool {
    const BLOCK: &str = "advanced_configuration";
    let is_block = |it: &&Node| it.get("load_balancer").is_some();
    let holder = written(service).filter(is_block).unwrap_or(&service.properties);
    let lists = holder.get("load_balancer").map(Node::branches).unwrap_or_default();
    lists.into_iter().any(|list| match list.items() {
        [] => list.lacks(BLOCK),
        items => items.iter().any(|it| it.lacks(BLOCK)),
    })
}

/// What stands in the block of a service, as it is spelled.
fn written(service: &Resource) -> Option<&Node> {
    service.written.first().map(|it| &it.properties)
}

/// The CodeDeploy groups of the manifest that deploy a service.
pub(crate) fn deployment_groups<'m>(service: &EcsService<'m>) -> Vec<&'m Resource> {
    let own = service.get("name").and_then(identity);
    let names = |group: &&Resource| {
        let entries = group.property("ecs_service").map(Node::items).unwrap_or_default();
        entries.iter().filter_map(|it| it.get("service_name")).any(|node| {
            let targets = service.manifest.targets(node);
            targets.iter().any(|it| std::ptr::eq(*it, service.resource))
                || own.is_some() && identity(node) == own
        })
    };
    service.manifest.of("codedeploy/deployment-group").filter(names).collect()
}

/// The block that a value is, or the only one of a list.
fn single(node: &Node) -> Option<&Node> {
    match (node.items(), node.fields()) {
        ([only], _) => Some(only),
        ([], [_, ..]) => Some(node),
        _ => None,
    }
}
