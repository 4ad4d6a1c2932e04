//! The machines as resources of the service's stack: their roles, logs and alarms, the parameter
//! that names the release, and the rules of EventBridge that start them.

use crate::ir::{
    ImportKind, Pseudo, Resource, ResourceId, Value, cloudwatch, events, sqs, ssm, stepfunctions,
};
use crate::spec::{Service, Steps, Strategy};

use super::super::builder::{
    Builder, allow, arn, deny_plain_http, log_group, log_group_arn, policy, role_policy,
    service_role, statement,
};
use super::super::{calls, identity};
use super::{Colour, Route, Subject};

/// What the machines of a service act on.
pub(in crate::lower) struct Parts<'p, 'a> {
    pub(in crate::lower) service: &'p Service<'a>,
    pub(in crate::lower) task: ResourceId,
    pub(in crate::lower) roles: [ResourceId; 2],
    pub(in crate::lower) services: Vec<ResourceId>,
    pub(in crate::lower) watched: Vec<ResourceId>,
    pub(in crate::lower) route: Route,
    /// What the role may do to shift traffic.
    pub(in crate::lower) shift: Value,
}

/// The output of the base that names the table of the record.
pub(in crate::lower) const TABLE: &str = "releases-table";

/// Adds the machines.
pub(in crate::lower) fn lower(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, '_>,
    colours: [Colour; 2],
) {
    let service = parts.service;
    let subject = subject(builder, parts, colours);
    let logs = logs(builder, service);
    let table = arn("dynamodb", [Value::from("table/"), subject.table.clone()]);
    let canary_may = canary_statements(parts, &subject, table.clone());
    let canary = machine(builder, service, "canary", (super::canary(&subject), canary_may), &logs);
    let watchdog_may = watchdog_statements(parts, &subject, table.clone());
    let definition = super::watchdog(&subject);
    let watchdog = machine(builder, service, "watchdog", (definition, watchdog_may), &logs);
    let parameter = parameter_name(builder, service);
    let starter_may = vec![
        allow(&["ssm:GetParameter"], [arn("ssm", [Value::from("parameter"), parameter.clone()])]),
        allow(&["states:StartExecution"], [canary.get("arn")]),
        allow(&["dynamodb:GetItem"], [table]),
    ];
    let canary_arn = canary.get("arn");
    let definition = super::starter(service.name(), parameter.clone(), &canary_arn, &subject.table);
    let starter = machine(builder, service, "starter", (definition, starter_may), &logs);
    for (what, machine) in [("watchdog", watchdog), ("starter", starter)] {
        failed(builder, service, what, machine);
    }
    let rules = triggers(builder, service, &parameter, (canary, watchdog, starter));
    let release = builder.stack.given("release-id", crate::ir::Given::Release);
    let value = Value::object([("Release", release), ("TaskDefinition", parts.task.get("arn"))]);
    let mut release = Resource::new(format!("{}/release", service.name()), &ssm::PARAMETER)
        .set("name", parameter)
        .set("type", "String")
        .set("insecure_value", value.json_text())
        .set("description", format!("The release of {} that its canary deploys", service.name()))
        .origin(service.at());
    for rule in rules {
        release = release.after(rule);
    }
    builder.add(release);
}

fn subject<'a>(
    builder: &mut Builder<'_, '_>,
    parts: &Parts<'_, 'a>,
    colours: [Colour; 2],
) -> Subject<'a> {
    let service = parts.service;
    let deploy = service.deployment();
    let steps = match deploy.strategy() {
        Strategy::CanaryMachine(steps, _) => steps,
        _ => ALL_AT_ONCE,
    };
    let base = calls::base_of(identity(service));
    Subject {
        service: service.name(),
        cluster: builder.import("platform", "cluster-arn", ImportKind::Text),
        colours,
        route: parts.route.clone(),
        table: builder.import(&base, TABLE, ImportKind::Text),
        alarms: parts.watched.iter().map(|alarm| alarm.get("name")).collect(),
        topic: builder.alarm_actions().map(|mut topics| topics.swap_remove(0)),
        steps,
        bake: deploy.final_bake(),
    }
}

const ALL_AT_ONCE: Steps = Steps::new(&[100]);

/// The name of the parameter that says which release there is.
pub(in crate::lower) fn parameter_name(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
) -> Value {
    Value::concat([
        Value::from(format!("/{}/", builder.app.name())),
        builder.environment(),
        Value::from(format!("/{}/release", identity(service))),
    ])
}

/// One log group for all three. Its name has the prefix with which Step Functions needs no entry
/// of its own in the resource policy of CloudWatch Logs.
///
/// Source: <https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html>
fn logs(builder: &mut Builder<'_, '_>, service: &Service<'_>) -> Value {
    let retention = builder.knob(
        &format!("{}/log-retention", service.name()),
        "Days that logs are kept",
        service.log_settings().retention(),
    );
    let name = builder.name(identity(service));
    let name = Value::concat([Value::from("/aws/vendedlogs/states/"), name]);
    let group = log_group(format!("{}/machine-logs", service.name()), retention)
        .set("name", name)
        .origin(service.at());
    let group = builder.add(group);
    log_group_arn(group.get("name"), ":*")
}

