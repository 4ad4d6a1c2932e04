//! Lowers [`Service`] to an ECS service with its task definition, target group, listener rule,
//! record, scaling and alarms, and the network paths of its outgoing calls.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html>

use crate::ir::{ImportKind, Resource, ResourceId, Stack, Text, Value, ecs};
use crate::rules::Index;
use crate::spec::{Api, Process, Service};

use super::builder::Builder;
use super::target::{self, Target};
use super::{Input, admin, alarms, calls, colours, identity, renamed, roles, scaling, task};

/// What lowering a service looks at.
pub(super) struct Parts<'p, 'i, 'a> {
    pub(super) index: &'p Index<'i, 'a>,
    pub(super) service: &'a Service<'a>,
}

impl<'a> Parts<'_, '_, 'a> {
    /// The service that serves a contract.
    pub(super) fn provider(&self, api: &Api<'_>) -> Option<&'a Service<'a>> {
        let positions = self.index.providers.get(api.name())?;
        positions.first().map(|position| self.index.services[*position])
    }
}

/// The stack of the service at `position`.
pub(super) fn lower(input: Input<'_, '_>, position: usize) -> Stack {
    let index = input.index;
    let service = index.services[position];
    let parts = Parts { index, service };
    let kind = match service.process() {
        Process::Web => "Web service",
        Process::Internal => "Internal service",
        Process::Worker => "Worker",
    };
    let description = format!("{kind} {}", service.name());
    let mut builder = Builder::new(index.app, identity(service), description);
    super::tag_owner(&mut builder, service);
    let execution = roles::execution(&mut builder, &parts, service.name());
    let task_role = roles::task(&mut builder, &parts, service.name());
    let task = task::lower(&mut builder, &parts, (execution.role, task_role.role));
    let mut before: Vec<_> = [execution.policy, task_role.policy].into_iter().flatten().collect();
    before.extend(call_edges(&mut builder, &parts));
    if colours::has(service) {
        let roles = [execution.role, task_role.role];
        colours::lower(&mut builder, input, &parts, (task, roles, &before));
    } else {
        let target = service.host().is_some().then(|| target::lower(&mut builder, input, service));
        let alarms = alarms::lower(&mut builder, service, target.as_ref());
        let ecs = ecs_service(&mut builder, &parts, task, target.as_ref(), (&alarms, &before));
        scaling::lower(&mut builder, service, "", ecs);
    }
    admin::lower(&mut builder, &parts, &execution, &task_role);
    let mut stack = builder.finish();
    renamed(&mut stack, service);
    stack
}

/// The network paths to the services whose contracts it calls.
fn call_edges(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_, '_>) -> Vec<ResourceId> {
    let caller = parts.service;
    let mut edges = Vec::new();
    let mut known: Vec<&str> = Vec::new();
    for call in caller.called() {
        let Some(provider) = parts.provider(call.api()) else { continue };
        let Some(port) = provider.port() else { continue };
        if known.contains(&provider.name()) || call.api().is_external() {
            continue;
        }
        known.push(provider.name());
        let from = calls::security_group_of(builder, identity(caller));
        let to = calls::security_group_of(builder, identity(provider));
        edges.extend(calls::edge(
            builder,
            &format!("{}/calls/{}", caller.name(), provider.name()),
            &format!("{} calls {}", caller.name(), provider.name()),
            (&from, &to),
            i64::from(port.number()),
        ));
    }
    edges
}

fn ecs_service(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    task: ResourceId,
    target: Option<&Target>,
    (alarms, before): (&[ResourceId], &[ResourceId]),
) -> ResourceId {
    let service = parts.service;
    let name = builder.name(identity(service));
    let scale = *service.scale();
    let least = builder.scalar(&format!("{}/tasks", service.name()), "Least tasks", &scale, 0);
    let rollback = |first: &'static str, value: Value| {
        Value::object([(first, value), ("rollback", Value::from(true))])
    };
    let names: Vec<_> = alarms.iter().map(|alarm| alarm.get("name")).collect();
    let mut alarm_settings = rollback("enable", Value::from(true));
    if let Value::Object(entries) = &mut alarm_settings {
        entries.insert(0, ("alarm_names".into(), Value::List(names)));
    }
    let mut ecs = settings(builder, parts, &format!("{}/service", service.name()))
        .set("name", name)
        .set("task_definition", task.get("arn"))
        .runtime_owned("desired_count", least)
        .set("deployment_circuit_breaker", rollback("enable", Value::from(true)))
        .set("alarms", alarm_settings);
    if let Some(target) = target {
        ecs = ecs
            .set("load_balancer", vec![target.attachment.clone()])
            .set("health_check_grace_period_seconds", service.grace_period().0);
    }
    for id in before.iter().chain(target.iter().flat_map(|target| &target.before)) {
        ecs = ecs.after(*id);
    }
    builder.add(ecs)
}

