//! Proves state machines that shift traffic: whatever happens, an execution ends with all traffic
//! in one place and its lease given back, or a watchdog sees to that.
//!
//! A machine is explored abstractly: every call may be done, refused or fail, or be done while its
//! answer is lost; what is known of the data decides choices, and everything else takes every way.
//! While it waits, an alarm may begin to fire and targets may fail, and its own looks at them must
//! find that. Every world that an execution can leave behind is then given to the watchdog.
//! `docs/proof.md` says what is assumed, and what is looked at.
//!
//! Counterexamples are findings of [`code`](crate::diag::code), each with the way that leads to it.
//! What cannot be followed (weights of a Lambda function, JSONata) is refused or told, not believed.

mod choice;
mod code;
mod config;
mod effect;
mod explore;
mod expression;
mod judge;
mod path;
mod program;
mod step;
mod task;
mod template;
mod test;
mod value;
mod watchdog;
mod world;

pub use program::Broken;
pub use watchdog::{Watch, is_machine, of as watch_of};

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::ir::lifted::asl::Machine;
use crate::ir::lifted::{Manifest, Span};

use judge::Judge;
use program::Program;

/// How many configurations are looked at for one machine, its watchdog included.
pub const MOST: usize = 50_000;

/// A machine with what is around it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'m> {
    /// Its name: the address of its resource, or its file.
    pub name: &'m str,
    /// Its definition.
    pub machine: Machine<'m>,
    /// The manifest that it is in, for what its references mean.
    pub manifest: Option<&'m Manifest>,
}

/// The machine that puts right what an execution left, and how it is started.
#[derive(Clone, Copy, Debug)]
pub struct Watchdog<'m> {
    /// The machine.
    pub subject: Subject<'m>,
    /// The rule that starts it; without one, every end but success does, with the event as it is.
    pub watch: Option<&'m Watch<'m>>,
}

/// What is known of a machine after it was explored.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The machine.
    pub name: String,
    /// Whether it shifts traffic or takes a lease; if not, only what holds of every machine is
    /// judged.
    pub is_judged_in_full: bool,
    /// Its watchdog.
    pub watchdog: Option<String>,
    /// Its states, and those of its watchdog.
    pub states: usize,
    /// The configurations that were looked at.
    pub configurations: usize,
    /// Seconds from the first shift to the end of a release that goes well, on the shortest way;
    /// `None` if no release goes well, or a wait is not known.
    pub bake: Option<i64>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// Why it is refused; none if it is proven.
    pub counterexamples: Vec<Counterexample>,
}

/// Why a machine is refused.
#[derive(Clone, Debug)]
pub struct Counterexample {
    /// What is wrong; its place is `span`.
    pub diagnostic: Diagnostic,
    /// The state where it is wrong.
    pub span: Span,
    /// A shortest way to it.
    pub way: Vec<Step>,
}

/// A state on the way to a counterexample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The machine's name.
    pub machine: String,
    /// The state's name.
    pub state: String,
    /// Where that stands.
    pub span: Span,
    /// What happens there.
    pub outcome: String,
    /// What the world is like before it: weights, and whether the lease is held.
    pub world: String,
}

/// Why nothing is known of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unexplored {
    /// It is no machine that Step Functions would take.
    Broken(Broken),
    /// It has more than [`MOST`] configurations.
    TooLarge(Span),
}

/// Explores a machine and its watchdog.
pub fn prove(subject: Subject<'_>, watchdog: Option<Watchdog<'_>>) -> Result<Proof, Unexplored> {
    let main = Program::new(subject.name.to_owned(), subject.machine, subject.manifest)
        .map_err(Unexplored::Broken)?;
    let second = watchdog.map(|it| {
        let Subject { name, machine, manifest } = it.subject;
        Program::new(name.to_owned(), machine, manifest)
    });
    let second = second.transpose().map_err(Unexplored::Broken)?;
    let input = watchdog.map(|it| match (it.watch, it.subject.manifest) {
        (Some(watch), Some(manifest)) => watch.input(manifest),
        _ => watchdog::event(),
    });
    let statuses: BTreeSet<&str> = match watchdog {
        Some(Watchdog { watch: Some(watch), .. }) => watch.statuses.iter().copied().collect(),
        Some(Watchdog { watch: None, .. }) => watchdog::STATUSES.into_iter().collect(),
        None => BTreeSet::new(),
    };
    let guard = second.as_ref().zip(input).map(|(program, input)| judge::Guard {
        program,
        input,
        statuses,
    });
    let too_large = |_| Unexplored::TooLarge(subject.machine.node.span);
    Judge::new(&main, guard).run(MOST).map_err(too_large)
}
