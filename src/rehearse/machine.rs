//! A state machine in the Amazon States Language, as it is played.
//!
//! Only JSONPath machines are played: a machine or state with `QueryLanguage: JSONata` is refused.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html>

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

/// A machine, or the body of a `Map` or `Parallel` state.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Machine {
    /// The first state.
    pub start_at: String,
    /// All states, by name.
    pub states: BTreeMap<String, State>,
    /// Seconds after which the execution fails with `States.Timeout`.
    pub timeout_seconds: Option<u64>,
    query_language: Option<String>,
}

/// A state.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct State {
    /// What it does.
    #[serde(flatten)]
    pub kind: Kind,
    /// The state that follows.
    pub next: Option<String>,
    /// Whether the machine ends with it.
    #[serde(default)]
    pub end: bool,
    /// What of the input it sees.
    #[serde(default, deserialize_with = "path")]
    pub input_path: Path,
    /// What of its output others see.
    #[serde(default, deserialize_with = "path")]
    pub output_path: Path,
    /// Where its result is put into the input.
    #[serde(default, deserialize_with = "path")]
    pub result_path: Path,
    /// What it is given.
    pub parameters: Option<Json>,
    /// What of its result counts.
    pub result_selector: Option<Json>,
    /// What is tried again, in order.
    #[serde(default)]
    pub retry: Vec<Retrier>,
    /// What is caught, in order.
    #[serde(default)]
    pub catch: Vec<Catcher>,
    query_language: Option<String>,
}

/// What a state does.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "Type", rename_all_fields = "PascalCase")]
pub enum Kind {
    /// Calls something.
    Task {
        /// The ARN of what is called.
        resource: String,
    },
    /// Goes on by what its input says.
    Choice {
        /// The first that holds counts.
        choices: Vec<Json>,
        /// Where to go if none holds.
        default: Option<String>,
    },
    /// Does the same for each of several.
    Map {
        /// The list; the whole input, if it is not said.
        items_path: Option<String>,
        /// What each round is given.
        item_selector: Option<Json>,
        /// What is done.
        #[serde(alias = "Iterator")]
        item_processor: Box<Machine>,
    },
    /// Does several things at once.
    Parallel {
        /// What is done.
        branches: Vec<Machine>,
    },
    /// Waits.
    Wait {
        /// This many seconds,
        seconds: Option<u64>,
        /// or as many as the input says,
        seconds_path: Option<String>,
        /// or until a time,
        timestamp: Option<String>,
        /// or until the time that the input says.
        timestamp_path: Option<String>,
    },
    /// Passes its input on, or a result.
    Pass {
        /// The result.
        result: Option<Json>,
    },
    /// Ends the execution well.
    Succeed,
    /// Ends the execution with an error.
    Fail {
        /// Its name.
        error: Option<String>,
        /// What it means.
        cause: Option<String>,
        /// Where in the input its name is.
        error_path: Option<String>,
        /// Where in the input it says what it means.
        cause_path: Option<String>,
    },
}

/// A path that may be switched off with `null`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Path {
    /// `$`.
    #[default]
    Whole,
    /// `null`: nothing goes through.
    Nothing,
    /// A path.
    At(String),
}

/// What is tried again.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Retrier {
    /// The errors.
    pub error_equals: Vec<String>,
    /// Seconds before the first attempt. Default: 1.
    pub interval_seconds: Option<f64>,
    /// How often. Default: 3.
    pub max_attempts: Option<u32>,
    /// What the wait is multiplied with. Default: 2.
    pub backoff_rate: Option<f64>,
    /// The longest wait, in seconds.
    pub max_delay_seconds: Option<f64>,
}

/// What is caught.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Catcher {
    /// The errors.
    pub error_equals: Vec<String>,
    /// The state that follows.
    pub next: String,
    /// Where the error is put into the input.
    #[serde(default, deserialize_with = "path")]
    pub result_path: Path,
}

fn path<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Path, D::Error> {
    let written: Option<String> = Option::deserialize(deserializer)?;
    Ok(match written {
        None => Path::Nothing,
        Some(path) if path == "$" => Path::Whole,
        Some(path) => Path::At(path),
    })
}

impl Machine {
    /// Reads a definition.
    ///
    /// # Errors
    /// If it is no machine, or one whose expressions are JSONata.
    pub fn new(definition: &Json) -> Result<Self, String> {
        let machine: Self = Self::deserialize(definition).map_err(|error| error.to_string())?;
        machine.is_in_json_path()?;
        Ok(machine)
    }

    fn is_in_json_path(&self) -> Result<(), String> {
        let is_other =
            |language: &Option<String>| language.as_ref().is_some_and(|it| it != "JSONPath");
        if is_other(&self.query_language) {
            return Err("the machine is written in JSONata, which is not played".to_owned());
        }
        for (name, state) in &self.states {
            if is_other(&state.query_language) {
                return Err(format!("state `{name}` is written in JSONata, which is not played"));
            }
            for inner in state.machines() {
                inner.is_in_json_path()?;
            }
        }
        Ok(())
    }
}

impl State {
    /// The machines inside it.
    pub fn machines(&self) -> Vec<&Machine> {
        match &self.kind {
            Kind::Map { item_processor, .. } => vec![item_processor],
            Kind::Parallel { branches } => branches.iter().collect(),
            Kind::Task { .. }
            | Kind::Choice { .. }
            | Kind::Wait { .. }
            | Kind::Pass { .. }
            | Kind::Succeed
            | Kind::Fail { .. } => Vec::new(),
        }
    }
}