/// An ECS service with what is the same however it is deployed.
pub(super) fn settings(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    path: &str,
) -> Resource {
    let service = parts.service;
    let cluster = builder.import("platform", "cluster-arn", ImportKind::Text);
    let network = network(builder, service);
    let connect = service_connect(builder, parts);
    let strategy =
        Value::object([("capacity_provider", Value::from("FARGATE")), ("weight", Value::from(1))]);
    let deploy = service.deployment();
    Resource::new(path, &ecs::SERVICE)
        .set("cluster", cluster)
        .set("capacity_provider_strategy", vec![strategy])
        .set("platform_version", "1.4.0")
        .set("scheduling_strategy", "REPLICA")
        .set("availability_zone_rebalancing", "ENABLED")
        .set("network_configuration", network)
        .set("deployment_minimum_healthy_percent", deploy.least_healthy_percent())
        .set("deployment_maximum_percent", deploy.most_percent())
        .set("service_connect_configuration", connect)
        .set("enable_execute_command", false)
        .set("enable_ecs_managed_tags", true)
        .set("propagate_tags", "SERVICE")
        .set("wait_for_steady_state", true)
        .origin(service.at())
}

/// Where tasks of a service run: in the private subnets, with its security group.
pub(super) fn network(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Value {
    let subnets = builder.import("platform", "private-subnet-ids", ImportKind::SubnetIds);
    let group = calls::security_group_of(builder, identity(service));
    Value::object([
        ("subnets", subnets),
        ("security_groups", Value::List(vec![group])),
        ("assign_public_ip", Value::from(false)),
    ])
}

/// Every service joins the namespace; one that serves a contract is known there by its name.
fn service_connect(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_, '_>) -> Value {
    let service = parts.service;
    let namespace = builder.import("platform", "namespace-arn", ImportKind::Text);
    let mut entries: Vec<(Text, Value)> =
        vec![("enabled".into(), true.into()), ("namespace".into(), namespace)];
    if let (Some(api), Some(port)) = (service.served().first(), service.port()) {
        let alias = Value::object([
            ("dns_name", Value::from(api.name().to_owned())),
            ("port", Value::from(port.number())),
        ]);
        let mut served: Vec<(Text, Value)> = vec![
            ("port_name".into(), task::PORT_NAME.into()),
            ("discovery_name".into(), api.name().to_owned().into()),
            ("client_alias".into(), Value::List(vec![alias])),
        ];
        if let Some(seconds) = request_timeout(parts, service) {
            let timeout = Value::object([("per_request_timeout_seconds", Value::from(seconds))]);
            served.push(("timeout".into(), timeout));
        }
        entries.push(("service".into(), Value::List(vec![Value::Object(served)])));
        let mut logs = task::logs(builder, service);
        if let Value::Object(log) = &mut logs
            && let Some((_, Value::Object(options))) = log.iter_mut().find(|it| it.0 == "options")
            && let Some((_, prefix)) = options.iter_mut().find(|it| it.0 == "awslogs-stream-prefix")
        {
            *prefix = Value::from(format!("{}-service-connect", service.name()));
        }
        entries.push(("log_configuration".into(), logs));
    }
    Value::Object(entries)
}

/// The longest that any caller waits for an answer, in whole seconds.
fn request_timeout(parts: &Parts<'_, '_, '_>, service: &Service<'_>) -> Option<u32> {
    let waits = service.served().iter().filter_map(|api| parts.index.waits.get(api.name()));
    waits.max().map(|milliseconds| milliseconds.div_ceil(1000))
}

/// The ID of the scalable dimension of a service: `service/cluster/name`.
pub(super) fn scaling_id(builder: &mut Builder<'_, '_>, ecs: ResourceId) -> Value {
    let cluster = builder.app_environment();
    Value::concat([Value::from("service/"), cluster, Value::from("/"), ecs.get("name")])
}
