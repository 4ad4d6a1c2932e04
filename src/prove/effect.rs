//! What a `Task` does to the world, told by its resource and parameters alone.
//!
//! - A *shift* gives weights to target groups (`ModifyRule`, `ModifyListener`) or to records of one
//!   name (`ChangeResourceRecordSets`).
//! - A *write* changes a DynamoDB item; [`ItemWrite::takes_lease`] tells which take a lease.
//! - A *look* reads an item, alarms or the health of targets.
//! - A function whose role in the manifest may shift traffic may do so, by weights that are not
//!   known. Any other function, and any other service, changes nothing that is looked at.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html>,
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyRule.html>,
//! <https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html>

use std::collections::BTreeMap;
use std::sync::Arc;

use super::code::may_shift;
use super::expression::{Action, Condition, Given};
use super::template::rendered;
use super::value::Value;
use super::world::ItemWrite;
use crate::ir::lifted::{Manifest, Node, Resource};

/// What a `Task` calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// A listener rule's or listener's weights.
    Forward,
    /// Weighted records.
    Records,
    /// An item: `getItem`, `putItem`, `updateItem`, `deleteItem`.
    Item(Verb),
    /// `describeAlarms`.
    Alarms,
    /// `describeTargetHealth`.
    Health,
    /// Somebody's code: it may look at anything, and shift traffic if this says why.
    Code(Option<Arc<str>>),
    /// Anything else.
    Other,
}

/// What is done with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Get,
    Put,
    Update,
    Delete,
}

/// What a call changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Shift(Value, BTreeMap<Value, Option<i64>>),
    MayShift(Arc<str>),
    Write(ItemWrite),
}

/// What a resource calls.
pub(super) fn call(
    resource: &Node,
    parameters: Option<&Node>,
    manifest: Option<&Manifest>,
) -> Call {
    let text = rendered(resource, manifest);
    let Some((_, action)) = text.split_once(":states:::") else {
        return code(resource, manifest);
    };
    let action = action.split('.').next().unwrap_or_default();
    let (service, verb) = action.rsplit_once(':').unwrap_or((action, ""));
    let service = service.strip_prefix("aws-sdk:").unwrap_or(service).to_ascii_lowercase();
    match (&*service, &*verb.to_ascii_lowercase()) {
        ("elasticloadbalancingv2", "modifyrule" | "modifylistener") => Call::Forward,
        ("route53", "changeresourcerecordsets") => Call::Records,
        ("dynamodb", "getitem") => Call::Item(Verb::Get),
        ("dynamodb", "putitem") => Call::Item(Verb::Put),
        ("dynamodb", "updateitem") => Call::Item(Verb::Update),
        ("dynamodb", "deleteitem") => Call::Item(Verb::Delete),
        ("cloudwatch", "describealarms") => Call::Alarms,
        ("elasticloadbalancingv2", "describetargethealth") => Call::Health,
        ("lambda", "invoke") => parameters
            .and_then(|it| it.get("FunctionName"))
            .map_or(Call::Code(None), |it| code(it, manifest)),
        ("ecs", "runtask")
        | ("states", "startexecution")
        | ("http", _)
        | ("batch", "submitjob")
        | ("codebuild", "startbuild")
        | ("ssm", "startautomationexecution" | "sendcommand") => Call::Code(None),
        _ => Call::Other,
    }
}

/// A function, by its ARN or name; an activity.
fn code(function: &Node, manifest: Option<&Manifest>) -> Call {
    let Some(manifest) = manifest else { return Call::Code(None) };
    let functions = manifest.targets(function);
    let shifting: Option<&Resource> = functions.into_iter().find(|it| may_shift(manifest, it));
    Call::Code(
        shifting.map(|it| format!("by the role of `{}`, its code may shift it", it.address).into()),
    )
}

/// What a call with these parameters changes.
pub(super) fn effect(call: &Call, parameters: &Value, keys: &Keys) -> Option<Effect> {
    match call {
        Call::Forward => Some(forward(parameters)),
        Call::Records => records(parameters),
        Call::Item(Verb::Get) | Call::Alarms | Call::Health | Call::Other | Call::Code(None) => {
            None
        }
        Call::Item(verb @ (Verb::Put | Verb::Update | Verb::Delete)) => {
            Some(Effect::Write(write(*verb, parameters, keys)))
        }
        Call::Code(Some(why)) => Some(Effect::MayShift(why.clone())),
    }
}

fn forward(parameters: &Value) -> Effect {
    let mut subject = parameters.field("RuleArn");
    let mut actions = parameters.field("Actions");
    if subject == Value::Absent {
        subject = parameters.field("ListenerArn");
        actions = parameters.field("DefaultActions");
    }
    let Value::List(actions) = actions else {
        return Effect::MayShift(format!("`{actions}` is not known").into());
    };
    let mut shares = BTreeMap::new();
    for action in actions {
        match action.field("ForwardConfig").field("TargetGroups") {
            Value::List(groups) => {
                for group in groups {
                    shares.insert(group.field("TargetGroupArn"), weight(&group.field("Weight")));
                }
            }
            Value::Absent => {
                let group = action.field("TargetGroupArn");
                if group != Value::Absent {
                    shares.insert(group, Some(100));
                }
            }
            groups => return Effect::MayShift(format!("`{groups}` is not known").into()),
        }
    }
    Effect::Shift(subject, shares)
}

