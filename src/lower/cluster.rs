//! Lowers [`Cluster`](crate::spec::Cluster) to an ECS cluster on Fargate and its Service Connect
//! namespace.
//!
//! The cluster is named, since alarms and scaling name it without a reference.

use crate::ir::{ImportKind, Resource, Value, ecs, servicediscovery};
use crate::spec::Insights;

use super::builder::Builder;

/// Adds the cluster to the platform.
pub(super) fn lower(platform: &mut Builder<'_, '_>) {
    let name = platform.app_environment();
    let namespace = platform.add(
        Resource::new("platform/namespace", &servicediscovery::HTTP_NAMESPACE)
            .set("name", name.clone())
            .set("description", "Contracts between services, through Service Connect"),
    );
    let insights = match platform.app.ecs_cluster().insight() {
        Insights::Enhanced => "enhanced",
        Insights::Standard => "enabled",
    };
    let setting = Value::object([
        ("name", Value::from("containerInsights")),
        ("value", Value::from(insights)),
    ]);
    let strategy =
        Value::object([("capacity_provider", Value::from("FARGATE")), ("weight", Value::from(1))]);
    let cluster = platform.add(
        Resource::new("platform/cluster", &ecs::CLUSTER)
            .set("name", name)
            .set("setting", vec![setting])
            .set("capacity_providers", Value::list(["FARGATE", "FARGATE_SPOT"]))
            .set("default_capacity_provider_strategy", vec![strategy]),
    );
    platform.output("cluster-arn", ImportKind::Text, cluster.get("arn"));
    platform.output("namespace-arn", ImportKind::Text, namespace.get("arn"));
}
