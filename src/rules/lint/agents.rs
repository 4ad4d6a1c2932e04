//! Agents that stand beside an application's containers and report on them.

use super::super::image;
use super::{Container, Task, spelled};
use crate::ir::lifted::Manifest;

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
    let is_agent = |it: &Container<'m>| {
        let images = it.images();
        !images.is_empty()
            && images.iter().all(|node| {
                let reference = spelled(manifest, node);
                image::product(&reference).is_some_and(|name| AGENTS.contains(&name))
                    // The image of Datadog is called `agent`.
                    || reference.contains("datadog") && image::product(&reference) == Some("agent")
            })
    };
    let (agents, others): (Vec<_>, Vec<_>) = task.containers.iter().copied().partition(is_agent);
    if others.is_empty() { Vec::new() } else { agents }
}
