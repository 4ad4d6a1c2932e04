//! Lowers a service that has two sets of tasks, blue and green, between which a state machine
//! shifts the traffic.
//!
//! Both ECS services name the task definition by its family, not by a revision: a release registers
//! a revision and changes neither of them. The machine puts it on the idle one. What it writes is
//! its own from then on: task definitions, desired counts and weights.

mod balancers;

use crate::ir::{ImportKind, ResourceId, Value};
use crate::spec::{Service, Strategy};

use super::builder::{Builder, allow};
use super::machine::{COLOURS, Colour, Route, resources};
use super::service::{self, Parts};
use super::{Input, alarms, identity, scaling, target};

/// Whether a state machine shifts the traffic of a service; without a host there is none to shift,
/// which rules report.
pub(super) fn has(service: &Service<'_>) -> bool {
    service.deployment().has_machine() && service.host().is_some()
}

/// Whether each colour has a load balancer of its own, and records shift the traffic.
pub(super) fn has_balancers(service: &Service<'_>) -> bool {
    has(service) && service.deployment().strategy() == Strategy::BlueGreenDns
}

/// Adds both sets of tasks, what leads to them, and the machines.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    input: Input<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    (task, roles, before): (ResourceId, [ResourceId; 2], &[ResourceId]),
) {
    let service = parts.service;
    keep_revisions(builder, task);
    let groups = COLOURS
        .map(|colour| target::target_group(builder, service, &format!("target-group-{colour}")));
    let entry = if has_balancers(service) {
        balancers::lower(builder, service, groups)
    } else {
        shared_balancer(builder, input, service, groups)
    };
    let before: Vec<_> = before.iter().copied().chain([task]).chain(entry.before).collect();
    let mut watched = Vec::new();
    let mut services = Vec::new();
    for (position, group) in groups.into_iter().enumerate() {
        let colour = format!("-{}", COLOURS[position]);
        watched.push(alarms::cpu(builder, service, &colour));
        let balancer = entry.full_names[position].clone();
        let errors =
            alarms::errors(builder, service, &format!("errors{colour}"), (&balancer, group));
        watched.push(builder.add(errors));
        let ecs = ecs_service(builder, parts, (position, group), &before);
        scaling::lower(builder, service, &colour, (ecs, None));
        services.push(ecs);
    }
    let [blue, green] = entry.balancers;
    let colours = [(0, blue), (1, green)].map(|(position, balancer): (usize, _)| Colour {
        service: services[position].get("name"),
        target_group: groups[position].get("arn"),
        balancer,
    });
    let Entry { route, shift, .. } = entry;
    let parts = resources::Parts { service, task, roles, services, watched, route, shift };
    resources::lower(builder, &parts, colours);
}

/// What leads to the two sets of tasks.
struct Entry {
    /// What must exist before the ECS services do.
    before: Vec<ResourceId>,
    /// The full name of the load balancer before each target group.
    full_names: [Value; 2],
    /// The load balancer of each colour, if each has its own: DNS name and hosted zone.
    balancers: [Option<(Value, Value)>; 2],
    /// What shifts the traffic, and the statement that allows it.
    route: Route,
    shift: Value,
}

/// One rule of the shared load balancer holds both target groups.
fn shared_balancer(
    builder: &mut Builder<'_, '_>,
    input: Input<'_, '_>,
    service: &Service<'_>,
    groups: [ResourceId; 2],
) -> Entry {
    let path = target::rule_path(service);
    let rule = target::rule(builder, input.priorities, service, (&path, None))
        .initially("action", split(groups));
    let rule = builder.add(rule);
    let mut before = vec![rule];
    before.extend(target::entrance(builder, input, service));
    let full_name = builder.import("platform", "balancer-full-name", ImportKind::Text);
    Entry {
        before,
        full_names: [full_name.clone(), full_name],
        balancers: [None, None],
        route: Route::Rule(rule.get("arn")),
        shift: allow(&["elasticloadbalancing:ModifyRule"], [rule.get("arn")]),
    }
}

/// The other colour goes on with a revision that a release has replaced.
fn keep_revisions(builder: &mut Builder<'_, '_>, task: ResourceId) {
    let resource = &mut builder.stack.resources[task.0 as usize];
    let kept = resource.clone().set("skip_destroy", true).retain_replaced();
    *resource = kept;
}

/// Everything goes to blue before the first release.
fn split(groups: [ResourceId; 2]) -> Vec<Value> {
    let weights = [100, 0];
    let groups = [0, 1].map(|position: usize| {
        Value::object([
            ("arn", groups[position].get("arn")),
            ("weight", Value::from(weights[position])),
        ])
    });
    let forward = Value::object([("target_group", Value::list(groups))]);
    vec![Value::object([("type", Value::from("forward")), ("forward", forward)])]
}

fn ecs_service(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    (position, group): (usize, ResourceId),
    before: &[ResourceId],
) -> ResourceId {
    let service = parts.service;
    let colour = COLOURS[position];
    let name = builder.name(&format!("{}-{colour}", identity(service)));
    let family = builder.name(identity(service));
    let scale = *service.scale();
    let tasks = match position {
        0 => builder.scalar(&format!("{}/tasks", service.name()), "Least tasks", &scale, 0),
        _ => Value::from(0),
    };
    // The machine rolls back: ECS only says that a deployment failed.
    let breaker = Value::object([("enable", Value::from(true)), ("rollback", Value::from(false))]);
    let connect = service::service_connect(builder, parts);
    let mut ecs = service::settings(builder, parts, &format!("{}/{colour}", service.name()))
        .set("name", name)
        .initially("task_definition", family)
        .runtime_owned("desired_count", tasks)
        .set("capacity_provider_strategy", service::spread())
        .set("service_connect_configuration", connect)
        .set("deployment_circuit_breaker", breaker)
        .set("load_balancer", vec![Value::Object(target::attachment(service, group))])
        .set("health_check_grace_period_seconds", service.grace_period().0);
    for id in before {
        ecs = ecs.after(*id);
    }
    builder.add(ecs)
}
