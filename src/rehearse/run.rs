//! Plays a machine: one execution, in virtual time.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html>,
//! <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html>

use serde_json::{Value as Json, json};

use super::choice;
use super::machine::{Catcher, Kind, Machine, Path, Retrier, State};
use super::path::put;
use super::template::View;

/// Virtual seconds since the execution started.
pub type Seconds = u64;

/// More transitions than an execution may have, so that a loop without end ends.
const MOST_TRANSITIONS: usize = 25_000;
/// Machines inside machines.
const DEEPEST: usize = 16;

/// What a task calls.
pub trait Services {
    /// Answers a call of `resource`, made at a time.
    ///
    /// # Errors
    /// What the service refuses.
    fn call(&mut self, resource: &str, input: &Json, at: Seconds) -> Result<Json, Failure>;
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
    /// It was stopped from outside.
    Aborted,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub at: Seconds,
    /// In which state; in one inside another, with the other's name before it.
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
    Called(String),
    /// A task called something, which failed.
    Failed(Failure),
    /// The same once more, after a wait.
    Retried,
    /// The error was caught.
    Caught(Failure),
}

/// An execution that was played.
#[derive(Clone, Debug)]
pub struct Execution {
    /// How it ended.
    pub outcome: Outcome,
    /// When.
    pub at: Seconds,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// Plays a machine with an input. `stop` is when somebody stops it, if somebody does.
pub fn play(
    machine: &Machine,
    name: &str,
    input: &Json,
    services: &mut dyn Services,
    stop: Option<Seconds>,
) -> Execution {
    let context = json!({ "Execution": { "Name": name, "Input": input }, "State": {} });
    let mut player =
        Player { services, events: Vec::new(), stop, context, transitions: 0, depth: 0 };
    let mut clock = 0;
    let outcome = match player.machine(machine, "", input.clone(), &mut clock) {
        Ok(output) => Outcome::Succeeded(output),
        Err(End::Failed(failure)) => Outcome::Failed(failure),
        Err(End::Stopped) => Outcome::Aborted,
    };
    Execution { outcome, at: clock, events: player.events }
}

/// Why a machine did not go on.
enum End {
    Failed(Failure),
    Stopped,
}

struct Player<'s> {
    services: &'s mut dyn Services,
    events: Vec<Event>,
    stop: Option<Seconds>,
    context: Json,
    transitions: usize,
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
        prefix: &str,
        mut input: Json,
        clock: &mut Seconds,
    ) -> Result<Json, End> {
        let started = *clock;
        let mut name = machine.start_at.as_str();
        loop {
            self.transitions += 1;
            if self.transitions > MOST_TRANSITIONS {
                return Err(runtime("the execution has more events than Step Functions allows"));
            }
            let state = machine
                .states
                .get(name)
                .ok_or_else(|| runtime(format!("there is no state `{name}`")))?;
            let full = format!("{prefix}{name}");
            self.happens(*clock, &full, What::Entered)?;
            match self.state(state, &full, input, clock)? {
                Then::Next(next, output) => (name, input) = (next, output),
                Then::End(output) => return Ok(output),
            }
            if machine.timeout_seconds.is_some_and(|seconds| *clock - started > seconds) {
                return Err(fail("States.Timeout", "the machine took too long"));
            }
        }
    }

    fn happens(&mut self, at: Seconds, state: &str, what: What) -> Result<(), End> {
        if self.stop.is_some_and(|stop| at >= stop) {
            return Err(End::Stopped);
        }
        self.events.push(Event { at, state: state.to_owned(), what });
        Ok(())
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
        loop {
            let failure = match self.attempt(state, name, &input, clock) {
                Ok(then) => return Ok(then),
                Err(End::Stopped) => return Err(End::Stopped),
                Err(End::Failed(failure)) => failure,
            };
            if matches!(state.kind, Kind::Fail { .. }) {
                return Err(End::Failed(failure));
            }
            if let Some(wait) = again(&state.retry, &mut attempts, &failure) {
                *clock += wait;
                self.happens(*clock, name, What::Retried)?;
                continue;
            }
            let caught = state.catch.iter().find(|it| catches(&it.error_equals, &failure));
            let Some(Catcher { next, result_path, .. }) = caught else {
                return Err(End::Failed(failure));
            };
            let told = json!({ "Error": failure.error, "Cause": failure.cause });
            self.happens(*clock, name, What::Caught(failure))?;
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
        self.context["State"] = json!({ "Name": name });
        let context = self.context.clone();
        let input = through(&state.input_path, raw, &context)?;
        let view = View { input: &input, context: &context };
        let given = match &state.parameters {
            Some(parameters) => view.fill(parameters).map_err(parameters_failed)?,
            None => input.clone(),
        };
        let result = match &state.kind {
            Kind::Task { resource } => self.task(name, resource, &given, clock)?,
            Kind::Choice { choices, default } => {
                let output = through(&state.output_path, &input, &context)?;
                for rule in choices {
                    if choice::holds(view, rule).map_err(runtime)? {
                        let next =
                            choice::next(rule).ok_or_else(|| runtime("a choice has no `Next`"))?;
                        return Ok(Then::Next(next, output));
                    }
                }
                let default = default.as_deref();
                let next = default.ok_or_else(|| {
                    fail("States.NoChoiceMatched", "no choice holds, and there is no default")
                })?;
                return Ok(Then::Next(next, output));
            }
            Kind::Map { items_path, item_selector, item_processor } => {
                let parts = (items_path.as_deref(), item_selector.as_ref(), &**item_processor);
                self.map(name, view, parts, clock)?
            }
            Kind::Parallel { branches } => {
                let inputs = branches.iter().map(|branch| (branch, given.clone()));
                self.side_by_side(name, inputs.collect(), clock)?
            }
            Kind::Wait { .. } => {
                *clock += pause(&state.kind, view)?;
                input.clone()
            }
            Kind::Pass { result } => result.clone().unwrap_or(given),
            Kind::Succeed => {
                return Ok(Then::End(through(&state.output_path, &input, &context)?));
            }
            Kind::Fail { error, cause, error_path, cause_path } => {
                let text = |literal: &Option<String>, path: &Option<String>| match path {
                    Some(path) => view.at(path).map(text_of).map_err(runtime),
                    None => Ok(literal.clone().unwrap_or_default()),
                };
                let (error, cause) = (text(error, error_path)?, text(cause, cause_path)?);
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
        let output = match state.kind {
            // A wait has no result: what went in comes out.
            Kind::Wait { .. } => result,
            _ => placed(&state.result_path, raw.clone(), result)?,
        };
        let output = through(&state.output_path, &output, &context)?;
        match (&state.next, state.end) {
            (Some(next), false) => Ok(Then::Next(next, output)),
            (None, true) => Ok(Then::End(output)),
            _ => Err(runtime("a state needs either `Next` or `End`")),
        }
    }

    fn task(
        &mut self,
        name: &str,
        resource: &str,
        given: &Json,
        clock: &mut Seconds,
    ) -> Result<Json, End> {
        match self.services.call(resource, given, *clock) {
            Ok(answer) => {
                self.happens(*clock, name, What::Called(resource.to_owned()))?;
                Ok(answer)
            }
            Err(failure) => {
                self.happens(*clock, name, What::Failed(failure.clone()))?;
                Err(End::Failed(failure))
            }
        }
    }

    fn map(
        &mut self,
        name: &str,
        view: View<'_>,
        (items_path, selector, body): (Option<&str>, Option<&Json>, &Machine),
        clock: &mut Seconds,
    ) -> Result<Json, End> {
        let items = view.at(items_path.unwrap_or("$")).map_err(runtime)?;
        let items = items.as_array().ok_or_else(|| runtime("what a map goes over is no list"))?;
        let mut rounds = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let mut context = view.context.clone();
            context["Map"] = json!({ "Item": { "Index": index, "Value": item } });
            let given = match selector {
                Some(selector) => {
                    View { context: &context, ..view }.fill(selector).map_err(parameters_failed)?
                }
                None => item.clone(),
            };
            rounds.push((body, given));
        }
        self.side_by_side(name, rounds, clock)
    }

    /// Plays machines that run at the same time: each starts now, and the last one decides.
    fn side_by_side(
        &mut self,
        name: &str,
        machines: Vec<(&Machine, Json)>,
        clock: &mut Seconds,
    ) -> Result<Json, End> {
        if self.depth >= DEEPEST {
            return Err(runtime("machines are nested too deeply"));
        }
        self.depth += 1;
        let (started, mut latest) = (*clock, *clock);
        let mut outputs = Vec::new();
        for (position, (machine, input)) in machines.into_iter().enumerate() {
            let mut own = started;
            let output = self.machine(machine, &format!("{name}[{position}]/"), input, &mut own);
            latest = latest.max(own);
            match output {
                Ok(output) => outputs.push(output),
                Err(end) => {
                    self.depth -= 1;
                    *clock = latest;
                    return Err(end);
                }
            }
        }
        self.depth -= 1;
        *clock = latest;
        Ok(Json::Array(outputs))
    }
}

/// What of a document goes through a path.
fn through(path: &Path, document: &Json, context: &Json) -> Result<Json, End> {
    match path {
        Path::Whole => Ok(document.clone()),
        Path::Nothing => Ok(json!({})),
        Path::At(path) => View { input: document, context }.at(path).cloned().map_err(runtime),
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

/// How long a `Wait` waits.
fn pause(kind: &Kind, view: View<'_>) -> Result<Seconds, End> {
    let Kind::Wait { seconds, seconds_path, timestamp, timestamp_path } = kind else {
        return Ok(0);
    };
    if timestamp.is_some() || timestamp_path.is_some() {
        return Err(runtime("a wait until a time of day is not played"));
    }
    match (seconds, seconds_path) {
        (Some(seconds), None) => Ok(*seconds),
        (None, Some(path)) => {
            let seconds = view.at(path).map_err(runtime)?;
            seconds.as_u64().ok_or_else(|| runtime(format!("{seconds} are no seconds to wait")))
        }
        _ => Err(runtime("a wait says once how long")),
    }
}

/// The wait before the next attempt, if there is one.
fn again(retriers: &[Retrier], attempts: &mut [u32], failure: &Failure) -> Option<Seconds> {
    let position = retriers.iter().position(|it| catches(&it.error_equals, failure))?;
    let (it, made) = (&retriers[position], &mut attempts[position]);
    if *made >= it.max_attempts.unwrap_or(3) {
        return None;
    }
    let factor = it.backoff_rate.unwrap_or(2.0).powi(i32::try_from(*made).unwrap_or(i32::MAX));
    let wait = it.interval_seconds.unwrap_or(1.0) * factor;
    *made += 1;
    Some(whole(wait.min(it.max_delay_seconds.unwrap_or(f64::INFINITY))))
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

fn text_of(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
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
