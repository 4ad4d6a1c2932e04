//! The starter: begins a canary for the release that the stack registered.
//!
//! The stack writes release and task definition to a parameter; its change is the event. A change
//! that is told twice begins one canary, since a name is given to one execution only.

use crate::ir::Value;

use super::asl::{States, Task, fail, succeed};

/// After how many seconds it is stopped.
const LONGEST: i64 = 600;

/// The machine's definition: the name of the parameter, and the ARN of the canary.
pub fn definition(service: &str, parameter: Value, canary: Value) -> Value {
    let mut states = States::default();
    let read = Task::new("aws-sdk:ssm:getParameter", [("Name", parameter)], "NotStarted")
        .keep("$.Release", [("Of.$", "States.StringToJson($.Parameter.Value)")]);
    states.add("ReadRelease", read.next("StartCanary"));
    let parameters = [
        ("StateMachineArn", canary),
        ("Name.$", Value::from("$.Release.Of.Release")),
        ("Input.$", Value::from("$.Release.Of")),
    ];
    let start = Task::new("states:startExecution", parameters, "NotStarted")
        .refused("StepFunctions.ExecutionAlreadyExistsException", "Started");
    states.add("StartCanary", start.next("Started"));
    states.add("Started", succeed());
    states.add("NotStarted", fail("Canary.NotStarted", "the canary of this release was not begun"));
    let comment = format!("Begins a canary of {service} when a release is registered");
    states.machine(comment, "ReadRelease", LONGEST)
}
