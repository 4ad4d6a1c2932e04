//! The command line of the binary `formwork`.
//!
//! The binary knows no app. It asks the user's crate, found by `cargo`, to `describe` itself, or
//! reads such a `description` from a file, and works from that. Data goes to stdout, talk to
//! stderr; a command returns its data, and how it ended.
//!
//! Exit codes are `Exit`'s: 0 clean, 1 findings, 2 could not run, which is also clap's for a
//! command line it does not understand.

mod arguments;
mod base;
mod cargo;
mod check;
mod deploy_plan;
mod description;
mod explain;
mod failure;
mod lint;
mod parity;
mod prove;
#[cfg(test)]
mod reference;
mod rehearse;
mod release;
mod schema;
mod synth;
mod terminal;

use std::process::ExitCode;

use arguments::{Arguments, Base, Command};
use description::Description;
use failure::Failure;
use terminal::Terminal;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing was found, or nothing differs.
    Clean,
    /// There are findings or differences.
    Findings,
    /// The question could not be answered.
    CouldNotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => crate::run::CLEAN,
            Exit::Findings => crate::run::FINDINGS,
            Exit::CouldNotRun => crate::run::COULD_NOT_RUN,
        })
    }
}

/// What a command has to say, and how it ended.
#[derive(Debug)]
struct Outcome {
    /// Data, for stdout.
    data: String,
    /// How it ended.
    exit: Exit,
}

impl Outcome {
    fn clean(data: String) -> Self {
        Self { data, exit: Exit::Clean }
    }
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments = Arguments::read();
    let exit = run(&arguments).and_then(|outcome| {
        terminal::print(&outcome.data)
            .map_err(|error| Failure::new("cannot write to stdout").why(error.to_string()))?;
        Ok(outcome.exit)
    });
    let exit = exit.unwrap_or_else(|failure| {
        terminal::talk(&failure.render(Terminal::stderr()));
        Exit::CouldNotRun
    });
    exit.into()
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let source = &arguments.source;
    match &arguments.command {
        Command::Check(it) => {
            let description = Description::get(source, &it.cargo.arguments)?;
            check::run(it, &description)
        }
        Command::Synth(it) => Ok(Outcome { data: String::new(), exit: synth::run(it, source)? }),
        Command::DeployPlan(it) => {
            let description = Description::get(source, &it.cargo.arguments)?;
            deploy_plan::run(it, description)
        }
        Command::Base(Base::List(it)) => {
            base::list(it, &Description::get(source, &it.cargo.arguments)?)
        }
        Command::Base(Base::Bump(it)) => {
            base::bump(it, &Description::get(source, &it.cargo.arguments)?)
        }
        Command::Lint(it) => lint::run(it),
        Command::Parity(it) => parity::run(it),
        Command::Prove(it) => prove::run(it),
        Command::Release { command } => release::run(command, source),
        Command::Rehearse(it) => rehearse::run(it),
        Command::Explain(it) => explain::run(it),
        Command::Schema(it) => schema::run(it),
    }
}

/// A document as JSON text, for stdout.
fn json_text(document: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(document);
    text.expect("our documents have text keys and finite numbers: a bug in formwork") + "\n"
}

/// A number of things, as in `1 rule` and `2 rules`.
fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
