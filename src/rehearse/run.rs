//! Plays a machine: one execution, in virtual time.
//!
//! A call takes no time; waits, retries and calls without an answer do.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html>,
//! <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html>

use serde_json::{Value as Json, json};

use super::choice;
use super::clock::{Seconds, timestamp};
use super::machine::{Catcher, Kind, Machine, Path, Pause, Retrier, State, Told};
use super::path::put;
use super::template::View;

/// More transitions than an execution may have events, so that a loop without end ends.
///
/// Source: <https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>
const MOST_TRANSITIONS: usize = 25_000;
/// Machines inside machines.
const DEEPEST: usize = 16;

/// What tasks call.
pub trait Services {
    /// Answers a call.
    ///
    /// # Errors
    /// If there is no answer, or none that can be played.
    fn call(&mut self, call: &Call<'_>) -> Result<Json, Refusal>;
}

/// A call of a task.
#[derive(Clone, Copy, Debug)]
pub struct Call<'c> {
    /// The state that calls.
    pub state: &'c str,
    /// What is called.
    pub resource: &'c str,
    /// With what.
    pub input: &'c Json,
    /// When.
    pub at: Seconds,
}

/// Why a call has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The service fails.
    Failed(Failure),
    /// The service never answers.
    Silent,
    /// Nobody simulates this.
    NotPlayed(String),
}

/// An error with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its name, as in `States.Timeout`.
    pub error: String,
    /// What it means.
    pub cause: String,
}

/// How an execution ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// With an output.
    Succeeded(Json),
    /// With an error.
    Failed(Failure),
    /// It took longer than its `TimeoutSeconds`.
    TimedOut,
    /// It was stopped from outside.
    Aborted,
    /// Not at all: it waits for an answer, and nothing limits how long.
    Hangs,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub at: Seconds,
    /// In which state.
    pub state: String,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The state was entered.
    Entered,
    /// A task called something, which answered.
    Called,
    /// A task called something, which failed.
    Failed(Failure),
    /// The state was tried again.
    Retried,
    /// An error was caught.
    Caught(Failure),
}

/// An execution that was played.
#[derive(Clone, Debug)]
pub struct Execution {
    /// How it ended.
    pub outcome: Outcome,
    /// When.
    pub at: Seconds,
    /// What happened: in order, but branches that run at the same time stand one after another.
    pub events: Vec<Event>,
}

/// How an execution starts, and whether somebody stops it.
#[derive(Clone, Debug)]
pub struct Start<'s> {
    /// The machine's name.
    pub machine: &'s str,
    /// The execution's name.
    pub name: &'s str,
    /// Its input.
    pub input: &'s Json,
    /// When it starts.
    pub at: Seconds,
    /// It is stopped when it has entered this many states; half way through, if that is a wait.
    pub stop: Option<usize>,
}

impl Start<'_> {
    /// The ARN of the execution.
    pub fn arn(&self) -> String {
        format!("{}:{}", arn_of("execution", self.machine), self.name)
    }
}

/// The ARN of something of Step Functions'.
pub(super) fn arn_of(kind: &str, name: &str) -> String {
    format!("arn:aws:states:eu-west-1:111111111111:{kind}:{name}")
}

/// Plays a machine.
///
/// # Errors
/// If it needs something that is not played.
pub fn play(
    machine: &Machine,
    start: &Start<'_>,
    services: &mut dyn Services,
) -> Result<Execution, String> {
    let context = json!({
        "Execution": {
            "Id": start.arn(),
            "Input": start.input,
            "Name": start.name,
            "RedriveCount": 0,
            "RoleArn": "arn:aws:iam::111111111111:role/rehearsal",
            "StartTime": timestamp(start.at),
        },
        "State": {},
        "StateMachine": {
            "Id": arn_of("stateMachine", start.machine),
            "Name": start.machine,
        },
    });
    let deadline = machine.timeout_seconds.map(|it| start.at.saturating_add(it));
    let stop = start.stop;
    let mut player =
        Player { services, events: Vec::new(), stop, deadline, context, entered: 0, depth: 0 };
    let mut clock = start.at;
    let outcome = match player.machine(machine, start.input.clone(), &mut clock) {
        Ok(output) => Outcome::Succeeded(output),
        Err(End::Failed(failure)) => Outcome::Failed(failure),
        Err(End::Stopped) => Outcome::Aborted,
        Err(End::TimedOut) => Outcome::TimedOut,
        Err(End::Hangs) => Outcome::Hangs,
        Err(End::NotPlayed(why)) => return Err(why),
    };
    Ok(Execution { outcome, at: clock, events: player.events })
}

