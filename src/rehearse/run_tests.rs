//! What machines do when they are played: states, errors, time.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::clock::Seconds;
use super::machine::Machine;
use super::run::{Call, Event, Execution, Failure, Outcome, Refusal, Services, Start, What, play};

/// Answers by resource; fails so often before.
#[derive(Default)]
struct Script {
    failures: BTreeMap<&'static str, Vec<&'static str>>,
    calls: Vec<Seconds>,
}

impl Services for Script {
    fn call(&mut self, call: &Call<'_>) -> Result<Json, Refusal> {
        self.calls.push(call.at);
        let failures = self.failures.get_mut(call.resource);
        match failures.filter(|it| !it.is_empty()).map(|it| it.remove(0)) {
            Some("silent") => Err(Refusal::Silent),
            Some(error) => {
                let cause = "as scripted".to_owned();
                Err(Refusal::Failed(Failure { error: error.to_owned(), cause }))
            }
            None => Ok(json!({ "of": call.resource })),
        }
    }
}

fn start(input: &Json, stop: Option<usize>) -> Start<'_> {
    Start { machine: "m", name: "r1", input, at: 0, stop }
}

#[expect(clippy::needless_pass_by_value, reason = "cases are written as literals")]
fn run(states: Json, input: Json, script: &mut Script) -> Execution {
    let machine = Machine::new(&json!({ "StartAt": "A", "States": states })).unwrap();
    play(&machine, &start(&input, None), script).unwrap()
}

/// Plays a machine whose services never fail.
fn check(states: Json, input: Json, expected: &Result<Json, &str>) {
    let told = states.to_string();
    let outcome = match run(states, input, &mut Script::default()).outcome {
        Outcome::Succeeded(output) => Ok(output),
        Outcome::Failed(failure) => Err(failure.error),
        other => Err(format!("{other:?}")),
    };
    assert_eq!(
        outcome.as_ref().map_err(String::as_str),
        expected.as_ref().map_err(|it| *it),
        "{told}"
    );
}

#[test]
fn paths_of_input_and_result_are_followed() {
    let pass = |fields: Json| {
        let mut state = json!({"Type": "Pass", "End": true});
        state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        json!({ "A": state })
    };
    let input = json!({"a": {"b": 1}, "c": 2});
    check(pass(json!({})), input.clone(), &Ok(input.clone()));
    check(pass(json!({"InputPath": "$.a"})), input.clone(), &Ok(json!({"b": 1})));
    check(pass(json!({"InputPath": null})), input.clone(), &Ok(json!({})));
    check(pass(json!({"OutputPath": "$.c"})), input.clone(), &Ok(json!(2)));
    check(
        pass(json!({"Result": 7, "ResultPath": "$.d"})),
        input.clone(),
        &Ok(json!({"a": {"b": 1}, "c": 2, "d": 7})),
    );
    check(pass(json!({"Result": 7, "ResultPath": null})), input.clone(), &Ok(input.clone()));
    check(
        pass(json!({"Parameters": {"x.$": "$.c", "n.$": "$$.Execution.Name"}})),
        input.clone(),
        &Ok(json!({"x": 2, "n": "r1"})),
    );
    check(pass(json!({"InputPath": "$.nothing"})), input.clone(), &Err("States.Runtime"));
    check(
        pass(json!({"Parameters": {"x.$": "$.nothing"}})),
        input,
        &Err("States.ParameterPathFailure"),
    );
}

#[test]
fn machines_branch_and_end() {
    let states = json!({
        "A": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericGreaterThan": 1, "Next": "B"}], "Default": "C"},
        "B": {"Type": "Succeed"},
        "C": {"Type": "Fail", "Error": "Low", "Cause": "it is low"}
    });
    check(states.clone(), json!({"n": 2}), &Ok(json!({"n": 2})));
    check(states, json!({"n": 1}), &Err("Low"));
    let lost = json!({"A": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "A"}]}});
    check(lost.clone(), json!({"n": 2}), &Err("States.NoChoiceMatched"));
    check(lost, json!({"n": 1}), &Err("States.Runtime"));
}

