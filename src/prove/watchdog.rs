//! Which machine is the watchdog of another: an EventBridge rule starts it when an execution of the
//! other one ends.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html>

use std::collections::BTreeSet;

use crate::ir::lifted::{Manifest, Node, Resource};

use super::path::{self, Path};
use super::template::constant;
use super::value::{Object, Root, Symbol, Value, Who};

/// The ends of an execution that nothing in it sees.
pub(super) const STATUSES: [&str; 3] = ["FAILED", "TIMED_OUT", "ABORTED"];

/// How a watchdog is started.
#[derive(Clone, Debug)]
pub struct Watch<'m> {
    /// The watchdog.
    pub machine: &'m Resource,
    /// The target that starts it, which says what its input is.
    target: &'m Node,
    /// The ends that start it.
    pub statuses: BTreeSet<&'static str>,
}

/// The watchdog of a machine, if this manifest has one.
pub fn of<'m>(manifest: &'m Manifest, machine: &Resource) -> Option<Watch<'m>> {
    manifest.of("events/rule").find_map(|rule| {
        let pattern = rule.property("event_pattern")?;
        let statuses = statuses(manifest, pattern, machine)?;
        let is_off = rule.property("state").and_then(Node::text) == Some("DISABLED")
            || rule.property("is_enabled").and_then(Node::bool) == Some(false);
        let own = rule.property("targets").map(Node::items).unwrap_or_default().iter();
        let beside = manifest.of("events/target").filter(|target| {
            let of = target.property("rule").and_then(|it| manifest.target(it));
            of.is_some_and(|it| std::ptr::eq(it, rule))
        });
        let mut targets = own.chain(beside.map(|it| &it.properties)).filter(|_| !is_off);
        targets.find_map(|target| {
            let started = manifest.target(target.get("arn")?)?;
            let is_machine = is_machine(started) && !std::ptr::eq(started, machine);
            is_machine.then(|| Watch { machine: started, target, statuses: statuses.clone() })
        })
    })
}

/// Whether a resource is a state machine.
pub fn is_machine(resource: &Resource) -> bool {
    resource.is("stepfunctions/state-machine") || resource.is("AWS::Serverless::StateMachine")
}

/// The ends of a machine's executions that a pattern is for; `None` if it is for other events.
fn statuses(
    manifest: &Manifest,
    pattern: &Node,
    machine: &Resource,
) -> Option<BTreeSet<&'static str>> {
    let says = |key: &str, wanted: &str| {
        let items = pattern.get(key).map(Node::items).unwrap_or_default();
        items.iter().any(|it| it.text() == Some(wanted))
    };
    if !says("source", "aws.states")
        || !says("detail-type", "Step Functions Execution Status Change")
    {
        return None;
    }
    let detail = pattern.get("detail");
    let machines = detail.and_then(|it| it.get("stateMachineArn"));
    let is_named =
        machines.is_none_or(|it| manifest.targets(it).iter().any(|it| std::ptr::eq(*it, machine)));
    let status = detail.and_then(|it| it.get("status")).map(Node::items);
    let is_told = |it: &&str| {
        status.is_none_or(|wanted| wanted.iter().any(|wanted| wanted.text() == Some(it)))
    };
    is_named.then(|| STATUSES.into_iter().filter(is_told).collect())
}

/// The event that an execution of the machine ended.
pub(super) fn event() -> Value {
    let execution = |key| Value::Unknown(Symbol::new(Root::Execution(Who::Main)).child(key));
    let event = Symbol::new(Root::Event);
    let detail = [("executionArn", execution("Id")), ("name", execution("Name"))];
    let Value::Object(mut object) = Value::object(detail) else { return Value::empty() };
    object.rest = Some(event.child("detail"));
    let fields = [("detail".into(), Value::Object(object))].into_iter().collect();
    Value::Object(Object { fields, rest: Some(event) })
}

impl Watch<'_> {
    /// What the watchdog is started with.
    pub(super) fn input(&self, manifest: &Manifest) -> Value {
        let event = event();
        let at = |path: &Node| {
            let path = Path::parse(path.text()?)?;
            Some(path::get(&event, &path.steps))
        };
        if let Some(input) = self.target.get("input") {
            let constant = constant(input, Some(manifest));
            return match constant {
                Value::Text(_) => Value::unknown(Root::Event),
                value => value,
            };
        }
        if let Some(path) = self.target.get("input_path") {
            return at(path).unwrap_or_else(|| Value::unknown(Root::Event));
        }
        let Some(transformer) = self.target.get("input_transformer") else { return event };
        let template = transformer.get("input_template").and_then(Node::text);
        let paths = transformer.get("input_paths").map(Node::fields).unwrap_or_default();
        let values = paths.iter().filter_map(|field| Some((&*field.key, at(&field.value)?)));
        let made = template.and_then(|it| transformed(it, &values.collect::<Vec<_>>()));
        made.unwrap_or_else(|| Value::unknown(Root::Event))
    }
}

/// What a template of EventBridge makes, with `<name>` in place of values.
fn transformed(template: &str, values: &[(&str, Value)]) -> Option<Value> {
    let mut text = template.to_owned();
    for (position, (name, _)) in values.iter().enumerate() {
        let mark = format!("\"\u{e000}{position}\"");
        text = text.replace(&format!("\"<{name}>\""), &mark).replace(&format!("<{name}>"), &mark);
    }
    filled(&serde_json::from_str(&text).ok()?, values)
}

fn filled(json: &serde_json::Value, values: &[(&str, Value)]) -> Option<Value> {
    use serde_json::Value as Json;
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(it) => Value::Bool(*it),
        Json::Number(it) => Value::Integer(it.as_i64()?),
        Json::String(text) => match text.strip_prefix('\u{e000}') {
            Some(position) => values.get(position.parse::<usize>().ok()?)?.1.clone(),
            None => Value::text(text),
        },
        Json::Array(items) => {
            Value::List(items.iter().map(|it| filled(it, values)).collect::<Option<_>>()?)
        }
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, it)| Some((key, filled(it, values)?)));
            Value::object(entries.collect::<Option<Vec<_>>>()?)
        }
    })
}
