//! A state machine in the Amazon States Language, as it is played.
//!
//! Only `JSONPath` machines are played. What is not played is refused when the machine is read, with
//! the name of the state that asks for it: a play never ends for a reason of our own.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html>

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

/// A machine, or the body of a `Map` or `Parallel` state.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The first state.
    pub start_at: String,
    /// All states, by name.
    pub states: BTreeMap<String, State>,
    /// Seconds after which the execution ends as `TIMED_OUT`.
    pub timeout_seconds: Option<u64>,
}

/// A state.
#[derive(Clone, Debug)]
pub struct State {
    /// What it does.
    pub kind: Kind,
    /// The state that follows.
    pub next: Option<String>,
    /// Whether the machine ends with it.
    pub end: bool,
    /// What of the input it sees.
    pub input_path: Path,
    /// What of its output others see.
    pub output_path: Path,
    /// Where its result is put into the input.
    pub result_path: Path,
    /// What it is given.
    pub parameters: Option<Json>,
    /// What of its result counts.
    pub result_selector: Option<Json>,
    /// What is tried again, in order.
    pub retry: Vec<Retrier>,
    /// What is caught, in order.
    pub catch: Vec<Catcher>,
}

/// What a state does.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Calls something.
    Task {
        /// The ARN of what is called.
        resource: String,
        /// Seconds after which it fails with `States.Timeout`.
        timeout_seconds: Option<u64>,
    },
    /// Goes on by what its input says.
    Choice {
        /// Each condition and where it leads; the first that holds counts.
        choices: Vec<(Json, String)>,
        /// Where to go if none holds.
        default: Option<String>,
    },
    /// Does the same for each of several.
    Map {
        /// The list; the whole input, if it is not said.
        items_path: Option<String>,
        /// What each round is given.
        selector: Option<Json>,
        /// What is done.
        processor: Box<Machine>,
        /// Rounds at a time; 0 for all.
        at_once: u64,
    },
    /// Does several things at once.
    Parallel {
        /// What is done.
        branches: Vec<Machine>,
    },
    /// Waits.
    Wait(Pause),
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
        error: Told,
        /// What it means.
        cause: Told,
    },
}

/// How long a `Wait` takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pause {
    /// This many seconds.
    Seconds(u64),
    /// As many seconds as the input says.
    SecondsPath(String),
}

/// Text that is written out, or stands in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is written out.
    Text(String),
    /// It is at this path, or what this function says.
    At(String),
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
#[derive(Clone, Debug)]
pub struct Retrier {
    /// The errors.
    pub error_equals: Vec<String>,
    /// Seconds before the first attempt. Default: 1.
    pub interval_seconds: f64,
    /// How often. Default: 3.
    pub max_attempts: u64,
    /// What the wait is multiplied with. Default: 2.
    pub backoff_rate: f64,
    /// The longest wait, in seconds.
    pub max_delay_seconds: f64,
}

/// What is caught.
#[derive(Clone, Debug)]
pub struct Catcher {
    /// The errors.
    pub error_equals: Vec<String>,
    /// The state that follows.
    pub next: String,
    /// Where the error is put into the input.
    pub result_path: Path,
}

/// Why a machine is not played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// The state that is odd; none if the machine is.
    pub state: Option<String>,
    /// Why.
    pub why: String,
}

/// Fields whose meaning a play would miss.
const NOT_PLAYED: [&str; 8] = [
    "Arguments",
    "Assign",
    "ItemBatcher",
    "ItemReader",
    "Output",
    "ResultWriter",
    "Timestamp",
    "TimestampPath",
];

impl Machine {
    /// Reads a definition.
    ///
    /// # Errors
    /// If it is no machine, or one that is not played.
    pub fn new(definition: &Json) -> Result<Self, Odd> {
        let odd = |why: &str| Odd { state: None, why: why.to_owned() };
        let fields = definition.as_object().ok_or_else(|| odd("a machine is an object"))?;
        let reader = Reader { fields, state: None };
        reader.is_in_json_path()?;
        let states = reader.object("States")?.ok_or_else(|| odd("it has no `States`"))?;
        let states = states.iter().map(|(name, state)| Ok((name.clone(), read(name, state)?)));
        let machine = Self {
            start_at: reader.needs("StartAt")?,
            states: states.collect::<Result<_, Odd>>()?,
            timeout_seconds: reader.number("TimeoutSeconds")?,
        };
        machine.leads_to_states()?;
        Ok(machine)
    }

    /// Every state of it and of the machines inside it, by name.
    pub fn every_state(&self) -> Vec<(&str, &State)> {
        let mut found = Vec::new();
        for (name, state) in &self.states {
            found.push((name.as_str(), state));
            found.extend(state.machines().into_iter().flat_map(Self::every_state));
        }
        found
    }