/// Why a machine did not go on.
enum End {
    Failed(Failure),
    Stopped,
    TimedOut,
    Hangs,
    NotPlayed(String),
}

struct Player<'s> {
    services: &'s mut dyn Services,
    events: Vec<Event>,
    stop: Option<usize>,
    deadline: Option<Seconds>,
    context: Json,
    entered: usize,
    depth: usize,
}

/// What comes after a state.
enum Then<'m> {
    Next(&'m str, Json),
    End(Json),
}

impl Player<'_> {
    fn machine(
        &mut self,
        machine: &Machine,
        mut input: Json,
        clock: &mut Seconds,
    ) -> Result<Json, End> {
        let mut name = machine.start_at.as_str();
        loop {
            let state = &machine.states[name];
            self.enter(name, state, clock)?;
            match self.state(state, name, input, clock)? {
                Then::Next(next, output) => (name, input) = (next, output),
                Then::End(output) => return Ok(output),
            }
        }
    }

    fn enter(&mut self, name: &str, state: &State, clock: &mut Seconds) -> Result<(), End> {
        self.entered += 1;
        if self.entered > MOST_TRANSITIONS {
            return Err(runtime("the execution has more events than Step Functions allows"));
        }
        self.happens(*clock, name, What::Entered);
        if self.stop == Some(self.entered) {
            if let Kind::Wait(Pause::Seconds(seconds)) = state.kind {
                self.pass(seconds / 2, clock)?;
            }
            return Err(End::Stopped);
        }
        Ok(())
    }

    fn happens(&mut self, at: Seconds, state: &str, what: What) {
        self.events.push(Event { at, state: state.to_owned(), what });
    }

    /// Lets time pass, at most until the execution times out.
    fn pass(&self, seconds: Seconds, clock: &mut Seconds) -> Result<(), End> {
        let then = clock.saturating_add(seconds);
        match self.deadline {
            Some(deadline) if then > deadline => {
                *clock = deadline;
                Err(End::TimedOut)
            }
            _ => {
                *clock = then;
                Ok(())
            }
        }
    }

    /// Plays a state, with its retries and catchers.
    fn state<'m>(
        &mut self,
        state: &'m State,
        name: &str,
        input: Json,
        clock: &mut Seconds,
    ) -> Result<Then<'m>, End> {
        let mut attempts = vec![0; state.retry.len()];
        let mut retries = 0;
        loop {
            self.context["State"] = json!({
                "EnteredTime": timestamp(*clock),
                "Name": name,
                "RetryCount": retries,
            });
            let failure = match self.attempt(state, name, &input, clock) {
                Err(End::Failed(failure)) => failure,
                other => return other,
            };
            if matches!(state.kind, Kind::Fail { .. }) {
                return Err(End::Failed(failure));
            }
            if let Some(wait) = again(&state.retry, &mut attempts, &failure) {
                self.pass(wait, clock)?;
                self.happens(*clock, name, What::Retried);
                retries += 1;
                continue;
            }
            let caught = state.catch.iter().find(|it| catches(&it.error_equals, &failure));
            let Some(Catcher { next, result_path, .. }) = caught else {
                return Err(End::Failed(failure));
            };
            let told = json!({ "Error": failure.error, "Cause": failure.cause });
            self.happens(*clock, name, What::Caught(failure));
            return Ok(Then::Next(next, placed(result_path, input, told)?));
        }
    }

    fn attempt<'m>(
        &mut self,
        state: &'m State,
        name: &str,
        raw: &Json,
        clock: &mut Seconds,
    ) -> Result<Then<'m>, End> {
        let context = self.context.clone();
        let input = through(&state.input_path, raw, &context)?;
        let view = View { input: &input, context: &context };
        let given = || match &state.parameters {
            Some(parameters) => view.fill(parameters).map_err(parameters_failed),
            None => Ok(input.clone()),
        };
        let result = match &state.kind {
            Kind::Task { resource, timeout_seconds } => {
                self.task((name, resource, *timeout_seconds), &given()?, clock)?
            }
            Kind::Choice { choices, default } => {
                let next = chosen(choices, default.as_deref(), view)?;
                return Ok(Then::Next(next, through(&state.output_path, &input, &context)?));
            }
            Kind::Map { items_path, selector, processor, at_once } => {
                let rounds = rounds(view, items_path.as_deref(), selector.as_ref())?;
                let rounds = rounds.into_iter().map(|it| (&**processor, it)).collect();
                self.side_by_side(rounds, *at_once, clock)?
            }
            Kind::Parallel { branches } => {
                let given = given()?;
                let inputs = branches.iter().map(|branch| (branch, given.clone()));
                self.side_by_side(inputs.collect(), 0, clock)?
            }
            Kind::Wait(pause) => {
                self.pass(seconds(pause, view)?, clock)?;
                let output = through(&state.output_path, &input, &context)?;
                return Ok(then(state, output));
            }
            Kind::Pass { result } => match result {
                Some(result) => result.clone(),
                None => given()?,
            },
            Kind::Succeed => {
                return Ok(Then::End(through(&state.output_path, &input, &context)?));
            }
            Kind::Fail { error, cause } => {
                let (error, cause) = (told(error, view)?, told(cause, view)?);
                return Err(End::Failed(Failure { error, cause }));
            }
        };
        let result = match &state.result_selector {
            Some(selector) => {
                let view = View { input: &result, context: &context };
                view.fill(selector).map_err(parameters_failed)?
            }
            None => result,
        };
        // A result goes into what the state was given before `InputPath`.
        let output = placed(&state.result_path, raw.clone(), result)?;
        Ok(then(state, through(&state.output_path, &output, &context)?))
    }

    fn task(
        &mut self,
        (name, resource, timeout): (&str, &str, Option<Seconds>),
        given: &Json,
        clock: &mut Seconds,
    ) -> Result<Json, End> {
        let call = Call { state: name, resource, input: given, at: *clock };
        let failure = match self.services.call(&call) {
            Ok(answer) => {
                self.happens(*clock, name, What::Called);
                return Ok(answer);
            }
            Err(Refusal::Failed(failure)) => failure,
            Err(Refusal::NotPlayed(why)) => return Err(End::NotPlayed(why)),
            Err(Refusal::Silent) => match (timeout, self.deadline) {
                (None, None) => return Err(End::Hangs),
                (timeout, _) => {
                    self.pass(timeout.unwrap_or(Seconds::MAX), clock)?;
                    let cause = "the service did not answer in time".to_owned();
                    Failure { error: "States.Timeout".to_owned(), cause }
                }
            },
        };
        self.happens(*clock, name, What::Failed(failure.clone()));
        Err(End::Failed(failure))
    }

    /// Plays machines side by side, as many at once as may be; the last one decides how long it
    /// takes.
    fn side_by_side(
        &mut self,
        machines: Vec<(&Machine, Json)>,
        at_once: u64,
        clock: &mut Seconds,
    ) -> Result<Json, End> {
        if self.depth >= DEEPEST {
            return Err(runtime("machines are nested too deeply"));
        }
        self.depth += 1;
        let lanes = usize::try_from(at_once).unwrap_or(0);
        let lanes = if lanes == 0 { machines.len() } else { lanes.min(machines.len()) };
        let mut free = vec![*clock; lanes.max(1)];
        let (mut outputs, mut failed) = (Vec::new(), None);
        for (machine, input) in machines {
            free.sort_unstable();
            match self.machine(machine, input, &mut free[0]) {
                Ok(output) => outputs.push(output),
                Err(end) => {
                    failed = Some(end);
                    break;
                }
            }
        }
        self.depth -= 1;
        *clock = match failed {
            // What ends a branch ends the state at once.
            Some(_) => free[0],
            None => free.into_iter().max().unwrap_or(*clock),
        };
        failed.map_or(Ok(Json::Array(outputs)), Err)
    }
}