fn records(parameters: &Value) -> Option<Effect> {
    let Value::List(changes) = parameters.field("ChangeBatch").field("Changes") else {
        return Some(Effect::MayShift("`Changes` are not known".into()));
    };
    let sets = || changes.iter().map(|it| it.field("ResourceRecordSet"));
    let weighted: Vec<Value> = sets().filter(|it| it.field("Weight") != Value::Absent).collect();
    let first = weighted.first()?;
    let zone = parameters.field("HostedZoneId");
    let subject = Value::List(vec![zone, first.field("Name"), first.field("Type")]);
    let share = |it: &Value| (it.field("SetIdentifier"), weight(&it.field("Weight")));
    Some(Effect::Shift(subject, weighted.iter().map(share).collect()))
}

fn weight(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(weight) => Some(*weight),
        Value::Text(weight) => weight.parse().ok(),
        _ => None,
    }
}

/// The names of the key attributes of tables, as the machine's own calls write keys.
pub(super) type Keys = BTreeMap<Value, Vec<Arc<str>>>;

/// The item that a call is about.
pub(super) fn item(parameters: &Value, keys: &Keys) -> Arc<str> {
    let table = parameters.field("TableName");
    let key = match parameters.field("Key") {
        Value::Absent => {
            let item = parameters.field("Item");
            let names = keys.get(&table).map(Vec::as_slice).unwrap_or_default();
            Value::object(names.iter().map(|name| (name, item.field(name))))
        }
        key => key,
    };
    format!("{table} {key}").into()
}

fn write(verb: Verb, parameters: &Value, keys: &Keys) -> ItemWrite {
    let object = |name| match parameters.field(name) {
        Value::Absent => Value::empty(),
        value => value,
    };
    let (names, values) = (object("ExpressionAttributeNames"), object("ExpressionAttributeValues"));
    let given = Given { names: &names, values: &values };
    let condition = match parameters.field("ConditionExpression") {
        Value::Absent => None,
        Value::Text(text) => Some(Condition::parse(&text, given)),
        _ => Some(Condition::Open),
    };
    let actions = match (verb, parameters.field("UpdateExpression")) {
        (Verb::Put, _) => vec![Action::Replace(parameters.field("Item"))],
        (Verb::Delete, _) => vec![Action::Delete],
        (_, Value::Text(text)) => Action::parse(&text, given),
        _ => Vec::new(),
    };
    ItemWrite { item: item(parameters, keys), condition, actions }
}

/// The names of the attributes of a key that is written out.
pub(super) fn key_names(parameters: &Node) -> Vec<Arc<str>> {
    let fields = parameters.get("Key").map(Node::fields).unwrap_or_default();
    fields.iter().map(|it| it.key.trim_end_matches(".$").into()).collect()
}

/// What a look finds while something is wrong: one alarm of those it asks for fires, one target of
/// two is unhealthy.
pub(super) fn found(call: &Call, fault: Option<Fault>, parameters: &Value, answer: Value) -> Value {
    let with = |key: &str, value: Value| answer.clone().with(&[key.into()], value);
    match (call, fault) {
        (Call::Alarms, Some(Fault::Alarm)) => with("MetricAlarms", alarms(parameters)),
        (Call::Health, Some(Fault::NoTargets)) => {
            with("TargetHealthDescriptions", Value::List(Vec::new()))
        }
        (Call::Health, Some(Fault::Unhealthy)) => {
            let target = |state| {
                let state = Value::object([("State", Value::text(state))]);
                Value::object([("TargetHealth", state)])
            };
            let targets = vec![target("healthy"), target("unhealthy")];
            with("TargetHealthDescriptions", Value::List(targets))
        }
        _ => answer,
    }
}

fn alarms(parameters: &Value) -> Value {
    let alarm = |name: Value, state| {
        Value::object([("AlarmName", name), ("StateValue", Value::text(state))])
    };
    let names = match parameters.field("AlarmNames") {
        Value::List(names) if !names.is_empty() => names,
        _ => vec![Value::text("alarm")],
    };
    let only_firing = parameters.field("StateValue") == Value::text("ALARM");
    let state = |position| if position == 0 { "ALARM" } else { "OK" };
    let alarms = names.into_iter().enumerate().map(|(at, name)| alarm(name, state(at)));
    Value::List(alarms.take(if only_firing { 1 } else { usize::MAX }).collect())
}

/// What may go wrong outside while a machine waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// An alarm fires.
    Alarm,
    /// A target does not become healthy.
    Unhealthy,
    /// No target is registered.
    NoTargets,
}

impl Fault {
    pub(super) const ALL: [Self; 3] = [Self::Alarm, Self::Unhealthy, Self::NoTargets];

    /// As a sentence.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Alarm => "an alarm fires",
            Self::Unhealthy => "a target is unhealthy",
            Self::NoTargets => "no target is registered",
        }
    }
}