    /// Refuses a transition to a state that is not there.
    fn leads_to_states(&self) -> Result<(), Odd> {
        let check = |state: Option<&str>, target: &str| {
            if self.states.contains_key(target) {
                Ok(())
            } else {
                Err(Odd {
                    state: state.map(str::to_owned),
                    why: format!("there is no state `{target}` to go to"),
                })
            }
        };
        check(None, &self.start_at)?;
        for (name, state) in &self.states {
            for target in state.targets() {
                check(Some(name), target)?;
            }
        }
        Ok(())
    }
}

impl State {
    /// The machines inside it.
    pub fn machines(&self) -> Vec<&Machine> {
        match &self.kind {
            Kind::Map { processor, .. } => vec![processor],
            Kind::Parallel { branches } => branches.iter().collect(),
            Kind::Task { .. }
            | Kind::Choice { .. }
            | Kind::Wait(_)
            | Kind::Pass { .. }
            | Kind::Succeed
            | Kind::Fail { .. } => Vec::new(),
        }
    }

    /// The states that may follow it.
    fn targets(&self) -> impl Iterator<Item = &str> {
        let (choices, default) = match &self.kind {
            Kind::Choice { choices, default } => (&choices[..], default.as_deref()),
            _ => (&[][..], None),
        };
        let choices = choices.iter().map(|(_, next)| next.as_str());
        let catch = self.catch.iter().map(|it| it.next.as_str());
        self.next.as_deref().into_iter().chain(choices).chain(default).chain(catch)
    }
}

fn read(name: &str, state: &Json) -> Result<State, Odd> {
    let odd = |why: String| Odd { state: Some(name.to_owned()), why };
    let fields = state.as_object().ok_or_else(|| odd("a state is an object".to_owned()))?;
    let reader = Reader { fields, state: Some(name) };
    reader.is_in_json_path()?;
    let kind = reader.needs("Type")?;
    if let Some(field) = NOT_PLAYED.iter().find(|it| fields.contains_key(**it)) {
        return Err(odd(format!("`{field}` is not played")));
    }
    let state = State {
        kind: reader.kind(&kind)?,
        next: reader.text("Next")?,
        end: fields.get("End") == Some(&Json::Bool(true)),
        input_path: reader.path("InputPath")?,
        output_path: reader.path("OutputPath")?,
        result_path: reader.path("ResultPath")?,
        parameters: fields.get("Parameters").cloned(),
        result_selector: fields.get("ResultSelector").cloned(),
        retry: reader
            .list("Retry")?
            .iter()
            .map(|it| retrier(name, it))
            .collect::<Result<_, _>>()?,
        catch: reader
            .list("Catch")?
            .iter()
            .map(|it| catcher(name, it))
            .collect::<Result<_, _>>()?,
    };
    let ends = matches!(state.kind, Kind::Choice { .. } | Kind::Succeed | Kind::Fail { .. });
    if !ends && state.next.is_some() == state.end {
        return Err(odd("it needs either `Next` or `End`".to_owned()));
    }
    Ok(state)
}

fn retrier(state: &str, json: &Json) -> Result<Retrier, Odd> {
    let reader = Reader::inside(state, json, "Retry")?;
    Ok(Retrier {
        error_equals: reader.names("ErrorEquals")?,
        interval_seconds: reader.decimal("IntervalSeconds", 1.0)?,
        max_attempts: reader.number("MaxAttempts")?.unwrap_or(3),
        backoff_rate: reader.decimal("BackoffRate", 2.0)?,
        max_delay_seconds: reader.decimal("MaxDelaySeconds", f64::INFINITY)?,
    })
}

fn catcher(state: &str, json: &Json) -> Result<Catcher, Odd> {
    let reader = Reader::inside(state, json, "Catch")?;
    Ok(Catcher {
        error_equals: reader.names("ErrorEquals")?,
        next: reader.needs("Next")?,
        result_path: reader.path("ResultPath")?,
    })
}

/// The fields of a machine, state, retrier or catcher.
#[derive(Clone, Copy)]
struct Reader<'j> {
    fields: &'j Map<String, Json>,
    state: Option<&'j str>,
}

impl<'j> Reader<'j> {
    fn inside(state: &'j str, json: &'j Json, list: &str) -> Result<Self, Odd> {
        let why = || format!("an entry of `{list}` is an object");
        let odd = || Odd { state: Some(state.to_owned()), why: why() };
        Ok(Self { fields: json.as_object().ok_or_else(odd)?, state: Some(state) })
    }

    fn odd(self, why: String) -> Odd {
        Odd { state: self.state.map(str::to_owned), why }
    }

    fn is_in_json_path(self) -> Result<(), Odd> {
        match self.text("QueryLanguage")? {
            Some(language) if language != "JSONPath" => {
                Err(self.odd(format!("it is written in {language}, which is not played")))
            }
            _ => Ok(()),
        }
    }

