//! Agents that stand beside an application's containers and report on them.

use super::super::image;
use super::{Container, Task, spelled};
use crate::ir::lifted::{Manifest, Node};

/// Names of their images, without registry and folders.
const AGENTS: [&str; 8] = [
    "amazon-ssm-agent",
    "aws-otel-collector",
    "aws-xray-daemon",
    "cloudwatch-agent",
    "newrelic-infra",
    "nri-ecs",
    "opentelemetry-collector",
    "opentelemetry-collector-contrib",
];

/// The agents of a task, if it has other containers too.
pub(crate) fn agents<'m>(manifest: &Manifest, task: &Task<'m>) -> Vec<Container<'m>> {
    let (agents, others): (Vec<_>, Vec<_>) =
        task.containers.iter().copied().partition(|it| is_agent(manifest, it));
    if others.is_empty() { Vec::new() } else { agents }
}

/// Whether a container surely runs an agent.
pub(crate) fn is_agent(manifest: &Manifest, container: &Container<'_>) -> bool {
    let images = container.images();
    let runs_agent = |node: &&Node| {
        let reference = spelled(manifest, node);
        let product = image::product(&reference);
        // The image of Datadog is called `agent`.
        product.is_some_and(|name| AGENTS.contains(&name))
            || reference.contains("datadog") && product == Some("agent")
    };
    !images.is_empty() && images.iter().all(runs_agent)
}
