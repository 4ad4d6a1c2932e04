//! CloudWatch, ECS, Step Functions, and services that only take what they are given.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html>,
//! <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html>

use serde_json::{Value as Json, json};

use super::{Did, Gate, Problem, Request, Rollout, World};

/// How long a rollout takes, in seconds.
const ROLLOUT: u64 = 60;

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

pub(super) fn update_service(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let name = request.text("Service")?.to_owned();
    world.rollouts.insert(name.clone(), request.at);
    world.did(request, Did::RolledOut);
    Ok(json!({ "Service": service(world, &name, request.at).0 }))
}

pub(super) fn describe_services(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let names = request.input.get("Services").and_then(Json::as_array);
    let names: Vec<_> = names.into_iter().flatten().filter_map(Json::as_str).collect();
    let services: Vec<_> = names.iter().map(|it| service(world, it, request.at)).collect();
    let sound = services.iter().all(|(_, is_sound)| *is_sound);
    world.did(request, Did::Looked(Gate::Rollout, sound));
    let services: Vec<_> = services.into_iter().map(|(it, _)| it).collect();
    Ok(json!({ "Failures": [], "Services": services }))
}

/// A service as ECS describes it, and whether its rollout is over and well.
fn service(world: &World, name: &str, at: u64) -> (Json, bool) {
    let started = world.rollouts.get(name).copied();
    let state = match (started, world.conditions.rollout) {
        (None, _) => "COMPLETED",
        (Some(started), Rollout::Completes) if at >= started + ROLLOUT => "COMPLETED",
        (Some(started), Rollout::Fails) if at >= started + ROLLOUT => "FAILED",
        (Some(_), Rollout::Completes | Rollout::Fails | Rollout::IsStuck) => "IN_PROGRESS",
    };
    let running = if state == "COMPLETED" { 2 } else { 0 };
    let deployment = json!({
        "DesiredCount": 2,
        "FailedTasks": if state == "FAILED" { 3 } else { 0 },
        "Id": "ecs-svc/1",
        "PendingCount": 2 - running,
        "RolloutState": state,
        "RunningCount": running,
        "Status": "PRIMARY",
    });
    let service = json!({
        "Deployments": [deployment],
        "DesiredCount": 2,
        "PendingCount": 2 - running,
        "RunningCount": running,
        "ServiceArn": name,
        "ServiceName": name,
        "Status": "ACTIVE",
    });
    (service, state == "COMPLETED")
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
pub(super) fn send(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    world.did(request, Did::Sent);
    Ok(json!({ "MessageId": "00000000-0000-4000-8000-000000000000" }))
}

pub(super) fn put_events(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    world.did(request, Did::Sent);
    Ok(json!({ "Entries": [{ "EventId": "1" }], "FailedEntryCount": 0 }))
}

pub(super) fn get_parameter(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let name = request.text("Name")?;
    let value = world.parameters.get(name).cloned();
    let value =
        value.ok_or_else(|| Problem::Named("ParameterNotFoundException", name.to_owned()))?;
    Ok(json!({ "Parameter": { "Name": name, "Value": value } }))
}

pub(super) fn put_parameter(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let (name, value) = (request.text("Name")?.to_owned(), request.text("Value")?.to_owned());
    world.parameters.insert(name, value);
    world.did(request, Did::Wrote);
    Ok(json!({ "Version": 1 }))
}
