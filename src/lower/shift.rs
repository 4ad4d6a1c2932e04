//! Lowers the strategies that move traffic between two target groups: blue/green, linear, canary.
//!
//! ECS does it itself, by two rules of the shared listener: one for production and one that takes
//! the requests with a header to the new tasks. Provider 5 of Terraform does not know what ECS can
//! do, so CodeDeploy does it there, which moves whole listeners: such a service has a load balancer
//! of its own in that dialect, and its record leads to it.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html>

pub(super) mod codedeploy;
mod hooks;
mod role;

use crate::ir::{Dialect, Resource, ResourceId, Text, Value};
use crate::spec::{Service, Share, Strategy};

use super::Input;
use super::builder::Builder;
use super::target::{self, Target};

pub(super) use self::codedeploy::OwnBalancer;

/// Requests with this header go to the new tasks before any other does.
pub(super) const TEST_HEADER: (&str, &str) = ("x-release", "next");

/// What a service has beside its target group if traffic moves to another one.
pub(super) struct Shift {
    /// The other target group.
    pub(super) alternate: ResourceId,
    /// The rule for everybody's requests.
    production: ResourceId,
    /// The rule for requests with the header.
    test: ResourceId,
    /// What ECS changes the rules with.
    role: ResourceId,
    /// The load balancer that CodeDeploy changes, if Terraform uses it.
    pub(super) own: Option<OwnBalancer>,
    /// What must exist before the ECS service does.
    pub(super) before: Vec<ResourceId>,
}

/// Adds the other target group, both rules and the role that may change them; with CodeDeploy, a
/// load balancer too.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    input: Input<'_, '_>,
    service: &Service<'_>,
    group: ResourceId,
) -> Shift {
    let alternate = target::target_group(builder, service, "alternate-target-group");
    let action = weighted([(group, 100), (alternate, 0)]);
    let path = target::rule_path(service);
    let rule = target::rule(builder, input.priorities, service, (&path, None));
    let production = builder.add(rule.initially("action", vec![action]));
    let action = weighted([(group, 0), (alternate, 100)]);
    let path = target::test_rule_path(service);
    let rule = target::rule(builder, input.priorities, service, (&path, Some(TEST_HEADER)));
    let test = builder.add(rule.initially("action", vec![action]));
    let (role, policy) =
        role::infrastructure(builder, service, [group, alternate], [production, test]);
    let mut before = vec![policy];
    let own = builder.app.uses_codedeploy(service).then(|| {
        builder.only(&[production, test, role, policy], Dialect::CloudFormation);
        codedeploy::balancer(builder, service, [group, alternate])
    });
    before.extend(own.iter().flat_map(|own| own.listeners));
    Shift { alternate, production, test, role, own, before }
}

/// Shares requests out between target groups.
fn weighted(groups: [(ResourceId, i64); 2]) -> Value {
    let groups = groups.map(|(group, weight)| {
        Value::object([("arn", group.get("arn")), ("weight", Value::from(weight))])
    });
    let forward = Value::object([("target_group", Value::List(groups.into()))]);
    Value::object([("type", Value::from("forward")), ("forward", forward)])
}

/// Sets what the ECS service says about its deployments.
pub(super) fn deployments(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    (target, shift): (&Target, &Shift),
    mut ecs: Resource,
) -> Resource {
    let mut attachment = target.attachment(service);
    let plain = Value::List(vec![Value::Object(attachment.clone())]);
    attachment.push(("advanced_configuration".into(), advanced(shift)));
    let attachment = Value::List(vec![Value::Object(attachment)]);
    let mut native = vec![("load_balancer", attachment)];
    native.extend(configuration(service));
    let hooks = hooks::lower(builder, service);
    native.extend(hooks.map(|hooks| ("deployment_configuration_lifecycle_hooks", hooks)));
    if shift.own.is_some() {
        ecs = codedeploy::controlled(ecs, plain);
    }
    for (name, value) in native {
        ecs = match shift.own {
            Some(_) => ecs.set_in(Dialect::CloudFormation, name, value),
            None => ecs.set(name, value),
        };
    }
    ecs
}

/// What ECS needs to move traffic.
fn advanced(shift: &Shift) -> Value {
    Value::object([
        ("alternate_target_group_arn", shift.alternate.get("arn")),
        ("production_listener_rule", shift.production.get("arn")),
        ("test_listener_rule", shift.test.get("arn")),
        ("role_arn", shift.role.get("arn")),
    ])
}

/// The strategy, as ECS calls it, and its numbers.
fn configuration(service: &Service<'_>) -> Vec<(&'static str, Value)> {
    let deploy = service.deployment();
    let strategy = |name: &'static str| ("deployment_configuration_strategy", Value::from(name));
    let mut entries = match deploy.strategy() {
        Strategy::Linear(step, bake) => {
            let linear = Value::object([
                ("step_percent", percent(step)),
                ("step_bake_time_in_minutes", Value::from(bake.in_minutes())),
            ]);
            vec![strategy("LINEAR"), ("deployment_configuration_linear_configuration", linear)]
        }
        Strategy::Canary(first, bake) => {
            let canary = Value::object([
                ("canary_percent", percent(first)),
                ("canary_bake_time_in_minutes", Value::from(bake.in_minutes())),
            ]);
            vec![strategy("CANARY"), ("deployment_configuration_canary_configuration", canary)]
        }
        Strategy::BlueGreen
        | Strategy::Rolling
        | Strategy::BlueGreenDns
        | Strategy::CanaryMachine(..) => vec![strategy("BLUE_GREEN")],
    };
    let bake = Value::from(deploy.final_bake().in_minutes());
    entries.push(("deployment_configuration_bake_time_in_minutes", bake));
    entries
}

fn percent(share: Share) -> Value {
    match share.in_tenths() {
        tenths if tenths % 10 == 0 => Value::from(tenths / 10),
        tenths => Value::Decimal(f64::from(tenths) / 10.0),
    }
}

/// An object of entries that are there.
fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Vec<(Text, Value)> {
    entries.into_iter().map(|(key, value)| (key.into(), value)).collect()
}