/// A state machine with its role, which may do what `statements` say.
fn machine(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    what: &str,
    (definition, mut statements): (Value, Vec<Value>),
    logs: &Value,
) -> ResourceId {
    let path = format!("{}/{what}", service.name());
    let name = builder.name(&format!("{}-{what}", identity(service)));
    let own = arn("states", [Value::from("stateMachine:"), name.clone()]);
    let role = service_role(builder, &format!("{path}-role"), "states.amazonaws.com", Some(own));
    let role = builder.add(role.origin(service.at()));
    statements.extend(observed());
    let document = policy(statements);
    let policy = builder.add(role_policy(&format!("{path}-policy"), role, "run", document));
    let logging = Value::object([
        ("level", Value::from("ALL")),
        ("include_execution_data", Value::from(true)),
        ("log_destination", logs.clone()),
    ]);
    builder.add(
        Resource::new(path, &stepfunctions::STATE_MACHINE)
            .set("name", name)
            .set("type", "STANDARD")
            .set("role_arn", role.get("arn"))
            .set("definition", definition)
            .set("logging_configuration", logging)
            .set("tracing_enabled", true)
            .after(policy)
            .origin(service.at()),
    )
}

/// What every machine needs to write its log and its traces; none of it takes a resource.
///
/// Source: <https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html>
fn observed() -> [Value; 2] {
    let anything = || [Value::from("*")];
    [
        allow(
            &[
                "logs:CreateLogDelivery",
                "logs:DeleteLogDelivery",
                "logs:DescribeLogGroups",
                "logs:DescribeResourcePolicies",
                "logs:GetLogDelivery",
                "logs:ListLogDeliveries",
                "logs:PutResourcePolicy",
                "logs:UpdateLogDelivery",
            ],
            anything(),
        ),
        allow(
            &[
                "xray:GetSamplingRules",
                "xray:GetSamplingTargets",
                "xray:PutTelemetryRecords",
                "xray:PutTraceSegments",
            ],
            anything(),
        ),
    ]
}

fn canary_statements(parts: &Parts<'_, '_>, subject: &Subject<'_>, table: Value) -> Vec<Value> {
    let services: Vec<_> = parts.services.iter().map(|service| service.get("arn")).collect();
    let alarms: Vec<_> = parts.watched.iter().map(|alarm| alarm.get("arn")).collect();
    let passed = Value::object([(
        "StringEquals",
        Value::object([("iam:PassedToService", Value::from("ecs-tasks.amazonaws.com"))]),
    )]);
    let mut statements = vec![
        allow(&["dynamodb:PutItem", "dynamodb:UpdateItem"], [table]),
        allow(&["ecs:DescribeServices", "ecs:UpdateService"], services),
        statement(
            "Allow",
            &["iam:PassRole"],
            parts.roles.iter().map(|role| role.get("arn")),
            [("Condition", passed)],
        ),
        parts.shift.clone(),
        // Elastic Load Balancing takes no resource here.
        allow(&["elasticloadbalancing:DescribeTargetHealth"], [Value::from("*")]),
        allow(&["cloudwatch:DescribeAlarms"], alarms),
    ];
    statements.extend(publish(subject));
    statements
}

fn watchdog_statements(parts: &Parts<'_, '_>, subject: &Subject<'_>, table: Value) -> Vec<Value> {
    let services: Vec<_> = parts.services.iter().map(|service| service.get("arn")).collect();
    let mut statements = vec![
        allow(&["dynamodb:GetItem", "dynamodb:UpdateItem"], [table]),
        allow(&["ecs:UpdateService"], services),
        parts.shift.clone(),
    ];
    statements.extend(publish(subject));
    statements
}

fn publish(subject: &Subject<'_>) -> Option<Value> {
    subject.topic.clone().map(|topic| allow(&["sns:Publish"], [topic]))
}

/// An alarm that a machine failed: then nobody else says so.
fn failed(builder: &mut Builder<'_, '_>, service: &Service<'_>, what: &str, machine: ResourceId) {
    let dimensions = Value::object([("StateMachineArn", machine.get("arn"))]);
    let alarm = alert(builder, service, &format!("{what}-failed"))
        .set("alarm_description", format!("The {what} of {} failed", service.name()))
        .set("namespace", "AWS/States")
        .set("metric_name", "ExecutionsFailed")
        .set("dimensions", dimensions)
        .set("statistic", "Sum");
    builder.add(alarm);
}

