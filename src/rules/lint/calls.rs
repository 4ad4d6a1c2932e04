//! Which service of a manifest calls which: by a variable that holds the other's address.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

use super::super::calls::{CallGraph, Step};
use super::service::{EcsService, services};
use super::spelled;
use super::variable::{Variable, variables_of};

/// The services of a manifest, and the graph of who calls whom with which variable.
pub(crate) fn call_graph(manifest: &Manifest) -> (Vec<EcsService<'_>>, CallGraph<Variable<'_>>) {
    let (services, steps) = calls(manifest);
    let graph = CallGraph::of(services.len(), steps);
    (services, graph)
}

/// The services of a manifest, and who calls whom with which variable.
pub(crate) fn calls(manifest: &Manifest) -> (Vec<EcsService<'_>>, Vec<Step<Variable<'_>>>) {
    let services: Vec<_> = services(manifest).collect();
    let mut steps = Vec::new();
    for (caller, service) in services.iter().enumerate() {
        for variable in service.task().map(variables_of).unwrap_or_default() {
            let callees =
                variable.values().into_iter().filter_map(|it| callee(manifest, &services, it));
            steps.extend(callees.map(|callee| Step { caller, callee, call: variable }));
        }
    }
    (services, steps)
}

/// The service whose address a value holds.
fn callee(manifest: &Manifest, services: &[EcsService<'_>], value: &Node) -> Option<usize> {
    if !matches!(value.data, Data::Text(_) | Data::Concat(_) | Data::Reference(..)) {
        return None;
    }
    if let Some(balancer) =
        manifest.targets(value).into_iter().find(|it| it.is("elbv2/load-balancer"))
    {
        let mut behind =
            (0..services.len()).filter(|it| is_behind(manifest, &services[*it], balancer));
        let first = behind.next()?;
        return behind.next().is_none().then_some(first);
    }
    let text = spelled(manifest, value);
    let (_, rest) = text.split_once("://")?;
    let host = rest.split(['/', ':', '?']).next().filter(|it| !it.is_empty())?;
    services.iter().position(|it| is_called(it, host))
}

/// Whether a host is how others call a service: by Service Connect, or by Cloud Map.
fn is_called(service: &EcsService<'_>, host: &str) -> bool {
    let connect = service.resource.properties.at("service_connect_configuration.service");
    let endpoints = connect.map(Node::items).unwrap_or_default().iter();
    let connected = endpoints.flat_map(|it| {
        let aliases = it.get("client_alias").map(Node::items).unwrap_or_default();
        let named = aliases.iter().filter_map(|it| it.get("dns_name"));
        let own = it.get("discovery_name").or(it.get("port_name")).filter(|_| aliases.is_empty());
        named.chain(own).collect::<Vec<_>>()
    });
    let registries = service.get("service_registries").map(|it| service.manifest.targets(it));
    let registries = registries.unwrap_or_default().into_iter();
    let registered = registries.filter_map(|it| it.property("name"));
    let first = host.split('.').next();
    connected.filter_map(Node::text).any(|it| it == host)
        || registered.filter_map(Node::text).any(|it| Some(it) == first && host != it)
}

/// Whether a load balancer leads to a service, by its listeners and their rules.
fn is_behind(manifest: &Manifest, service: &EcsService<'_>, balancer: &Resource) -> bool {
    let leads = |of: &Resource, property: &str, to: &Resource| {
        let targets = of.property(property).map(|it| manifest.targets(it)).unwrap_or_default();
        targets.iter().any(|it| std::ptr::eq(*it, to))
    };
    let groups = service.target_groups();
    let listeners =
        manifest.of("elbv2/listener").filter(|it| leads(it, "load_balancer_arn", balancer));
    listeners.into_iter().any(|listener| {
        let mut rules =
            manifest.of("elbv2/listener-rule").filter(|it| leads(it, "listener_arn", listener));
        groups.iter().any(|(_, group)| leads(listener, "default_action", group))
            || rules.any(|rule| groups.iter().any(|(_, group)| leads(rule, "action", group)))
    })
}
