//! Where traffic goes: weighted target groups of Elastic Load Balancing, weighted records of
//! Route 53.
//!
//! Facts: <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyRule.html>,
//! <https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html>

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Did, Gate, Problem, Request, Sick, World};

/// Weights by what they are of: target groups, or records that share a name.
pub type Weights = BTreeMap<String, u64>;

/// Weights by what divides the traffic: a rule, a listener, a name of records.
pub type Traffic = BTreeMap<String, Weights>;

pub(super) fn modify_rule(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    forward(world, request, "RuleArn", "Actions")?;
    Ok(json!({ "Rules": [rule(world, request.text("RuleArn")?)] }))
}

pub(super) fn modify_listener(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    forward(world, request, "ListenerArn", "DefaultActions")?;
    Ok(json!({ "Listeners": [] }))
}

pub(super) fn describe_rules(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let arns = request.input.get("RuleArns").and_then(Json::as_array);
    let arns = arns.ok_or_else(|| Problem::NotPlayed("`RuleArns` is missing".to_owned()))?;
    let rules = arns.iter().filter_map(Json::as_str).map(|arn| rule(world, arn));
    Ok(json!({ "Rules": rules.collect::<Vec<_>>() }))
}

fn rule(world: &World, arn: &str) -> Json {
    let groups = world.traffic.get(arn).into_iter().flatten();
    let groups = groups.map(|(group, weight)| json!({ "TargetGroupArn": group, "Weight": weight }));
    let forward = json!({ "TargetGroups": groups.collect::<Vec<_>>() });
    json!({ "RuleArn": arn, "Actions": [{ "Type": "forward", "ForwardConfig": forward }] })
}

fn forward(
    world: &mut World,
    request: &Request<'_>,
    lane: &str,
    actions: &str,
) -> Result<(), Problem> {
    let mut weights = Weights::new();
    let actions = request.input.get(actions).and_then(Json::as_array);
    for action in actions.into_iter().flatten() {
        let groups = action.pointer("/ForwardConfig/TargetGroups").and_then(Json::as_array);
        for group in groups.into_iter().flatten() {
            let arn = group.get("TargetGroupArn").and_then(Json::as_str).unwrap_or_default();
            weights.insert(arn.to_owned(), weight(group.get("Weight").unwrap_or(&json!(1)), 999)?);
        }
        if let Some(arn) = action.get("TargetGroupArn").and_then(Json::as_str) {
            weights.entry(arn.to_owned()).or_insert(100);
        }
    }
    if weights.is_empty() {
        return Ok(());
    }
    // A group that is left out gets nothing.
    let lane = request.text(lane)?.to_owned();
    let before = world.traffic.get(&lane).cloned().unwrap_or_default();
    for group in before.into_keys() {
        weights.entry(group).or_insert(0);
    }
    world.shift(request, lane, weights);
    Ok(())
}

pub(super) fn change_records(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let changes = request.input.pointer("/ChangeBatch/Changes").and_then(Json::as_array);
    let mut lanes: Traffic = Traffic::new();
    for change in changes.into_iter().flatten() {
        let Some(record) = change.get("ResourceRecordSet") else { continue };
        let name = record.get("Name").and_then(Json::as_str).unwrap_or_default();
        let identifier = record.get("SetIdentifier").and_then(Json::as_str);
        let (Some(identifier), Some(share)) = (identifier, record.get("Weight")) else { continue };
        let share = match change.get("Action").and_then(Json::as_str) {
            Some("DELETE") => 0,
            _ => weight(share, 255)?,
        };
        let lane = name.trim_end_matches('.').to_ascii_lowercase();
        let known = world.traffic.get(&lane).cloned().unwrap_or_default();
        lanes.entry(lane).or_insert(known).insert(identifier.to_owned(), share);
    }
    for (lane, weights) in lanes {
        world.shift(request, lane, weights);
    }
    Ok(json!({ "ChangeInfo": { "Id": "/change/C1", "Status": "PENDING" } }))
}

#[expect(clippy::unnecessary_wraps, reason = "every action has the form of `Act`")]
pub(super) fn get_change(_: &mut World, _: &Request<'_>) -> Result<Json, Problem> {
    Ok(json!({ "ChangeInfo": { "Id": "/change/C1", "Status": "INSYNC" } }))
}

pub(super) fn target_health(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let group = request.text("TargetGroupArn")?;
    world.seen_groups.insert(group.to_owned());
    let sick = world.conditions.targets.as_ref().filter(|it| it.0 == group && it.2 <= request.at);
    let states: &[&str] = match sick.map(|it| it.1) {
        None => &["healthy", "healthy"],
        Some(Sick::Gone) => &[],
        Some(Sick::All) => &["unhealthy", "unhealthy"],
        Some(Sick::Last) => &["healthy", "unhealthy"],
    };
    let sound = !states.is_empty() && states.iter().all(|it| *it == "healthy");
    let target = |(index, state): (usize, &&str)| {
        json!({
            "HealthCheckPort": "8080",
            "Target": { "AvailabilityZone": "eu-west-1a", "Id": format!("10.0.0.{}", index + 10), "Port": 8080 },
            "TargetHealth": { "State": state },
        })
    };
    let targets: Vec<_> = states.iter().enumerate().map(target).collect();
    world.did(request, Did::Looked(Gate::Targets, sound));
    Ok(json!({ "TargetHealthDescriptions": targets }))
}

fn weight(value: &Json, most: u64) -> Result<u64, Problem> {
    let number = value.as_u64().filter(|it| *it <= most);
    let odd = || format!("a weight is a whole number from 0 to {most}, not {value}");
    number.ok_or_else(|| Problem::Named("ValidationError", odd()))
}
