//! Containers that stand beside an application's: agents that report on them, proxies, and others.

use super::super::image;
use super::{Container, Task, is_router, spelled};
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

/// Parts of the names of images and containers that serve another container of their task.
const SIDECARS: [&str; 56] = [
    "agent",
    "alloy",
    "apache",
    "appdynamics",
    "busybox",
    "caddy",
    "cadvisor",
    "cloudflared",
    "cloudwatch",
    "collector",
    "consul",
    "crowdstrike",
    "datadog",
    "dind",
    "dynatrace",
    "envoy",
    "exporter",
    "falco",
    "falcon",
    "filebeat",
    "firelens",
    "fluent",
    "gateway",
    "haproxy",
    "httpd",
    "init",
    "instana",
    "istio",
    "kong",
    "linkerd",
    "log",
    "mesh",
    "metric",
    "newrelic",
    "nginx",
    "nri-",
    "opa",
    "openresty",
    "opentelemetry",
    "otel",
    "pause",
    "prometheus",
    "promtail",
    "proxy",
    "sidecar",
    "splunk",
    "statsd",
    "sysdig",
    "tailscale",
    "telegraf",
    "traefik",
    "tunnel",
    "varnish",
    "vault",
    "vpn",
    "xray",
];

/// Whether a container may be there for another one of its task, by its name or that of its image.
pub(crate) fn may_be_sidecar(manifest: &Manifest, container: &Container<'_>) -> bool {
    let is_known = |name: &str| {
        let name = name.to_ascii_lowercase().replace("x-ray", "xray");
        SIDECARS.iter().any(|it| name.contains(it))
    };
    is_router(container)
        || is_agent(manifest, container)
        || container.get("name").and_then(Node::text).is_none_or(is_known)
        || container.images().into_iter().any(|image| {
            let reference = spelled(manifest, image);
            image::product(&reference).is_none_or(is_known)
        })
}
