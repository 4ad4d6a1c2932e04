//! How state machines were played: `formwork rehearse --format json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The machines that were played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Rehearsals {
    /// Format of this document: major and minor.
    pub format: String,
    /// The machines, in the order of their files.
    pub machines: Vec<Machine>,
}

/// A machine that was played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Machine {
    /// The address of its resource, or the name of its file.
    pub name: String,
    /// The file it is written in.
    pub file: String,
    /// Its line.
    pub line: u32,
    /// The machine that is started when an execution ends badly.
    pub watchdog: Option<String>,
    /// What each execution was given.
    pub input: serde_json::Value,
    /// The scenarios.
    pub scenarios: Vec<Scenario>,
}

/// A scenario that was played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Scenario {
    /// Its name, as `--scenario` takes it.
    pub name: String,
    /// How it should end: `promoted`, `rolled back`, `settled` or `left alone`.
    pub expected: String,
    /// How it ended: `promoted`, `rolled back`, `not shifted` or `split`; `succeeded` or `failed` if
    /// the machine shifts no traffic.
    pub ending: String,
    /// What is wrong with that; empty if it ended as it should.
    pub problems: Vec<String>,
    /// The status of the execution: `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`; `RUNNING` if it
    /// never ends.
    pub status: String,
    /// The error it ended with.
    pub error: Option<String>,
    /// How long everything took, in seconds.
    pub seconds: u64,
    /// The status of the watchdog's execution, if it was started.
    pub watchdog: Option<String>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The states that were entered, in order; those of the watchdog behind them.
    pub states: Vec<String>,
    /// Weights at the start, by what divides the traffic.
    pub weights_before: BTreeMap<String, BTreeMap<String, u64>>,
    /// Weights at the end.
    pub weights: BTreeMap<String, BTreeMap<String, u64>>,
    /// Items of DynamoDB at the end, by table, as DynamoDB writes them.
    pub items: BTreeMap<String, Vec<serde_json::Value>>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Event {
    /// Seconds since the scenario started.
    pub at: u64,
    /// What it is.
    pub mark: Mark,
    /// What happened, for people.
    pub text: String,
    /// Share of the traffic that goes to the new release from now on, in tenths of a percent.
    pub new: u64,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Something was looked at, and is well.
    GateOpen,
    /// Something was looked at, and is not well.
    GateClosed,
    /// More traffic goes to the new release.
    Shifted,
    /// Traffic goes back to the old one.
    RolledBack,
    /// An alarm fires, or targets get sick.
    Alarm,
    /// A call goes wrong.
    Fault,
    /// Somebody stops the execution, or it times out.
    Stopped,
    /// The watchdog is started.
    Watchdog,
    /// An execution ends.
    Ended,
}
