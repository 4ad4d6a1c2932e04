//! Lowers the admin processes of a service: a task definition for each [one-off](crate::spec::Task)
//! and [`Job`], and for each job a schedule that starts it.
//!
//! They run the image, variables, secrets and roles of their service, whose stack they stand in, so
//! that they are always of the release that is live.
//!
//! Facts: <https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html>,
//! <https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html>

use std::panic::Location;

use crate::ir::{ImportKind, Resource, ResourceId, Text, Value, scheduler};
use crate::spec::{Job, Service, Window};

use super::builder::{Builder, allow, arn, policy, role_policy, service_role, statement};
use super::roles::Role;
use super::service::{Parts, network};
use super::{calls, identity, queue, task};

/// A command that runs in the image of a service.
pub(super) struct Process<'a> {
    /// Where its resources stand, as in `orders/jobs/report`.
    pub(super) path: String,
    pub(super) name: &'a str,
    pub(super) command: &'a [&'a str],
    pub(super) at: &'static Location<'static>,
}

/// Adds the one-off tasks and jobs of a service to its stack.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    execution: &Role,
    task: &Role,
) {
    let service = parts.service;
    let roles = (execution.role, task.role);
    for it in service.admin_tasks() {
        let path = format!("{}/tasks/{}", service.name(), it.name());
        let process = Process { path, name: it.name(), command: it.command(), at: it.at() };
        let definition = definition(builder, parts, &process, roles);
        let output = format!("{}-task-definition-arn", it.name());
        builder.output(&output, ImportKind::Text, definition.get("arn"));
    }
    if service.job_list().is_empty() {
        return;
    }
    let before: Vec<_> = [execution.policy, task.policy].into_iter().flatten().collect();
    let starter = starter(builder, service, roles);
    for job in service.job_list() {
        schedule(builder, parts, job, (roles, &starter, &before));
    }
}

/// The task definition of a command: that of its service with another command, and without what
/// serves requests.
pub(super) fn definition(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    process: &Process<'_>,
    roles: (ResourceId, ResourceId),
) -> ResourceId {
    let service = parts.service;
    let mut container = task::container(builder, parts);
    if let Value::Object(entries) = &mut container {
        let of_services = ["name", "command", "port_mappings", "health_check"];
        entries.retain(|(key, _)| !of_services.contains(&&**key));
        let own: [(Text, Value); 2] = [
            ("name".into(), process.name.to_owned().into()),
            ("command".into(), Value::List(task::texts(process.command))),
        ];
        entries.splice(0..0, own);
    }
    let family = family(builder, service, process.name);
    let path = format!("{}/task-definition", process.path);
    let definition = task::definition(builder, service, path, roles)
        .set("family", family)
        .set("container_definitions", vec![container])
        .origin(process.at);
    builder.add(definition)
}

/// The family of the task definition of an admin process.
pub(super) fn family(builder: &mut Builder<'_, '_>, service: &Service<'_>, name: &str) -> Value {
    builder.name(&format!("{}-{name}", identity(service)))
}

/// What starting these commands as tasks of a service takes.
pub(super) fn starting(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    names: &[&str],
    (execution, task): (ResourceId, ResourceId),
) -> Vec<Value> {
    let cluster = builder.import("platform", "cluster-arn", ImportKind::Text);
    let tasks = tasks_of_cluster(builder);
    let families = names.iter().map(|name| {
        let family = family(builder, service, name);
        arn("ecs", [Value::from("task-definition/"), family, Value::from(":*")])
    });
    let run = families.collect::<Vec<_>>();
    let when = |operator: &'static str, key: &'static str, value: Value| {
        [("Condition", Value::object([(operator, Value::object([(key, value)]))]))]
    };
    let passed = [execution.get("arn"), task.get("arn")];
    vec![
        statement("Allow", &["ecs:RunTask"], run, when("ArnEquals", "ecs:cluster", cluster)),
        statement(
            "Allow",
            &["ecs:TagResource"],
            [tasks],
            when("StringEquals", "ecs:CreateAction", "RunTask".into()),
        ),
        statement(
            "Allow",
            &["iam:PassRole"],
            passed,
            when("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com".into()),
        ),
    ]
}

