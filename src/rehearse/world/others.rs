//! CloudWatch, ECS, Step Functions, and services that only take what they are given.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html>,
//! <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html>

use serde_json::{Value as Json, json};

use super::super::clock::Seconds;
use super::{Did, Gate, Problem, Request, Rollout, World};

/// How long a rollout takes, in seconds.
const ROLLOUT: Seconds = 60;

#[expect(clippy::unnecessary_wraps, reason = "every action has the form of `Act`")]
pub(super) fn describe_alarms(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let names = request.input.get("AlarmNames").and_then(Json::as_array);
    let prefix = request.input.get("AlarmNamePrefix").and_then(Json::as_str);
    let names = names.into_iter().flatten().filter_map(Json::as_str).chain(prefix);
    let names: Vec<_> = names.map(str::to_owned).collect();
    world.seen_alarms.extend(names.iter().cloned());
    let conditions = &world.conditions;
    let fires = |name: &String| {
        let alarm = conditions.alarm.as_ref();
        alarm.is_some_and(|(firing, from)| firing == name && *from <= request.at)
    };
    let sound = !names.iter().any(fires);
    let wanted = request.input.get("StateValue").and_then(Json::as_str);
    let alarms = names.iter().map(|name| (name, if fires(name) { "ALARM" } else { "OK" }));
    let alarms = alarms.filter(|(_, state)| wanted.is_none_or(|it| it == *state));
    let alarms: Vec<_> =
        alarms.map(|(name, state)| json!({ "AlarmName": name, "StateValue": state })).collect();
    world.did(request, Did::Looked(Gate::Alarms, sound));
    // Only a call that asks for composite alarms alone says of what kind an alarm is.
    let types = request.input.get("AlarmTypes");
    let (metric, composite) =
        if types == Some(&json!(["CompositeAlarm"])) { (vec![], alarms) } else { (alarms, vec![]) };
    Ok(json!({ "CompositeAlarms": composite, "MetricAlarms": metric }))
}

/// A service of ECS.
#[derive(Clone, Debug)]
pub struct EcsService {
    task_definition: String,
    /// The task definition before the last rollout.
    earlier: String,
    desired: u64,
    /// When the last rollout started.
    started: Option<Seconds>,
}

impl Default for EcsService {
    /// One that has been running for long.
    fn default() -> Self {
        let earlier = "the task definition before".to_owned();
        Self { task_definition: earlier.clone(), earlier, desired: 2, started: None }
    }
}

pub(super) fn update_service(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let name = request.text("Service")?.to_owned();
    let service = world.services.entry(name.clone()).or_default();
    if let Some(count) = request.input.get("DesiredCount").and_then(Json::as_u64) {
        service.desired = count;
    }
    if let Some(next) = request.input.get("TaskDefinition").and_then(Json::as_str) {
        service.earlier = std::mem::replace(&mut service.task_definition, next.to_owned());
        service.started = Some(request.at);
        world.did(request, Did::RolledOut);
    }
    Ok(json!({ "Service": service_of(world, &name, request.at).0 }))
}

#[expect(clippy::unnecessary_wraps, reason = "every action has the form of `Act`")]
pub(super) fn describe_services(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let names = request.input.get("Services").and_then(Json::as_array);
    let names: Vec<_> = names.into_iter().flatten().filter_map(Json::as_str).collect();
    let services: Vec<_> = names.iter().map(|it| service_of(world, it, request.at)).collect();
    let sound = services.iter().all(|(_, is_sound)| *is_sound);
    let is_watched =
        names.iter().any(|it| world.services.get(*it).is_some_and(|it| it.started.is_some()));
    if is_watched {
        world.did(request, Did::Looked(Gate::Rollout, sound));
    }
    let services: Vec<_> = services.into_iter().map(|(it, _)| it).collect();
    Ok(json!({ "Failures": [], "Services": services }))
}

/// A service as ECS describes it, and whether its rollout is over and well.
fn service_of(world: &World, name: &str, at: Seconds) -> (Json, bool) {
    let service = world.services.get(name).cloned().unwrap_or_default();
    let is_over = service.started.is_none_or(|started| at >= started + ROLLOUT);
    let (state, is_new) = match (service.started, world.conditions.rollout) {
        (Some(_), Rollout::IsStuck) => ("IN_PROGRESS", true),
        (Some(_), _) if !is_over => ("IN_PROGRESS", true),
        (Some(_), Rollout::Fails) => ("FAILED", true),
        // The deployment that ECS itself makes then is one of the task definition before.
        (Some(_), Rollout::IsUndone) => ("COMPLETED", false),
        (Some(_), Rollout::Completes) | (None, _) => ("COMPLETED", true),
    };
    let desired = service.desired;
    let running = if state == "COMPLETED" { desired } else { 0 };
    let task_definition = if is_new { service.task_definition } else { service.earlier };
    let deployment = json!({
        "DesiredCount": desired,
        "FailedTasks": if state == "FAILED" { 3 } else { 0 },
        "Id": "ecs-svc/1",
        "PendingCount": desired - running,
        "RolloutState": state,
        "RunningCount": running,
        "Status": "PRIMARY",
        "TaskDefinition": task_definition,
    });
    let service = json!({
        "Deployments": [deployment],
        "DesiredCount": desired,
        "PendingCount": desired - running,
        "RunningCount": running,
        "ServiceArn": name,
        "ServiceName": name,
        "Status": "ACTIVE",
        "TaskDefinition": task_definition,
    });
    (service, state == "COMPLETED" && is_new)
}

pub(super) fn start_execution(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let machine = request.text("StateMachineArn")?;
    let name = request.input.get("Name").and_then(Json::as_str).unwrap_or("unnamed");
    let arn = format!("{}:{name}", machine.replace(":stateMachine:", ":execution:"));
    world.executions.insert(arn.clone(), "RUNNING".to_owned());
    world.did(request, Did::Sent);
    Ok(json!({ "ExecutionArn": arn, "StartDate": "2026-01-01T00:00:00.000Z" }))
}

pub(super) fn describe_execution(
    world: &mut World,
    request: &Request<'_>,
) -> Result<Json, Problem> {
    let arn = request.text("ExecutionArn")?;
    let odd = || format!("Execution Does Not Exist: '{arn}'");
    let status = world.executions.get(arn);
    let status = status.ok_or_else(|| Problem::Named("ExecutionDoesNotExistException", odd()))?;
    Ok(json!({ "ExecutionArn": arn, "Status": status }))
}

/// Takes what it is given.
#[expect(clippy::unnecessary_wraps, reason = "every action has the form of `Act`")]
pub(super) fn send(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    world.did(request, Did::Sent);
    Ok(json!({ "MessageId": "00000000-0000-4000-8000-000000000000" }))
}

#[expect(clippy::unnecessary_wraps, reason = "every action has the form of `Act`")]
pub(super) fn put_events(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    world.did(request, Did::Sent);
    Ok(json!({ "Entries": [{ "EventId": "1" }], "FailedEntryCount": 0 }))
}

pub(super) fn get_parameter(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let name = request.text("Name")?;
    let odd = || format!("the value of the parameter `{name}` is in none of the files");
    let value = world.parameters.get(name).ok_or_else(|| Problem::NotPlayed(odd()))?;
    Ok(json!({ "Parameter": { "Name": name, "Value": value } }))
}

pub(super) fn put_parameter(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let (name, value) = (request.text("Name")?.to_owned(), request.text("Value")?.to_owned());
    world.parameters.insert(name, value);
    world.did(request, Did::Wrote);
    Ok(json!({ "Version": 1 }))
}
