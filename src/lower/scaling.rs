//! Autoscaling of a service on its CPU use and, if it asks for it, on its requests.
//!
//! Facts: <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>

use crate::ir::{ImportKind, Resource, ResourceId, Value, applicationautoscaling};
use crate::spec::Service;

use super::builder::Builder;
use super::service::scaling_id;
use super::target::Target;

/// Adds autoscaling between the least and most tasks of a service.
///
/// `colour` is empty, or `-blue` and `-green` where a service has two ECS services.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    colour: &str,
    (ecs, target): (ResourceId, Option<&Target>),
) {
    let name = service.name();
    let scale = *service.scale();
    let least = builder.scalar(&format!("{name}/tasks"), "Least tasks", &scale, 0);
    let most = builder.scalar(&format!("{name}/tasks"), "Most tasks", &scale, 1);
    let id = scaling_id(builder, ecs);
    let scalable = builder.add(
        Resource::new(format!("{name}/scalable-target{colour}"), &applicationautoscaling::TARGET)
            .set("service_namespace", "ecs")
            .set("resource_id", id.clone())
            .set("scalable_dimension", "ecs:service:DesiredCount")
            .set("min_capacity", least)
            .set("max_capacity", most),
    );
    let aim = builder.knob(
        &format!("{name}/cpu-target"),
        "Average CPU use that autoscaling aims at, in percent",
        service.cpu_target(),
    );
    let metric =
        Value::object([("predefined_metric_type", Value::from("ECSServiceAverageCPUUtilization"))]);
    let cpu = Policy { colour, path: "scaling-policy", name: "cpu", aim, metric };
    policy(builder, service, (&id, scalable), cpu);
    if let (Some(requests), Some(target)) = (service.request_target(), target) {
        let aim = builder.knob(
            &format!("{name}/request-target"),
            "Requests a minute for each task that autoscaling aims at",
            requests,
        );
        let balancer = builder.import("platform", "balancer-full-name", ImportKind::Text);
        let label = Value::concat([balancer, Value::from("/"), target.group.get("full_name")]);
        let metric = Value::object([
            ("predefined_metric_type", Value::from("ALBRequestCountPerTarget")),
            ("resource_label", label),
        ]);
        let by_requests =
            Policy { colour, path: "request-scaling-policy", name: "requests", aim, metric };
        policy(builder, service, (&id, scalable), by_requests);
    }
}

/// What differs between the policies of a service.
struct Policy<'p> {
    colour: &'p str,
    path: &'static str,
    name: &'static str,
    aim: Value,
    metric: Value,
}

fn policy(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    (id, scalable): (&Value, ResourceId),
    policy: Policy<'_>,
) {
    let tracking = Value::object([
        ("target_value", policy.aim),
        ("scale_in_cooldown", Value::from(300)),
        ("scale_out_cooldown", Value::from(60)),
        ("disable_scale_in", Value::from(false)),
        ("predefined_metric_specification", policy.metric),
    ]);
    let name =
        builder.name(&format!("{}{}-{}", super::identity(service), policy.colour, policy.name));
    let path = format!("{}/{}{}", service.name(), policy.path, policy.colour);
    builder.add(
        Resource::new(path, &applicationautoscaling::POLICY)
            .set("name", name)
            .set("policy_type", "TargetTrackingScaling")
            .set("service_namespace", "ecs")
            .set("resource_id", id.clone())
            .set("scalable_dimension", "ecs:service:DesiredCount")
            .set("target_tracking_scaling_policy_configuration", tracking)
            .after(scalable),
    );
}
