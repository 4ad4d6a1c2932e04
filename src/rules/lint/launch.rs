//! What tasks run on: Fargate, or instances of the manifest.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

/// Whether a task definition is surely for Fargate: it says so, or a service runs it there.
pub(crate) fn runs_on_fargate(manifest: &Manifest, task: &Resource) -> bool {
    match task.property("requires_compatibilities") {
        Some(list) => {
            // A task that both take is held to what both accept.
            list.branches()
                .iter()
                .any(|it| it.items().iter().any(|it| it.text() == Some("FARGATE")))
        }
        None => manifest.of("ecs/service").filter(|it| runs(manifest, it, task)).any(is_on_fargate),
    }
}

/// Whether a service runs a task definition.
fn runs(manifest: &Manifest, service: &Resource, task: &Resource) -> bool {
    let targets = service.property("task_definition").map(|it| manifest.targets(it));
    targets.unwrap_or_default().iter().any(|it| std::ptr::eq(*it, task))
}

/// Whether a service surely runs on Fargate.
fn is_on_fargate(service: &Resource) -> bool {
    let strategy = service.property("capacity_provider_strategy").map(Node::items);
    let providers =
        strategy.unwrap_or_default().iter().filter_map(|it| it.get("capacity_provider"));
    service.property("launch_type").and_then(Node::text) == Some("FARGATE")
        || providers.filter_map(Node::text).any(|it| it.starts_with("FARGATE"))
}

/// The kinds of what starts instances.
const HOSTS: [&str; 3] =
    ["ec2/instance", "ec2/launch-template", "autoscaling/launch-configuration"];

/// What a manifest says of the instances that tasks may run on.
#[derive(Clone, Debug)]
pub(crate) struct Host<'m> {
    /// What starts them.
    pub resource: &'m Resource,
    /// Every literal part of their user data.
    pub script: String,
}

/// What starts the container instances of a manifest: their user data joins a cluster.
pub(crate) fn container_hosts(manifest: &Manifest) -> Vec<Host<'_>> {
    let hosts = manifest.resources.iter().filter(|it| HOSTS.contains(&it.kind_name()));
    let host = |it| Host { resource: it, script: script(it) };
    hosts.map(host).filter(|it| it.script.contains("ECS_CLUSTER")).collect()
}

/// Every literal text in what an instance is started with, and in its metadata for `cfn-init`.
fn script(host: &Resource) -> String {
    let mut script = String::new();
    let mut add = |node: &Node| {
        if let Data::Text(text) = &node.data {
            script.push_str(text);
            script.push('\n');
        }
    };
    host.properties.walk(&mut |node| add(node));
    host.meta.walk(&mut |node| add(node));
    script
}