    fn text(self, key: &str) -> Result<Option<String>, Odd> {
        match self.fields.get(key) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text.clone())),
            Some(other) => Err(self.odd(format!("`{key}` is text, not {other}"))),
        }
    }

    fn needs(self, key: &str) -> Result<String, Odd> {
        self.text(key)?.ok_or_else(|| self.odd(format!("it has no `{key}`")))
    }

    /// A whole number; text that says one comes from a parameter.
    fn number(self, key: &str) -> Result<Option<u64>, Odd> {
        let Some(value) = self.fields.get(key) else { return Ok(None) };
        let number = match value {
            Json::String(text) => text.parse().ok(),
            value => value.as_u64(),
        };
        number.map(Some).ok_or_else(|| self.odd(format!("`{key}` is a whole number, not {value}")))
    }

    fn decimal(self, key: &str, default: f64) -> Result<f64, Odd> {
        let Some(value) = self.fields.get(key) else { return Ok(default) };
        value.as_f64().ok_or_else(|| self.odd(format!("`{key}` is a number, not {value}")))
    }

    fn object(self, key: &str) -> Result<Option<&'j Map<String, Json>>, Odd> {
        let odd = |other| self.odd(format!("`{key}` is an object, not {other}"));
        self.fields.get(key).map(|it| it.as_object().ok_or_else(|| odd(it))).transpose()
    }

    fn list(self, key: &str) -> Result<&'j [Json], Odd> {
        match self.fields.get(key) {
            None => Ok(&[]),
            Some(Json::Array(items)) => Ok(items),
            Some(other) => Err(self.odd(format!("`{key}` is a list, not {other}"))),
        }
    }

    fn names(self, key: &str) -> Result<Vec<String>, Odd> {
        let names = self.list(key)?.iter().map(|it| it.as_str().map(str::to_owned));
        let names: Option<Vec<_>> = names.collect();
        names
            .filter(|it| !it.is_empty())
            .ok_or_else(|| self.odd(format!("`{key}` is a list of names")))
    }

    fn path(self, key: &str) -> Result<Path, Odd> {
        Ok(match self.fields.get(key) {
            Some(Json::Null) => Path::Nothing,
            _ => match self.text(key)? {
                Some(path) if path != "$" => Path::At(path),
                _ => Path::Whole,
            },
        })
    }

    fn kind(self, name: &str) -> Result<Kind, Odd> {
        Ok(match name {
            "Task" => Kind::Task {
                resource: self.needs("Resource")?,
                timeout_seconds: self.number("TimeoutSeconds")?,
            },
            "Choice" => Kind::Choice { choices: self.choices()?, default: self.text("Default")? },
            "Map" => self.map()?,
            "Parallel" => Kind::Parallel {
                branches: self
                    .list("Branches")?
                    .iter()
                    .map(Machine::new)
                    .collect::<Result<_, _>>()?,
            },
            "Wait" => Kind::Wait(self.pause()?),
            "Pass" => Kind::Pass { result: self.fields.get("Result").cloned() },
            "Succeed" => Kind::Succeed,
            "Fail" => Kind::Fail { error: self.told("Error")?, cause: self.told("Cause")? },
            other => return Err(self.odd(format!("`{other}` is no type of a state"))),
        })
    }

    fn choices(self) -> Result<Vec<(Json, String)>, Odd> {
        let next = |rule: &Json| Some((rule.clone(), rule.get("Next")?.as_str()?.to_owned()));
        let choices: Option<Vec<_>> = self.list("Choices")?.iter().map(next).collect();
        choices.ok_or_else(|| self.odd("an entry of `Choices` has no `Next`".to_owned()))
    }

    fn map(self) -> Result<Kind, Odd> {
        let processor = self.fields.get("ItemProcessor").or_else(|| self.fields.get("Iterator"));
        let processor =
            processor.ok_or_else(|| self.odd("it has no `ItemProcessor`".to_owned()))?;
        // `Parameters` of a `Map` is what `ItemSelector` was called at first.
        let selector = self.fields.get("ItemSelector").or_else(|| self.fields.get("Parameters"));
        Ok(Kind::Map {
            items_path: self.text("ItemsPath")?,
            selector: selector.cloned(),
            processor: Box::new(Machine::new(processor)?),
            at_once: self.number("MaxConcurrency")?.unwrap_or(0),
        })
    }

    fn pause(self) -> Result<Pause, Odd> {
        match (self.number("Seconds")?, self.text("SecondsPath")?) {
            (Some(seconds), None) => Ok(Pause::Seconds(seconds)),
            (None, Some(path)) => Ok(Pause::SecondsPath(path)),
            _ => Err(self.odd("it needs either `Seconds` or `SecondsPath`".to_owned())),
        }
    }

    /// Text under a key, or behind the path under `KEYPath`.
    fn told(self, key: &str) -> Result<Told, Odd> {
        Ok(match self.text(&format!("{key}Path"))? {
            Some(path) => Told::At(path),
            None => Told::Text(self.text(key)?.unwrap_or_default()),
        })
    }
}
