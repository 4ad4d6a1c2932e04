//! The task definition of a service: one container, read-only and unprivileged, that gets its
//! whole configuration from the environment.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>

use crate::ir::{
    Given, ImportKind, KnobType, Literal, Pseudo, Resource, ResourceId, Text, Value, ecs,
};
use crate::spec::{Architecture, LogMode, Protocol, Queue, Service, Source, Store, Variable};

use super::builder::Builder;
use super::service::Parts;
use super::{calls, dynamodb, identity, postgres, queue};

/// The name of the one port mapping, which Service Connect refers to.
pub(super) const PORT_NAME: &str = "http";

/// Adds the task definition to the stack of its service.
pub(super) fn lower(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_, '_>,
    (execution_role, task_role): (ResourceId, ResourceId),
) -> ResourceId {
    let service = parts.service;
    let path = format!("{}/task-definition", service.name());
    let family = builder.name(identity(service));
    let container = container(builder, parts);
    let task = definition(builder, service, path, (execution_role, task_role))
        .set("family", family)
        .set("container_definitions", vec![container])
        .origin(service.at());
    builder.add(task)
}

/// A task definition as those of a service and of its admin processes are: of its size, with its
/// folders and its roles.
pub(super) fn definition(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    path: String,
    (execution_role, task_role): (ResourceId, ResourceId),
) -> Resource {
    let name = service.name();
    let size = *service.task_size();
    let cpu =
        builder.scalar(&format!("{name}/task"), "CPU units of a task; 1024 are one vCPU", &size, 0);
    let memory = builder.scalar(&format!("{name}/task"), "Memory of a task in MiB", &size, 1);
    let architecture = match service.processor() {
        Architecture::Arm64 => "ARM64",
        Architecture::X86_64 => "X86_64",
    };
    let platform = Value::object([
        ("cpu_architecture", Value::from(architecture)),
        ("operating_system_family", Value::from("LINUX")),
    ]);
    let volumes: Vec<_> = (1..=service.scratch_folders().len())
        .map(|number| Value::object([("name", Value::from(format!("scratch-{number}")))]))
        .collect();
    let task = Resource::new(path, &ecs::TASK_DEFINITION)
        .set("requires_compatibilities", Value::list(["FARGATE"]))
        .set("network_mode", "awsvpc")
        .set("cpu", cpu)
        .set("memory", memory)
        .set("runtime_platform", platform)
        .set("execution_role_arn", execution_role.get("arn"))
        .set("task_role_arn", task_role.get("arn"))
        .set("skip_destroy", false);
    task.set_some("volume", (!volumes.is_empty()).then_some(volumes))
}

/// The container of a service.
pub(super) fn container(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_, '_>) -> Value {
    let service = parts.service;
    let image = builder.stack.given(format!("{}/image", service.name()), Given::Image);
    let (environment, secrets) = variables(builder, parts);
    let mut entries: Vec<(Text, Value)> = vec![
        ("name".into(), service.name().to_owned().into()),
        ("image".into(), image),
        ("essential".into(), true.into()),
        ("user".into(), service.run_as().to_owned().into()),
        ("readonly_root_filesystem".into(), true.into()),
        ("start_timeout".into(), service.start_wait().0.into()),
        ("stop_timeout".into(), service.stop_wait().0.into()),
        ("version_consistency".into(), "enabled".into()),
        ("linux_parameters".into(), linux_parameters()),
        ("environment".into(), Value::List(environment)),
        ("log_configuration".into(), logs(builder, service)),
    ];
    let mut push = |name: &'static str, items: Vec<Value>| {
        if !items.is_empty() {
            entries.push((name.into(), Value::List(items)));
        }
    };
    push("command", texts(service.arguments()));
    push("secrets", secrets);
    push("port_mappings", port_mappings(service));
    push("mount_points", mount_points(service));
    if let Some(command) = service.container_health() {
        let check = Value::object([
            ("command", Value::List(texts(command))),
            ("interval", Value::from(15)),
            ("timeout", Value::from(5)),
            ("retries", Value::from(3)),
            ("start_period", Value::from(service.grace_period().0.min(300))),
        ]);
        entries.push(("health_check".into(), check));
    }
    Value::Object(entries)
}

/// Texts as a list of values.
pub(super) fn texts(items: &[&str]) -> Vec<Value> {
    items.iter().map(|item| Value::from((*item).to_owned())).collect()
}

fn linux_parameters() -> Value {
    Value::object([
        ("init_process_enabled", Value::from(true)),
        ("capabilities", Value::object([("drop", Value::list(["ALL"]))])),
    ])
}

