//! Lowers a service that has two sets of tasks, blue and green, between which a state machine
//! shifts the traffic.
//!
//! Both ECS services name the task definition by its family, not by a revision: a release registers
//! a revision and changes neither of them. The machine puts it on the idle one. What it writes is
//! its own from then on: task definitions, desired counts and weights.

use crate::ir::{ImportKind, ResourceId, Value};
use crate::spec::Service;

use super::builder::{Builder, allow};
use super::machine::{COLOURS, Colour, Route, resources};
use super::service::{self, Parts};
use super::{Input, alarms, identity, scaling, target};

/// Whether a state machine shifts the traffic of a service; without a host there is none to shift,
/// which rules report.
pub(super) fn has(service: &Service<'_>) -> bool {
    service.deployment().has_machine() && service.host().is_some()
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
    let groups = COLOURS.map(|colour| target::group(builder, service, &format!("-{colour}")));
    let rule = target::rule(builder, input.priorities, service).initially("action", split(groups));
    let rule = builder.add(rule);
    let mut before = before.to_vec();
    before.extend([task, rule]);
    before.extend(target::entrance(builder, input, service));
    let balancer = builder.import("platform", "balancer-full-name", ImportKind::Text);
    let mut watched = Vec::new();
    let mut services = Vec::new();
    for (position, group) in groups.into_iter().enumerate() {
        let colour = format!("-{}", COLOURS[position]);
        watched.push(alarms::cpu(builder, service, &colour));
        let errors = alarms::errors(builder, service, &colour, (balancer.clone(), group));
        watched.push(errors);
        let ecs = ecs_service(builder, parts, (position, group), &before);
        scaling::lower(builder, service, &colour, ecs);
        services.push(ecs);
    }
    let colours = [0, 1].map(|position| Colour {
        service: services[position].get("name"),
        target_group: groups[position].get("arn"),
        balancer: None,
    });
    let shift = allow(&["elasticloadbalancing:ModifyRule"], [rule.get("arn")]);
    let route = Route::Rule(rule.get("arn"));
    let parts = resources::Parts { service, task, roles, services, watched, route, shift };
    resources::lower(builder, &parts, colours);
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
    let mut ecs = service::settings(builder, parts, &format!("{}/{colour}", service.name()))
        .set("name", name)
        .initially("task_definition", family)
        .runtime_owned("desired_count", tasks)
        .set("deployment_circuit_breaker", breaker)
        .set("load_balancer", vec![target::attachment(service, group)])
        .set("health_check_grace_period_seconds", service.grace_period().0);
    for id in before {
        ecs = ecs.after(*id);
    }
    builder.add(ecs)
}
