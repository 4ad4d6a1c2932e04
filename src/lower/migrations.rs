//! Lowers the [`Migration`]s of a service to a stack of its own, which is deployed and run before
//! the service's: a task definition for each, a state machine that runs them, and the lease that
//! makes it one run at a time.
//!
//! The stack has roles of its own, with what the service's have: those are not there yet when a
//! service is deployed for the first time.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html>,
//! <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html>

mod machine;

use crate::ir::{ImportKind, Resource, ResourceId, Stack, Value, dynamodb, stepfunctions};
use crate::rules::Index;

use super::admin::{self, Process};
use super::builder::{Builder, allow, arn, policy, role_policy, service_role, statement};
use super::roles::Role;
use super::service::Parts;
use super::{calls, identity, renamed, roles};

use machine::{Machine, Run};

/// The name of the stack with the migrations of a service.
pub(crate) fn stack_of(service: &str) -> String {
    format!("{service}-migrations")
}

/// The output that says which state machine runs the migrations.
pub(crate) const MACHINE: &str = "machine-arn";

/// The stack with the migrations of the service at `position`.
pub(super) fn lower(index: &Index<'_, '_>, position: usize) -> Stack {
    let service = index.services[position];
    let parts = Parts { index, service };
    let path = format!("{}/migrations", service.name());
    let description = format!("What a release of {} changes in its data first", service.name());
    let mut builder = Builder::new(index.app, stack_of(identity(service)), description);
    super::tag_owner(&mut builder, service);
    let execution = roles::execution(&mut builder, &parts, &path);
    let task = roles::task(&mut builder, &parts, &path);
    let own_roles = (execution.role, task.role);
    let mut runs = Vec::new();
    for it in service.migration_list() {
        let path = format!("{path}/{}", it.name());
        let process = Process { path, name: it.name(), command: it.command(), at: it.at() };
        let definition = admin::definition(&mut builder, &parts, &process, own_roles);
        runs.push(Run {
            name: it.name(),
            family: admin::family(&mut builder, service, it.name()),
            definition: definition.get("arn"),
            seconds: it.most_seconds().0,
        });
    }
    let table = table(&mut builder, &parts, &path);
    let runner = runner(&mut builder, &parts, &path, (own_roles, table));
    let machine = Machine {
        service: service.name(),
        table: table.get("name"),
        cluster: builder.import("platform", "cluster-arn", ImportKind::Text),
        subnets: builder.import("platform", "private-subnet-ids", ImportKind::SubnetIds),
        security_group: calls::security_group_of(&mut builder, identity(service)),
        stop_seconds: service.stop_wait().0,
        runs,
    };
    let mut resource = Resource::new(format!("{path}/machine"), &stepfunctions::STATE_MACHINE)
        .set("name", name(&mut builder, &parts))
        .set("role_arn", runner.role.get("arn"))
        .set("type", "STANDARD")
        .set("definition", machine.definition())
        .origin(service.at());
    for id in [runner.policy, execution.policy, task.policy].into_iter().flatten() {
        resource = resource.after(id);
    }
    let machine = builder.add(resource);
    builder.output(MACHINE, ImportKind::Text, machine.get("arn"));
    let mut stack = builder.finish();
    renamed(&mut stack, service);
    stack
}

/// The name of the machine and of its table. Its role names the machine, which is made after it.
fn name(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_, '_>) -> Value {
    builder.name(&stack_of(identity(parts.service)))
}

/// The table with one item: who holds the lease. It stays when the stack is deleted, lest a run that
/// is under way goes on without it.
fn table(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_, '_>, path: &str) -> ResourceId {
    let name = name(builder, parts);
    let key = Value::object([
        ("attribute_name", Value::from(machine::KEY)),
        ("key_type", Value::from("HASH")),
    ]);
    let attribute =
        Value::object([("name", Value::from(machine::KEY)), ("type", Value::from("S"))]);
    let table = Resource::new(format!("{path}/lease"), &dynamodb::TABLE)
        .set("name", name)
        .set("billing_mode", "PAY_PER_REQUEST")
        .set("key_schema", vec![key])
        .set("hash_key", machine::KEY)
        .set("attributes", vec![attribute])
        .origin(parts.service.at())
        .retain();
    builder.add(table)
}

/// The role of the state machine: starts and stops these tasks, holds the lease, and looks at its
/// own executions.
fn runner(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    path: &str,
    (own_roles, table): ((ResourceId, ResourceId), ResourceId),
) -> Role {
    let service = parts.service;
    let own_name = name(builder, parts);
    let machines = arn("states", [Value::from("stateMachine:"), own_name.clone()]);
    let role =
        service_role(builder, &format!("{path}/role"), "states.amazonaws.com", Some(machines));
    let role = builder.add(role.origin(service.at()));
    let names: Vec<_> =
        service.migration_list().iter().map(super::super::spec::task::Migration::name).collect();
    let mut statements = admin::starting(builder, service, &names, own_roles);
    let cluster = builder.import("platform", "cluster-arn", ImportKind::Text);
    let in_cluster =
        [("Condition", Value::object([("ArnEquals", Value::object([("ecs:cluster", cluster)]))]))];
    let tasks = admin::tasks_of_cluster(builder);
    statements.extend([
        statement("Allow", &["ecs:DescribeTasks", "ecs:StopTask"], [tasks], in_cluster.clone()),
        // It takes no resource but a container instance, which Fargate has none of.
        statement("Allow", &["ecs:ListTasks"], [Value::from("*")], in_cluster),
        allow(
            &["events:DescribeRule", "events:PutRule", "events:PutTargets"],
            [arn("events", [Value::from("rule/StepFunctionsGetEventsForECSTaskRule")])],
        ),
        allow(&["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"], [table.get("arn")]),
        allow(
            &["states:DescribeExecution"],
            [arn("states", [Value::from("execution:"), own_name, Value::from(":*")])],
        ),
    ]);
    let policy =
        builder.add(role_policy(&format!("{path}/policy"), role, "run", policy(statements)));
    Role { role, policy: Some(policy) }
}
