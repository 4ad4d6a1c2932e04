//! Which canary the starter begins: its kept definition, played against what is there already.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::machine::Machine;
use super::run::{Call, Failure, Outcome, Refusal, Services, Start, play};

/// Release `r1` was registered by the parameter's third version, with this task definition.
const REGISTERED: &str = "task:3";

/// What a starter finds, and what it begins.
struct Found {
    executions: BTreeSet<String>,
    record: Json,
    begun: Vec<String>,
}

impl Services for Found {
    fn call(&mut self, call: &Call<'_>) -> Result<Json, Refusal> {
        let refused = |error: &str| {
            let cause = "as AWS says it".to_owned();
            Err(Refusal::Failed(Failure { error: error.to_owned(), cause }))
        };
        match call.resource.rsplit(':').next() {
            Some("getParameter") => {
                let release = json!({"Release": "r1", "TaskDefinition": REGISTERED});
                Ok(json!({"Parameter": {"Value": release.to_string(), "Version": 3}}))
            }
            Some("getItem") => Ok(json!({"Item": self.record})),
            Some("startExecution") => {
                let name = call.input["Name"].as_str().unwrap_or_default().to_owned();
                if !self.executions.insert(name.clone()) {
                    return refused("StepFunctions.ExecutionAlreadyExistsException");
                }
                self.begun.push(name);
                Ok(json!({}))
            }
            other => panic!("{other:?} is not called"),
        }
    }
}

/// Plays the starter where executions of these names were begun before.
fn check(executions: &[&str], record: Json, begun: &[&str]) {
    let definition = include_str!("../../tests/canary/starter.asl.json");
    let machine = Machine::new(&serde_json::from_str(definition).unwrap()).unwrap();
    let executions = executions.iter().map(|it| (*it).to_owned()).collect();
    let mut found = Found { executions, record, begun: Vec::new() };
    let input = json!({});
    let start = Start { machine: "starter", name: "event", input: &input, at: 0, stop: None };
    let played = play(&machine, &start, &mut found).unwrap();
    assert!(matches!(played.outcome, Outcome::Succeeded(_)), "{:?}", played.outcome);
    assert_eq!(found.begun, begun, "{}", found.record);
}

fn record(task: &str, lease: Option<&str>, outcome: Option<&str>) -> Json {
    let text = |it: &str| json!({"S": it});
    let mut record = json!({"Id": text("live"), "TaskDefinition": text(task)});
    for (name, value) in [("Lease", lease), ("Outcome", outcome)] {
        if let Some(value) = value {
            record[name] = text(value);
        }
    }
    record
}

#[test]
fn a_release_begins_one_canary() {
    check(&[], json!({}), &["r1"]);
    check(&["r0"], record("task:2", None, Some("PROMOTED")), &["r1"]);
}

#[test]
fn an_event_that_is_told_twice_begins_none() {
    check(&["r1"], record(REGISTERED, Some("r1"), Some("PROMOTED")), &[]);
    check(&["r1"], record(REGISTERED, None, Some("PROMOTED")), &[]);
    check(&["r1", "r1-3"], record(REGISTERED, None, Some("ROLLED_BACK")), &[]);
}

#[test]
fn a_release_that_is_deployed_again_begins_another() {
    // A pipeline went back to it.
    check(&["r1", "r2"], record("task:2", None, Some("PROMOTED")), &["r1-3"]);
    check(&["r1", "r2"], record("task:2", None, Some("ROLLED_BACK")), &["r1-3"]);
    // Its first canary was rolled back, and somebody tries it again.
    check(&["r1"], record(REGISTERED, None, Some("ROLLED_BACK")), &["r1-3"]);
    // A record of before task definitions were written to it.
    check(&["r1"], json!({"Id": {"S": "live"}, "Live": {"S": "blue"}}), &["r1-3"]);
}