/// An alarm at the first occurrence.
fn alert(builder: &mut Builder<'_, '_>, service: &Service<'_>, what: &str) -> Resource {
    let name = builder.name(&format!("{}-{what}", identity(service)));
    let actions = builder.alarm_actions();
    Resource::new(format!("{}/{what}-alarm", service.name()), &cloudwatch::ALARM)
        .set("alarm_name", name)
        .set("period", 60)
        .set("evaluation_periods", 1)
        .set("comparison_operator", "GreaterThanThreshold")
        .set("threshold", 0)
        .set("treat_missing_data", "notBreaching")
        .set_some("alarm_actions", actions)
        .origin(service.at())
}

/// The rules that start the starter and the watchdog, with what they need.
fn triggers(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    parameter: &Value,
    (canary, watchdog, starter): (ResourceId, ResourceId, ResourceId),
) -> Vec<ResourceId> {
    let name = service.name();
    let queue = builder.add(
        Resource::new(format!("{name}/undelivered-events"), &sqs::QUEUE)
            .set("message_retention_seconds", 1_209_600)
            .set("max_message_size", 262_144)
            .set("sqs_managed_sse_enabled", true)
            .origin(service.at()),
    );
    let rules = arn("events", [Value::from("rule/*")]);
    let role = format!("{name}/events-role");
    let role = service_role(builder, &role, "events.amazonaws.com", Some(rules));
    let role = builder.add(role.origin(service.at()));
    let may = allow(&["states:StartExecution"], [starter.get("arn"), watchdog.get("arn")]);
    let path = format!("{name}/events-policy");
    let may = builder.add(role_policy(&path, role, "start-machines", policy([may])));
    let changed = pattern(
        "aws.ssm",
        "Parameter Store Change",
        [("name", vec![parameter.clone()]), ("operation", vec![Value::from("Update")])],
    );
    let ended = ["FAILED", "TIMED_OUT", "ABORTED"].map(Value::from).to_vec();
    let ended = pattern(
        "aws.states",
        "Step Functions Execution Status Change",
        [("stateMachineArn", vec![canary.get("arn")]), ("status", ended)],
    );
    let described = [
        ("release-registered", format!("A release of {name} was registered"), changed, starter),
        ("canary-ended", format!("A canary of {name} ended early"), ended, watchdog),
    ];
    let mut added = Vec::new();
    for (what, description, pattern, machine) in described {
        let rule = Resource::new(format!("{name}/{what}"), &events::RULE)
            .set("description", description)
            .set("state", "ENABLED")
            .set("event_pattern", pattern)
            .after(may)
            .origin(service.at());
        added.push(aimed(builder, rule, (machine, role, queue)));
    }
    dead_letters(builder, service, queue, &added);
    added
}

/// A pattern of events.
fn pattern<const N: usize>(
    source: &'static str,
    kind: &'static str,
    detail: [(&'static str, Vec<Value>); N],
) -> Value {
    Value::object([
        ("source", Value::list([source])),
        ("detail-type", Value::list([kind])),
        ("detail", Value::object(detail)),
    ])
}

/// A rule that starts a machine, and keeps the events that it could not deliver.
fn aimed(
    builder: &mut Builder<'_, '_>,
    rule: Resource,
    (machine, role, queue): (ResourceId, ResourceId, ResourceId),
) -> ResourceId {
    let retry = Value::object([
        ("maximum_event_age_in_seconds", Value::from(3600)),
        ("maximum_retry_attempts", Value::from(20)),
    ]);
    let target = Value::object([
        ("target_id", Value::from("machine")),
        ("arn", machine.get("arn")),
        ("role_arn", role.get("arn")),
        ("dead_letter_config", Value::object([("arn", queue.get("arn"))])),
        ("retry_policy", retry),
    ]);
    builder.add(rule.set("targets", vec![target]))
}

/// Lets the rules put what they could not deliver into the queue, and tells of it.
fn dead_letters(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    queue: ResourceId,
    rules: &[ResourceId],
) {
    let rules = Value::List(rules.iter().map(|rule| rule.get("arn")).collect());
    let condition = Value::object([
        ("ArnEquals", Value::object([("aws:SourceArn", rules)])),
        ("StringEquals", Value::object([("aws:SourceAccount", Value::Pseudo(Pseudo::Account))])),
    ]);
    let events = Value::object([("Service", Value::from("events.amazonaws.com"))]);
    let send = statement(
        "Allow",
        &["sqs:SendMessage"],
        [queue.get("arn")],
        [("Principal", events), ("Condition", condition)],
    );
    let deny = deny_plain_http(&["sqs:*"], vec![queue.get("arn")]);
    builder.add(
        Resource::new(format!("{}/undelivered-events-policy", service.name()), &sqs::QUEUE_POLICY)
            .set("queue_url", queue.get("url"))
            .set("policy", policy([send, deny])),
    );
    let dimensions = Value::object([("QueueName", queue.get("name"))]);
    let alarm = alert(builder, service, "undelivered-events")
        .set("alarm_description", format!("An event did not start a machine of {}", service.name()))
        .set("namespace", "AWS/SQS")
        .set("metric_name", "ApproximateNumberOfMessagesVisible")
        .set("dimensions", dimensions)
        .set("statistic", "Maximum");
    builder.add(alarm);
}
