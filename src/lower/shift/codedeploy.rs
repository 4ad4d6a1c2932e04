//! CodeDeploy moves the traffic of a service, where Terraform's provider 5 leaves ECS no choice: a
//! load balancer of its own with a listener for everybody and one for tests, an application, and a
//! role for exactly these.
//!
//! CodeDeploy changes what a whole listener forwards to, so the shared listener is none for it: a
//! service that it deploys gets port 443 of a load balancer of its own.
//!
//! Facts: <https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-load-balancer-for-ecs.html>,
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html>

use crate::ir::{Dialect, ImportKind, Resource, ResourceId, Value, codedeploy, ec2};
use crate::lower::builder::{
    Builder, allow, arn, named, policy, role_policy, service_role, statement,
};
use crate::lower::{balancer, calls, dns, identity, target};
use crate::spec::{Service, Strategy};

use super::object;

/// The port for tests of the new tasks.
const TEST_PORT: i64 = 8443;

/// The load balancer of one service, in Terraform.
pub(in crate::lower) struct OwnBalancer {
    pub(in crate::lower) balancer: ResourceId,
    /// The listener for everybody and the one for tests.
    pub(super) listeners: [ResourceId; 2],
    /// What lets it connect to the tasks.
    pub(in crate::lower) edge: [ResourceId; 2],
}

/// Adds the load balancer.
pub(super) fn balancer(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    [group, alternate]: [ResourceId; 2],
) -> OwnBalancer {
    let name = service.name();
    let at = |part: &str| format!("{name}/{part}");
    let firewall = security_group(builder, service);
    let subnets = builder.import("platform", "public-subnet-ids", ImportKind::SubnetIds);
    let bucket = builder.import("platform", "access-logs-bucket", ImportKind::Text);
    let balancer =
        balancer::public(builder, (&at("balancer"), name), (firewall.get("id"), subnets, bucket));
    let balancer = builder.add(balancer.origin(service.at()));
    let redirect = balancer::redirect(builder, &at("http-listener"), balancer);
    let host = target::host(builder, service);
    let certificate = dns::certificate(builder, &at("own-certificate"), host, Vec::new());
    let listener = |builder: &mut Builder<'_, '_>, part: &str, port: i64, group: ResourceId| {
        let listener = balancer::https(&at(part), port, balancer, certificate);
        builder.add(listener.initially("default_action", vec![target::forward(group)]))
    };
    let production = listener(builder, "https-listener", 443, group);
    let test = listener(builder, "test-listener", TEST_PORT, alternate);
    let edge = target::from_balancer(builder, service, "from-own-balancer", &firewall.get("id"));
    let own = [firewall, balancer, redirect, certificate, production, test, edge[0], edge[1]];
    builder.only(&own, Dialect::Terraform);
    OwnBalancer { balancer, listeners: [production, test], edge }
}

fn security_group(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> ResourceId {
    let vpc = builder.import("platform", "vpc-id", ImportKind::VpcId);
    let path = format!("{}/balancer-security-group", service.name());
    let label = format!("{}-balancer", service.name());
    let group = named(builder, &ec2::SECURITY_GROUP, &path, &label)
        .set("description", "Load balancer: HTTPS from anywhere, HTTP to redirect it")
        .set("vpc_id", vpc)
        .set(
            "ingress",
            vec![
                balancer::open(443, "HTTPS"),
                balancer::open(80, "HTTP, redirected to HTTPS"),
                balancer::open(TEST_PORT, "HTTPS to the tasks of the next release"),
            ],
        )
        .set("egress", vec![calls::nothing()]);
    builder.add(group.origin(service.at()))
}

/// Hands an ECS service to CodeDeploy, in Terraform: it owns what runs and what is attached. ECS's
/// alarms, circuit breaker, capacity providers, rebalancing and Service Connect are not for it.
///
/// Nor can Terraform wait for it: the provider waits until `deployments` holds one, and for CodeDeploy
/// that list is always empty.
/// Facts: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>,
/// <https://github.com/hashicorp/terraform-provider-aws/issues/29252>.
pub(super) fn controlled(ecs: Resource, attachment: Value) -> Resource {
    let controller = Value::object([("type", Value::from("CODE_DEPLOY"))]);
    let task = ecs.property("task_definition").cloned().unwrap_or(Value::from(""));
    ecs.initially("task_definition", task)
        .initially("load_balancer", attachment)
        .set_in(Dialect::Terraform, "deployment_controller", controller)
        .set_in(Dialect::Terraform, "launch_type", "FARGATE")
        .set_in(Dialect::Terraform, "availability_zone_rebalancing", "DISABLED")
        .set_in(Dialect::Terraform, "wait_for_steady_state", false)
}

/// What a deployment group refers to.
pub(in crate::lower) struct Deployed<'d> {
    pub(in crate::lower) service: ResourceId,
    pub(in crate::lower) groups: [ResourceId; 2],
    pub(in crate::lower) alarms: &'d [ResourceId],
    /// The roles that new tasks take on.
    pub(in crate::lower) roles: [ResourceId; 2],
}

