//! Which stacks an app consists of, and in which order they are deployed.

use std::collections::BTreeSet;

use crate::ir::Scope;
use crate::rules::Index;
use crate::spec::{Role, Service, Store};

use super::{Part, Planned, bootstrap, calls, identity, migrations, oidc, pipeline, registry};

/// The stacks of an app, in deployment order: registry, what lets pipelines deploy (from outside AWS too), platform, bases,
/// modules, services after those they call, and pipelines. Services that call each other keep the
/// order they were declared in.
pub fn plan(index: &Index<'_, '_>) -> Vec<Planned> {
    let mut plan = Vec::new();
    let has_registry = index.services.iter().any(|service| registry::is_built(service));
    if has_registry {
        plan.push(Planned {
            name: "registry".to_owned(),
            part: Part::Registry,
            scope: Scope::App(index.app.tools_environment()),
            after: Vec::new(),
        });
    }
    let environment =
        |name: String, part, after| Planned { name, part, scope: Scope::Environment, after };
    let pipelines = index.app.pipeline_list();
    for place in oidc::places(index.app) {
        plan.push(Planned {
            name: oidc::stack_of(index.app, place),
            part: Part::Oidc(place),
            scope: Scope::App(place),
            after: Vec::new(),
        });
    }
    if !pipelines.is_empty() {
        plan.push(environment(bootstrap::STACK.to_owned(), Part::Bootstrap, Vec::new()));
    }
    if !index.services.is_empty() {
        plan.push(environment("platform".to_owned(), Part::Platform, Vec::new()));
    }
    for (position, service) in index.services.iter().enumerate() {
        let name = calls::base_of(identity(service));
        plan.push(environment(name, Part::Base(position), vec!["platform".to_owned()]));
    }
    plan.extend(modules(index));
    let mut deployed = BTreeSet::new();
    for position in in_call_order(index) {
        let service = index.services[position];
        let mut after = stacks_read(index, service);
        after.extend(callees(index, service).filter(|name| deployed.contains(name)));
        if !service.migration_list().is_empty() {
            let name = migrations::stack_of(identity(service));
            let before = after.iter().cloned().collect();
            plan.push(environment(name.clone(), Part::Migrations(position), before));
            after.insert(name);
        }
        let name = identity(service).to_owned();
        deployed.insert(name.clone());
        plan.push(environment(name, Part::Service(position), after.into_iter().collect()));
    }
    for (position, pipeline) in pipelines.iter().enumerate() {
        plan.push(Planned {
            name: pipeline::stack_of(pipeline.service()),
            part: Part::Pipeline(position),
            scope: Scope::App(index.app.tools_environment()),
            after: has_registry.then(|| "registry".to_owned()).into_iter().collect(),
        });
    }
    plan
}

fn modules(index: &Index<'_, '_>) -> Vec<Planned> {
    let mut plan = Vec::new();
    for (position, module) in index.app.module_list().iter().enumerate() {
        for (number, stack) in (module.lower)(module, index.app).into_iter().enumerate() {
            let after: BTreeSet<_> =
                stack.imports.iter().map(|import| import.stack.clone()).collect();
            plan.push(Planned {
                name: stack.name,
                part: Part::Module(position, number),
                scope: stack.scope,
                after: after.into_iter().collect(),
            });
        }
    }
    plan
}

/// The stacks of the services whose contracts a service calls.
fn callees(index: &Index<'_, '_>, service: &Service<'_>) -> impl Iterator<Item = String> {
    let providers =
        service.called().iter().filter_map(|call| index.providers.get(call.api().name()));
    providers.flatten().map(|position| identity(index.services[*position]).to_owned())
}

/// The stacks whose outputs a service reads.
fn stacks_read(index: &Index<'_, '_>, service: &Service<'_>) -> BTreeSet<String> {
    let mut after = BTreeSet::from(["platform".to_owned(), calls::base_of(identity(service))]);
    after.extend(callees(index, service).map(|callee| calls::base_of(&callee)));
    for attachment in service.attachments() {
        if let Store::Queue(queue, Role::Sends) = attachment.store()
            && let Some(receiver) = index.receiver(queue.name())
        {
            after.insert(calls::base_of(identity(receiver)));
        }
    }
    after.extend(service.takeover().map(|takeover| identity(takeover.from()).to_owned()));
    after
}

/// Positions of the services, callees before their callers: Service Connect names only what is
/// there when a task starts. One that takes over from another reads its target group, so it comes
/// after that one whoever calls whom.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html>
fn in_call_order(index: &Index<'_, '_>) -> Vec<usize> {
    let mut order = Vec::with_capacity(index.services.len());
    let mut seen = BTreeSet::new();
    for start in 0..index.services.len() {
        // An explicit stack: a chain of calls may be as long as there are services.
        let mut path = vec![(start, 0)];
        while let Some((position, next)) = path.pop() {
            if next == 0 && !seen.insert(position) {
                continue;
            }
            match index.services[position].called().get(next) {
                None => order.push(position),
                Some(call) => {
                    path.push((position, next + 1));
                    let provider = index.providers.get(call.api().name());
                    if let Some(provider) = provider.and_then(|positions| positions.first())
                        && !seen.contains(provider)
                    {
                        path.push((*provider, 0));
                    }
                }
            }
        }
    }
    takers_last(index, order)
}

/// The order, with each service that takes over from a later one moved behind it.
fn takers_last(index: &Index<'_, '_>, order: Vec<usize>) -> Vec<usize> {
    let place = |order: &[usize], name: &str| {
        order.iter().position(|position| index.services[*position].name() == name)
    };
    let mut sorted = order.clone();
    for taker in order {
        let Some(takeover) = index.services[taker].takeover() else { continue };
        let (from, name) = (takeover.from().name(), index.services[taker].name());
        if let (Some(here), Some(there)) = (place(&sorted, name), place(&sorted, from))
            && here < there
        {
            sorted.remove(here);
            sorted.insert(there, taker);
        }
    }
    sorted
}