fn port_mappings(service: &Service<'_>) -> Vec<Value> {
    let mapping = |port: crate::spec::Port| {
        let protocol = match port.protocol() {
            Protocol::Http => "http",
            Protocol::Http2 => "http2",
            Protocol::Grpc => "grpc",
        };
        Value::object([
            ("name", Value::from(PORT_NAME)),
            ("container_port", Value::from(port.number())),
            ("host_port", Value::from(port.number())),
            ("protocol", Value::from("tcp")),
            ("app_protocol", Value::from(protocol)),
        ])
    };
    service.port().map(mapping).into_iter().collect()
}

fn mount_points(service: &Service<'_>) -> Vec<Value> {
    let folders = service.scratch_folders().iter().enumerate();
    folders
        .map(|(position, folder)| {
            Value::object([
                ("source_volume", Value::from(format!("scratch-{}", position + 1))),
                ("container_path", Value::from((*folder).to_owned())),
                ("read_only", Value::from(false)),
            ])
        })
        .collect()
}

/// The awslogs driver, with its mode said: AWS's own default has changed before.
pub(super) fn logs(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Value {
    let base = calls::base_of(identity(service));
    let group = builder.import(&base, "log-group-name", ImportKind::Text);
    let mut options: Vec<(Text, Value)> = vec![
        ("awslogs-group".into(), group),
        ("awslogs-region".into(), Value::Pseudo(Pseudo::Region)),
        ("awslogs-stream-prefix".into(), service.name().to_owned().into()),
    ];
    match service.log_settings().mode() {
        LogMode::NonBlocking => {
            options.push(("mode".into(), "non-blocking".into()));
            options.push(("max-buffer-size".into(), "25m".into()));
        }
        LogMode::Blocking => options.push(("mode".into(), "blocking".into())),
    }
    Value::object([("log_driver", Value::from("awslogs")), ("options", Value::Object(options))])
}

/// Plain variables and secrets, each sorted as they were declared: formwork's own first.
fn variables(builder: &mut Builder<'_, '_>, parts: &Parts<'_, '_, '_>) -> (Vec<Value>, Vec<Value>) {
    let service = parts.service;
    let pair =
        |name: String, value: Value| Value::object([("name", Value::from(name)), ("value", value)]);
    let mut plain = Vec::new();
    if let Some(port) = service.port() {
        plain.push(pair("PORT".to_owned(), port.number().to_string().into()));
    }
    let release = builder.stack.given("release-id", Given::Release);
    plain.push(pair("RELEASE_ID".to_owned(), release));
    let mut secrets = Vec::new();
    for variable in service.variables() {
        match variable.source() {
            Source::Plain(_) => {
                let value = config(builder, service, variable);
                plain.push(pair(variable.name().to_owned(), value));
            }
            Source::Secret => secrets.push(Value::object([
                ("name", Value::from(variable.name().to_owned())),
                ("value_from", secret_arn(builder, service, variable.name())),
            ])),
        }
    }
    for attachment in service.attachments() {
        let value = match attachment.store() {
            Store::Postgres(database) => postgres::url(builder, service, database),
            Store::Queue(it, _) => queue::url(builder, owner(parts, it), it),
            Store::Table(it) => dynamodb::name(builder, service, it),
        };
        plain.push(pair(attachment.variable().to_owned(), value));
    }
    for call in service.called() {
        if let Some(url) = calls::url(builder, call.api(), parts.provider(call.api())) {
            plain.push(pair(call.variable_name(), url));
        }
    }
    (plain, secrets)
}

/// The service whose base holds a queue: the one that receives from it, or whoever sends if there
/// is none, which `FW4019` reports.
pub(super) fn owner<'a>(parts: &Parts<'_, '_, 'a>, queue: &Queue<'_>) -> &'a Service<'a> {
    parts.index.receiver(queue.name()).unwrap_or(parts.service)
}

fn config(builder: &mut Builder<'_, '_>, service: &Service<'_>, variable: &Variable<'_>) -> Value {
    let Source::Plain(value) = variable.source() else { return Value::from("") };
    let name = variable.name().to_lowercase().replace('_', "-");
    builder.vary(
        format!("{}/env-{name}", service.name()),
        "config",
        KnobType::Text(Vec::new()),
        format!("Variable {}", variable.name()),
        |environment| Literal::Text(value.get(environment).to_owned().into()),
    )
}

/// The ARN of the SSM parameter that holds a secret.
pub(super) fn secret_arn(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    name: &str,
) -> Value {
    let app = builder.app.name();
    let environment = builder.environment();
    super::builder::arn(
        "ssm",
        [
            Value::from(format!("parameter/{app}/")),
            environment,
            Value::from(format!("/{}/{name}", service.name())),
        ],
    )
}
