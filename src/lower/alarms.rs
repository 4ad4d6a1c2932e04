//! Alarms of a service; a deployment during which one fires is rolled back.
//!
//! Their dimensions name the cluster and the service instead of referring to them: the service
//! refers to its alarms, and a circle could not be deployed.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html>

use crate::ir::{ImportKind, Resource, ResourceId, Value, cloudwatch};
use crate::spec::Service;
use crate::spec::deploy::{ALARM_PERIOD, ALARM_PERIODS};

use super::builder::Builder;
use super::identity;
use super::target::Target;

/// Adds the alarms of a service.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    target: Option<&Target>,
) -> Vec<ResourceId> {
    let mut alarms = vec![cpu(builder, service, "")];
    if let Some(target) = target {
        let balancer = builder.import("platform", "balancer-full-name", ImportKind::Text);
        alarms.push(errors(builder, service, "", (balancer, target.group)));
    }
    alarms
}

/// An alarm called `what`, as in `cpu` or `cpu-blue`.
pub(super) fn alarm(builder: &mut Builder<'_, '_>, service: &Service<'_>, what: &str) -> Resource {
    let name = builder.name(&format!("{}-{what}", identity(service)));
    let actions = builder.alarm_actions();
    Resource::new(format!("{}/{what}-alarm", service.name()), &cloudwatch::ALARM)
        .set("alarm_name", name)
        .set("evaluation_periods", ALARM_PERIODS)
        .set("datapoints_to_alarm", 2)
        .set("comparison_operator", "GreaterThanThreshold")
        .set("treat_missing_data", "notBreaching")
        .set_some("alarm_actions", actions)
        .origin(service.at())
}

/// The CPU use of the service; `colour` is empty, or `-blue` and `-green` where there are two.
pub(super) fn cpu(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    colour: &str,
) -> ResourceId {
    let cluster = builder.app_environment();
    let name = builder.name(&format!("{}{colour}", identity(service)));
    let threshold = builder.knob(
        &format!("{}/cpu-alarm", service.name()),
        "Average CPU use that rolls a deployment back, in percent",
        service.deployment().cpu_alarm(),
    );
    let alarm = alarm(builder, service, &format!("cpu{colour}"))
        .set("alarm_description", format!("CPU of {} is nearly used up", service.name()))
        .set("namespace", "AWS/ECS")
        .set("metric_name", "CPUUtilization")
        .set("dimensions", Value::object([("ClusterName", cluster), ("ServiceName", name)]))
        .set("statistic", "Average")
        .set("period", ALARM_PERIOD)
        .set("threshold", threshold);
    builder.add(alarm)
}

/// The share of requests that targets answered with 5xx; none while there are few requests.
pub(super) fn errors(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    colour: &str,
    (balancer, group): (Value, ResourceId),
) -> ResourceId {
    let metric = |id: &'static str, name: &'static str| {
        let dimensions = Value::object([
            ("LoadBalancer", balancer.clone()),
            ("TargetGroup", group.get("full_name")),
        ]);
        let metric = Value::object([
            ("namespace", Value::from("AWS/ApplicationELB")),
            ("metric_name", Value::from(name)),
            ("dimensions", dimensions),
            ("period", Value::from(ALARM_PERIOD)),
            ("stat", Value::from("Sum")),
        ]);
        Value::object([
            ("id", Value::from(id)),
            ("return_data", Value::from(false)),
            ("metric", metric),
        ])
    };
    let share = Value::object([
        ("id", Value::from("share")),
        ("expression", Value::from("IF(requests > 20, 100 * FILL(errors, 0) / requests, 0)")),
        ("label", Value::from("5xx answers in percent")),
        ("return_data", Value::from(true)),
    ]);
    let queries = vec![
        share,
        metric("errors", "HTTPCode_Target_5XX_Count"),
        metric("requests", "RequestCount"),
    ];
    let threshold = builder.knob(
        &format!("{}/error-alarm", service.name()),
        "Share of 5xx answers that rolls a deployment back, in percent",
        service.deployment().error_alarm(),
    );
    let alarm = alarm(builder, service, &format!("errors{colour}"))
        .set("alarm_description", format!("{} answers too many requests with 5xx", service.name()))
        .set("metric_query", queries)
        .set("threshold", threshold);
    builder.add(alarm)
}
