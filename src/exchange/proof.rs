//! What `formwork prove` found, as `--format json` prints it.

use serde::{Deserialize, Serialize};

use super::Finding;
use super::finding::Range;

/// A machine that was explored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// The address of its resource, or its file.
    pub machine: String,
    /// The file it is defined in.
    pub file: String,
    /// Where its definition stands.
    pub span: Range,
    /// Whether nothing was found that is wrong.
    pub proven: bool,
    /// Whether it shifts traffic or takes a lease. If not, only what holds of every machine is
    /// judged: every state is reached, and every execution ends.
    pub shifts_traffic: bool,
    /// The machine that settles what its executions leave.
    pub watchdog: Option<String>,
    /// The states of both.
    pub states: usize,
    /// How many configurations were looked at.
    pub configurations: usize,
    /// Seconds waited from the first shift to the end of a release that goes well, on the shortest
    /// way; absent if none goes well, or a wait is not known.
    pub bake_seconds: Option<i64>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// Why it is refused.
    pub counterexamples: Vec<Counterexample>,
}

/// Why a machine is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Counterexample {
    /// What is wrong, why, and what to do.
    pub finding: Finding,
    /// A shortest way to it.
    pub path: Vec<Step>,
}

/// A state on the way to a counterexample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Step {
    /// The machine.
    pub machine: String,
    /// The state.
    pub state: String,
    /// The file it is written in.
    pub file: String,
    /// Where in the file its name stands.
    pub span: Range,
    /// What happens there.
    pub outcome: String,
    /// What the world is like before it, as in `blue 95, green 5; lease held`.
    pub world: String,
}