fn then(state: &State, output: Json) -> Then<'_> {
    match &state.next {
        Some(next) => Then::Next(next, output),
        None => Then::End(output),
    }
}

fn chosen<'m>(
    choices: &'m [(Json, String)],
    default: Option<&'m str>,
    view: View<'_>,
) -> Result<&'m str, End> {
    for (rule, next) in choices {
        if choice::holds(view, rule).map_err(runtime)? {
            return Ok(next);
        }
    }
    let lost = || fail("States.NoChoiceMatched", "no choice holds, and there is no default");
    default.ok_or_else(lost)
}

/// What each round of a `Map` is given.
fn rounds(
    view: View<'_>,
    items_path: Option<&str>,
    selector: Option<&Json>,
) -> Result<Vec<Json>, End> {
    let items = view.at(items_path.unwrap_or("$")).map_err(runtime)?;
    let items = items.as_array().ok_or_else(|| runtime("what a map goes over is no list"))?;
    let given = |(index, item): (usize, &Json)| {
        let Some(selector) = selector else { return Ok(item.clone()) };
        let mut context = view.context.clone();
        context["Map"] = json!({ "Item": { "Index": index, "Value": item } });
        View { context: &context, ..view }.fill(selector).map_err(parameters_failed)
    };
    items.iter().enumerate().map(given).collect()
}