#[test]
fn several_things_are_done_at_once() {
    let wait = |seconds: u64| json!({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": seconds, "End": true}}});
    let states = json!({
        "A": {"Type": "Parallel", "Branches": [wait(5), wait(9)], "ResultPath": "$.both", "Next": "M"},
        "M": {"Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"at.$": "$$.Map.Item.Index", "it.$": "$$.Map.Item.Value"},
              "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "ResultPath": null, "End": true}}},
              "End": true}
    });
    let execution = run(states, json!({"items": ["x", "y"]}), &mut Script::default());
    assert_eq!(execution.at, 9, "branches wait at the same time");
    let expected = json!([{"at": 0, "it": "x"}, {"at": 1, "it": "y"}]);
    assert_eq!(execution.outcome, Outcome::Succeeded(expected));
}

fn task(fields: &Json) -> Json {
    let mut state = json!({"Type": "Task", "Resource": "r", "End": true});
    state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({"A": state, "C": {"Type": "Pass", "End": true}})
}

#[expect(clippy::needless_pass_by_value, reason = "cases are written as literals")]
/// Plays a task that fails so; tells how it ends, when, and how often it was called.
fn check_failing(
    fields: &Json,
    failures: &[&'static str],
    expected: (Result<Json, &str>, Seconds, usize),
) {
    let mut script = Script::default();
    script.failures.insert("r", failures.to_vec());
    let execution = run(task(fields), json!({"i": 1}), &mut script);
    let outcome = match execution.outcome {
        Outcome::Succeeded(output) => Ok(output),
        Outcome::Failed(failure) => Err(failure.error),
        other => Err(format!("{other:?}")),
    };
    let outcome = outcome.as_ref().map_err(String::as_str).cloned();
    assert_eq!((outcome, execution.at, script.calls.len()), expected, "{fields} {failures:?}");
}

#[test]
fn errors_are_retried_then_caught() {
    let answer = || Ok(json!({"of": "r"}));
    let retry = json!({"Retry": [
        {"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2, "BackoffRate": 3},
        {"ErrorEquals": ["States.ALL"], "MaxDelaySeconds": 1}
    ]});
    check_failing(&retry, &[], (answer(), 0, 1));
    check_failing(&retry, &["Busy"], (answer(), 2, 2));
    check_failing(&retry, &["Busy", "Busy"], (answer(), 8, 3));
    check_failing(&retry, &["Busy", "Busy", "Busy"], (Err("Busy"), 8, 3));
    check_failing(&retry, &["Odd", "Busy", "Odd"], (answer(), 4, 4));
    check_failing(&retry, &["Odd", "Odd", "Odd", "Odd"], (Err("Odd"), 3, 4));
    check_failing(&retry, &["States.Runtime"], (Err("States.Runtime"), 0, 1));
    let caught = |error: &str| json!({"Catch": [{"ErrorEquals": [error], "ResultPath": "$.error", "Next": "C"}]});
    let told = |error: &str| Ok(json!({"i": 1, "error": {"Error": error, "Cause": "as scripted"}}));
    check_failing(&caught("States.ALL"), &["Busy"], (told("Busy"), 0, 1));
    check_failing(&caught("States.TaskFailed"), &["Busy"], (told("Busy"), 0, 1));
    check_failing(&caught("States.TaskFailed"), &["States.Timeout"], (Err("States.Timeout"), 0, 1));
    check_failing(&caught("States.ALL"), &["States.Runtime"], (Err("States.Runtime"), 0, 1));
    check_failing(&caught("Other"), &["Busy"], (Err("Busy"), 0, 1));
}

#[test]
fn a_call_without_an_answer_takes_as_long_as_it_may() {
    let caught =
        json!({"TimeoutSeconds": 9, "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "C"}]});
    let told = json!({"Error": "States.Timeout", "Cause": "the service did not answer in time"});
    check_failing(&caught, &["silent"], (Ok(told), 9, 1));
    let uncaught = json!({"TimeoutSeconds": 9});
    check_failing(&uncaught, &["silent"], (Err("States.Timeout"), 9, 1));
    check_failing(&json!({}), &["silent"], (Err("Hangs"), 0, 1));
}

#[test]
fn an_execution_times_out() {
    let states = json!({
        "A": {"Type": "Wait", "Seconds": 60, "Next": "B"},
        "B": {"Type": "Task", "Resource": "r", "End": true}
    });
    let check = |timeout: u64, expected: (Outcome, Seconds)| {
        let machine = json!({"StartAt": "A", "States": states, "TimeoutSeconds": timeout});
        let machine = Machine::new(&machine).unwrap();
        let played = play(&machine, &start(&json!({}), None), &mut Script::default()).unwrap();
        assert_eq!((played.outcome, played.at), expected);
    };
    check(59, (Outcome::TimedOut, 59));
    check(60, (Outcome::Succeeded(json!({"of": "r"})), 60));
}

#[test]
fn an_execution_can_be_stopped() {
    let states = json!({
        "A": {"Type": "Wait", "Seconds": 60, "Next": "B"},
        "B": {"Type": "Task", "Resource": "r", "End": true}
    });
    let machine = Machine::new(&json!({ "StartAt": "A", "States": states })).unwrap();
    let check = |stop: usize, states: &[&str], at: Seconds| {
        let mut script = Script::default();
        let stopped = play(&machine, &start(&json!({}), Some(stop)), &mut script).unwrap();
        let entered: Vec<_> = stopped.events.iter().map(|it| it.state.as_str()).collect();
        assert!(stopped.events.iter().all(|it| matches!(it, Event { what: What::Entered, .. })));
        assert_eq!((stopped.outcome, stopped.at), (Outcome::Aborted, at));
        assert_eq!((entered, script.calls.len()), (states.to_vec(), 0));
    };
    check(1, &["A"], 30);
    check(2, &["A", "B"], 60);
}

#[test]
fn what_is_not_played_is_refused() {
    let check = |definition: Json, state: Option<&str>, expected: &str| {
        let odd = Machine::new(&definition).unwrap_err();
        assert_eq!((odd.state.as_deref(), odd.why.contains(expected)), (state, true), "{odd:?}");
    };
    let state = |fields: Json| {
        let mut state = json!({"Type": "Pass", "End": true});
        state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        json!({"StartAt": "A", "States": {"A": state}})
    };
    check(json!({"States": {}}), None, "StartAt");
    check(json!({"StartAt": "A", "States": {}, "QueryLanguage": "JSONata"}), None, "JSONata");
    check(state(json!({"QueryLanguage": "JSONata"})), Some("A"), "JSONata");
    check(state(json!({"Type": "Sleep"})), Some("A"), "`Sleep` is no type");
    check(state(json!({"Assign": {"x": 1}})), Some("A"), "`Assign` is not played");
    check(state(json!({"Next": "A"})), Some("A"), "either `Next` or `End`");
    check(state(json!({"End": false, "Next": "Z"})), Some("A"), "no state `Z`");
    check(
        state(json!({"Type": "Wait", "Seconds": "soon"})),
        Some("A"),
        "a whole number, not \"soon\"",
    );
    check(state(json!({"Type": "Task"})), Some("A"), "no `Resource`");
    check(state(json!({"Retry": [{}]})), Some("A"), "`ErrorEquals` is a list of names");
}
