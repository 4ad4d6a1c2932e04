//! Autoscaling of a service on its CPU use.
//!
//! Facts: <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>

use crate::ir::{Resource, ResourceId, Value, applicationautoscaling};
use crate::spec::Service;

use super::builder::Builder;
use super::service::scaling_id;

/// Adds autoscaling between the least and most tasks of a service.
///
/// `colour` is empty, or `-blue` and `-green` where a service has two sets of tasks.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    colour: &str,
    ecs: ResourceId,
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
    let target = builder.knob(
        &format!("{name}/cpu-target"),
        "Average CPU use that autoscaling aims at, in percent",
        service.cpu_target(),
    );
    let metric =
        Value::object([("predefined_metric_type", Value::from("ECSServiceAverageCPUUtilization"))]);
    let tracking = Value::object([
        ("target_value", target),
        ("scale_in_cooldown", Value::from(300)),
        ("scale_out_cooldown", Value::from(60)),
        ("disable_scale_in", Value::from(false)),
        ("predefined_metric_specification", metric),
    ]);
    let policy_name = builder.name(&format!("{}{colour}-cpu", super::identity(service)));
    builder.add(
        Resource::new(format!("{name}/scaling-policy{colour}"), &applicationautoscaling::POLICY)
            .set("name", policy_name)
            .set("policy_type", "TargetTrackingScaling")
            .set("service_namespace", "ecs")
            .set("resource_id", id)
            .set("scalable_dimension", "ecs:service:DesiredCount")
            .set("target_tracking_scaling_policy_configuration", tracking)
            .after(scalable),
    );
}