/// The tasks of the cluster.
pub(super) fn tasks_of_cluster(builder: &mut Builder<'_, '_>) -> Value {
    let cluster = builder.app_environment();
    arn("ecs", [Value::from("task/"), cluster, Value::from("/*")])
}

/// The role that EventBridge Scheduler takes on to start the jobs of a service.
fn starter(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    roles: (ResourceId, ResourceId),
) -> Role {
    let path = format!("{}/jobs", service.name());
    // Schedules are recognized by their group, and a schedule without one is in the default group.
    let group = arn("scheduler", [Value::from("schedule-group/default")]);
    let role =
        service_role(builder, &format!("{path}/role"), "scheduler.amazonaws.com", Some(group));
    let role = builder.add(role.origin(service.at()));
    let names: Vec<_> = service.job_list().iter().map(Job::name).collect();
    let mut statements = starting(builder, service, &names, roles);
    statements.push(allow(&["sqs:SendMessage"], [dead_letters_arn(builder, service)]));
    let path = format!("{path}/policy");
    let policy = builder.add(role_policy(&path, role, "start-jobs", policy(statements)));
    Role { role, policy: Some(policy) }
}

fn schedule(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    job: &Job<'_>,
    (roles, starter, before): ((ResourceId, ResourceId), &Role, &[ResourceId]),
) {
    let service = parts.service;
    let path = format!("{}/jobs/{}", service.name(), job.name());
    let process =
        Process { path: path.clone(), name: job.name(), command: job.command(), at: job.at() };
    let definition = definition(builder, parts, &process, roles);
    let expression = builder.knob(&path, format!("When {} runs", job.name()), job.schedule());
    let window = match job.window() {
        Window::Exact => Value::object([("mode", Value::from("OFF"))]),
        Window::Minutes(minutes) => Value::object([
            ("mode", Value::from("FLEXIBLE")),
            ("maximum_window_in_minutes", Value::from(minutes)),
        ]),
    };
    let network = network(builder, service);
    let ecs = Value::object([
        ("task_definition_arn", definition.get("arn")),
        ("task_count", Value::from(1)),
        ("launch_type", Value::from("FARGATE")),
        ("platform_version", Value::from("1.4.0")),
        ("network_configuration", network),
        ("enable_ecs_managed_tags", Value::from(true)),
        ("enable_execute_command", Value::from(false)),
        ("propagate_tags", Value::from("TASK_DEFINITION")),
    ]);
    let retry = Value::object([
        ("maximum_event_age_in_seconds", Value::from(job.retried_for().0)),
        ("maximum_retry_attempts", Value::from(u32::from(job.attempts()))),
    ]);
    let target = Value::object([
        ("arn", builder.import("platform", "cluster-arn", ImportKind::Text)),
        ("role_arn", starter.role.get("arn")),
        ("ecs_parameters", ecs),
        ("retry_policy", retry),
        ("dead_letter_config", Value::object([("arn", dead_letters_arn(builder, service))])),
    ]);
    let mut schedule = Resource::new(format!("{path}/schedule"), &scheduler::SCHEDULE)
        .set("description", format!("Job {} of {}", job.name(), service.name()))
        .set("schedule_expression", expression)
        .set("schedule_expression_timezone", job.zone().to_owned())
        .set("state", "ENABLED")
        .set("flexible_time_window", window)
        .set("target", target)
        .origin(job.at());
    for id in starter.policy.iter().chain(before) {
        schedule = schedule.after(*id);
    }
    builder.add(schedule);
}

const DEAD_LETTERS: &str = "jobs-dead-letters-arn";

fn dead_letters_arn(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Value {
    builder.import(&calls::base_of(identity(service)), DEAD_LETTERS, ImportKind::Text)
}

/// Adds the queue of the runs that could not be started to the base of a service with jobs.
pub(super) fn dead_letters(base: &mut Builder<'_, '_>, service: &Service<'_>) {
    let Some(job) = service.job_list().first() else { return };
    let path = format!("{}/jobs", service.name());
    let dead = base.add(queue::dead_letters(&path).origin(job.at()));
    queue::encrypted_only(base, &format!("{path}/dead-letters-policy"), dead);
    let description = format!("A job of {} could not be started", service.name());
    queue::alarm(base, description, &path, dead);
    base.output(DEAD_LETTERS, ImportKind::Text, dead.get("arn"));
}
