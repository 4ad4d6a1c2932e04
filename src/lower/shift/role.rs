//! The role with which ECS changes the listener rules and target groups of one service.
//!
//! AWS has a managed policy for it, which allows the same on every load balancer of the account.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html>

use crate::ir::{Resource, ResourceId, Value};
use crate::lower::builder::{Builder, allow, policy, role_policy, service_role, statement};
use crate::spec::Service;

/// The role and its policy.
pub(super) fn infrastructure(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    groups: [ResourceId; 2],
    rules: [ResourceId; 2],
) -> (ResourceId, ResourceId) {
    let name = service.name();
    let role = by_ecs(builder, &format!("{name}/shift-role"));
    let role = builder.add(role.origin(service.at()));
    let statements = [
        statement(
            "Allow",
            &[
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeRules",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth",
            ],
            [Value::from("*")],
            [],
        ),
        allow(&["elasticloadbalancing:ModifyRule"], rules.map(|rule| rule.get("arn"))),
        allow(
            &["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
            groups.map(|group| group.get("arn")),
        ),
    ];
    let path = format!("{name}/shift-policy");
    let policy = builder.add(role_policy(&path, role, "shift-traffic", policy(statements)));
    (role, policy)
}

/// A role that ECS itself takes on. AWS documents no condition on who asks for it, so there is none.
pub(super) fn by_ecs(builder: &Builder<'_, '_>, path: &str) -> Resource {
    let trust = policy([statement(
        "Allow",
        &["sts:AssumeRole"],
        [],
        [("Principal", Value::object([("Service", Value::from("ecs.amazonaws.com"))]))],
    )]);
    service_role(builder, path, "ecs.amazonaws.com", None).set("assume_role_policy", trust)
}