/// Adds the application, what it deploys, and how.
pub(in crate::lower) fn lower(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    own: &OwnBalancer,
    deployed: &Deployed<'_>,
) {
    let at = |part: &str| format!("{}/{part}", service.name());
    let name = builder.name(identity(service));
    let application = builder.add(
        Resource::new(at("codedeploy-application"), &codedeploy::APPLICATION)
            .set("name", name.clone())
            .set("compute_platform", "ECS")
            .origin(service.at()),
    );
    let config = config(builder, service);
    let (role, policy) = role(builder, service, own, deployed);
    let cluster = builder.app_environment();
    let served =
        Value::object([("cluster_name", cluster), ("service_name", deployed.service.get("name"))]);
    let listeners = |listener: ResourceId| {
        Value::object([("listener_arns", Value::List(vec![listener.get("arn")]))])
    };
    let groups = deployed.groups.map(|group| Value::object([("name", group.get("name"))]));
    let pair = Value::object([
        ("prod_traffic_route", listeners(own.listeners[0])),
        ("test_traffic_route", listeners(own.listeners[1])),
        ("target_group", Value::List(groups.into())),
    ]);
    let alarms = deployed.alarms.iter().map(|alarm| alarm.get("name")).collect();
    let group = Resource::new(at("deployment-group"), &codedeploy::DEPLOYMENT_GROUP)
        .set("app_name", application.get("name"))
        .set("deployment_group_name", name)
        .set("service_role_arn", role.get("arn"))
        .set("deployment_config_name", config.value)
        .set(
            "deployment_style",
            Value::object([
                ("deployment_option", Value::from("WITH_TRAFFIC_CONTROL")),
                ("deployment_type", Value::from("BLUE_GREEN")),
            ]),
        )
        .set("ecs_service", vec![served])
        .set(
            "load_balancer_info",
            Value::object([("target_group_pair_info", Value::List(vec![pair]))]),
        )
        .set("blue_green_deployment_config", ending(service))
        .set(
            "auto_rollback_configuration",
            Value::object([
                ("enabled", Value::from(true)),
                ("events", Value::list(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"])),
            ]),
        )
        .set(
            "alarm_configuration",
            Value::object([("enabled", Value::from(true)), ("alarms", Value::List(alarms))]),
        )
        .after(policy)
        .origin(service.at());
    let group = builder.add(group);
    builder.only(&[application, role, policy, group], Dialect::Terraform);
    builder.only(config.made.as_slice(), Dialect::Terraform);
    builder.note(format!(
        "Terraform leaves releases of `{name}` to CodeDeploy: after `terraform apply` has registered \
         the new task definition, start a deployment of application and group \
         `{app}-<environment>-{identity}` with it. An AppSpec is in docs/strategies.md.",
        name = service.name(),
        app = builder.app.name(),
        identity = identity(service),
    ));
}

/// How traffic moves: the name of a configuration, and the configuration if it is not AWS's.
struct Config {
    value: Value,
    made: Vec<ResourceId>,
}

fn config(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Config {
    let shift = |kind: &'static str, block: &'static str, minutes: u16, tenths: u16| {
        let numbers = Value::object([
            ("interval", Value::from(minutes)),
            ("percentage", Value::from(tenths / 10)),
        ]);
        let routing = Value::Object(object([("type", Value::from(kind)), (block, numbers)]));
        (routing, format!("{}-percent-{minutes}-minutes", tenths / 10))
    };
    // A configuration cannot be changed, and not be deleted while it is used: another one needs
    // another name.
    let (routing, what) = match service.deployment().strategy() {
        Strategy::Linear(step, bake) => {
            shift("TimeBasedLinear", "time_based_linear", bake.in_minutes(), step.in_tenths())
        }
        Strategy::Canary(first, bake) => {
            shift("TimeBasedCanary", "time_based_canary", bake.in_minutes(), first.in_tenths())
        }
        Strategy::BlueGreen
        | Strategy::Rolling
        | Strategy::BlueGreenDns
        | Strategy::CanaryMachine(..) => {
            return Config { value: "CodeDeployDefault.ECSAllAtOnce".into(), made: Vec::new() };
        }
    };
    let name = builder.name(&format!("{}-{what}", identity(service)));
    let path = format!("{}/deployment-config", service.name());
    let made = builder.add(
        Resource::new(path, &codedeploy::DEPLOYMENT_CONFIG)
            .set("deployment_config_name", name)
            .set("compute_platform", "ECS")
            .set("traffic_routing_config", routing)
            .origin(service.at()),
    );
    Config { value: made.get("name"), made: vec![made] }
}

/// What happens to the old tasks: they stay for the bake time, so that going back takes seconds.
fn ending(service: &Service<'_>) -> Value {
    let minutes = service.deployment().final_bake().in_minutes();
    Value::object([
        (
            "deployment_ready_option",
            Value::object([("action_on_timeout", Value::from("CONTINUE_DEPLOYMENT"))]),
        ),
        (
            "terminate_blue_instances_on_deployment_success",
            Value::object([
                ("action", Value::from("TERMINATE")),
                ("termination_wait_time_in_minutes", Value::from(minutes)),
            ]),
        ),
    ])
}

/// The role of CodeDeploy: one service, two listeners, the roles of the tasks it starts. The managed
/// policy allows the same on everything in the account.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/codedeploy_IAM_role.html>
fn role(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    own: &OwnBalancer,
    deployed: &Deployed<'_>,
) -> (ResourceId, ResourceId) {
    let at = |part: &str| format!("{}/{part}", service.name());
    let role = service_role(builder, &at("codedeploy-role"), "codedeploy.amazonaws.com", None);
    let role = builder.add(role.origin(service.at()));
    let cluster = builder.app_environment();
    let name = deployed.service.get("name");
    let of_service = |kind: &'static str, rest: &'static str| {
        arn("ecs", [kind.into(), cluster.clone(), "/".into(), name.clone(), Value::from(rest)])
    };
    let rules = arn(
        "elasticloadbalancing",
        ["listener-rule/".into(), own.balancer.get("full_name"), Value::from("/*")],
    );
    let passed = Value::object([("iam:PassedToService", Value::from("ecs-tasks.amazonaws.com"))]);
    let statements = [
        allow(
            &[
                "ecs:CreateTaskSet",
                "ecs:DeleteTaskSet",
                "ecs:DescribeServices",
                "ecs:UpdateServicePrimaryTaskSet",
            ],
            [of_service("service/", ""), of_service("task-set/", "/*")],
        ),
        statement(
            "Allow",
            &[
                "cloudwatch:DescribeAlarms",
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeRules",
                "elasticloadbalancing:DescribeTargetGroups",
            ],
            [Value::from("*")],
            [],
        ),
        allow(
            &["elasticloadbalancing:ModifyListener"],
            own.listeners.map(|listener| listener.get("arn")),
        ),
        allow(&["elasticloadbalancing:ModifyRule"], [rules]),
        statement(
            "Allow",
            &["iam:PassRole"],
            deployed.roles.map(|role| role.get("arn")),
            [("Condition", Value::object([("StringEquals", passed)]))],
        ),
    ];
    let document = policy(statements);
    let policy =
        builder.add(role_policy(&at("codedeploy-policy"), role, "shift-traffic", document));
    (role, policy)
}