/// What of a document goes through a path.
fn through(path: &Path, document: &Json, context: &Json) -> Result<Json, End> {
    match path {
        Path::Whole => Ok(document.clone()),
        Path::Nothing => Ok(json!({})),
        Path::At(path) => View { input: document, context }
            .at(path)
            .map(std::borrow::Cow::into_owned)
            .map_err(runtime),
    }
}

/// The input with a result in it.
fn placed(path: &Path, mut input: Json, result: Json) -> Result<Json, End> {
    match path {
        Path::Whole => Ok(result),
        Path::Nothing => Ok(input),
        Path::At(path) => {
            put(path, &mut input, result)
                .map_err(|why| fail("States.ResultPathMatchFailure", why))?;
            Ok(input)
        }
    }
}

fn seconds(pause: &Pause, view: View<'_>) -> Result<Seconds, End> {
    match pause {
        Pause::Seconds(seconds) => Ok(*seconds),
        Pause::SecondsPath(path) => {
            let seconds = view.at(path).map_err(runtime)?;
            seconds.as_u64().ok_or_else(|| runtime(format!("{seconds} are no seconds to wait")))
        }
    }
}

fn told(told: &Told, view: View<'_>) -> Result<String, End> {
    match told {
        Told::Text(text) => Ok(text.clone()),
        Told::At(expression) => match view.expression(expression).map_err(runtime)? {
            Json::String(text) => Ok(text),
            other => Ok(other.to_string()),
        },
    }
}

/// The wait before the next attempt, if there is one.
fn again(retriers: &[Retrier], attempts: &mut [u64], failure: &Failure) -> Option<Seconds> {
    let position = retriers.iter().position(|it| catches(&it.error_equals, failure))?;
    let (it, made) = (&retriers[position], &mut attempts[position]);
    if *made >= it.max_attempts {
        return None;
    }
    let factor = it.backoff_rate.powi(i32::try_from(*made).unwrap_or(i32::MAX));
    *made += 1;
    Some(whole((it.interval_seconds * factor).min(it.max_delay_seconds)))
}

/// Whole seconds, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped before")]
fn whole(seconds: f64) -> Seconds {
    seconds.ceil().clamp(0.0, 1e9) as Seconds
}

/// Whether some names name an error. `States.ALL` does not name what a machine cannot go on from.
fn catches(names: &[String], failure: &Failure) -> bool {
    let is_terminal = matches!(&*failure.error, "States.Runtime" | "States.DataLimitExceeded");
    let is_of_task = failure.error != "States.Timeout" && !is_terminal;
    names.iter().any(|name| match name.as_str() {
        "States.ALL" => !is_terminal,
        "States.TaskFailed" => is_of_task,
        name => name == failure.error,
    })
}

fn fail(error: &str, cause: impl Into<String>) -> End {
    End::Failed(Failure { error: error.to_owned(), cause: cause.into() })
}

fn runtime(cause: impl Into<String>) -> End {
    fail("States.Runtime", cause)
}

fn parameters_failed(cause: String) -> End {
    fail("States.ParameterPathFailure", cause)
}
