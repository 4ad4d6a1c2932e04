//! The starter: begins a canary for the release that the stack registered.
//!
//! The stack writes release and task definition to a parameter; its change is the event. The
//! execution is called after the release, and a name is given to one execution only. When it is
//! taken, the event was told twice, and there is nothing to do; or an earlier release is deployed
//! again, as pipelines do that roll back: then the execution has the parameter's version in its name
//! as well. The record tells which: it names the task definition that a canary last deployed.

use crate::ir::Value;

use super::asl::{States, Task, all, any, choice, compare, fail, succeed, then};
use super::record;

/// After how many seconds it is stopped.
const LONGEST: i64 = 600;

const TAKEN: &str = "StepFunctions.ExecutionAlreadyExistsException";

/// The machine's definition: the name of the parameter, the ARN of the canary and the table of its
/// record.
pub fn definition(service: &str, parameter: Value, canary: &Value, table: &Value) -> Value {
    let mut states = States::default();
    let read = Task::new("aws-sdk:ssm:getParameter", [("Name", parameter)], "NotStarted");
    let release = [
        ("Of.$", "States.StringToJson($.Parameter.Value)"),
        ("Version.$", "States.Format('{}', $.Parameter.Version)"),
    ];
    states.add("ReadRelease", read.keep("$.Release", release).next("StartCanary"));
    let start = start(canary, "$.Release.Of.Release").refused(TAKEN, "ReadRecord");
    states.add("StartCanary", start.next("Started"));
    states.add("ReadRecord", record::read(table, "NotStarted").next("IsToldTwice"));
    states.add("IsToldTwice", choice(vec![then(told_twice(), "Started")], "StartAgain"));
    let name = "States.Format('{}-{}', $.Release.Of.Release, $.Release.Version)";
    let again = self::start(canary, name).refused(TAKEN, "Started");
    states.add("StartAgain", again.next("Started"));
    states.add("Started", succeed());
    states.add("NotStarted", fail("Canary.NotStarted", "the canary of this release was not begun"));
    let comment = format!("Begins a canary of {service} when a release is registered");
    states.machine(comment, "ReadRelease", LONGEST)
}

fn start(canary: &Value, name: &'static str) -> Task {
    let parameters = [
        ("StateMachineArn", canary.clone()),
        ("Name.$", Value::from(name)),
        ("Input.$", Value::from("$.Release.Of")),
    ];
    Task::new("states:startExecution", parameters, "NotStarted")
}

/// Whether a canary deploys, or has promoted, just what is registered.
fn told_twice() -> Value {
    let task = "$.Record.Found.Item.TaskDefinition.S";
    let lease = "$.Record.Found.Item.Lease.S";
    let outcome = "$.Record.Found.Item.Outcome.S";
    let promoted = all([
        compare(outcome, "IsPresent", true),
        compare(outcome, "StringEquals", record::PROMOTED),
    ]);
    all([
        compare(task, "IsPresent", true),
        compare(task, "StringEqualsPath", "$.Release.Of.TaskDefinition"),
        any([compare(lease, "IsPresent", true), promoted]),
    ])
}
