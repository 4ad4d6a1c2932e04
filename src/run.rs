//! The command line of a description's own program: `synth`, `check`, `describe`.
//!
//! Compiled always, so without a parser of its own for options and without colours; the installed
//! `formwork` has the rest. Data goes to standard output, talk to standard error. The exit code is
//! 0 if all is well, 1 if there are findings or differences, 2 if the command could not run.
//!
//! This is the one layer that reads files, writes them, and looks at the clock.

mod arguments;
mod check;
mod date;
mod describe;
pub mod output;
pub mod synth;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::spec::App;

use arguments::Command;
#[cfg(feature = "cli")]
pub(crate) use date::{date, now, today};

/// Nothing to say against it.
pub(crate) const CLEAN: u8 = 0;
/// There are findings or differences.
pub(crate) const FINDINGS: u8 = 1;
/// The command could not run.
pub(crate) const COULD_NOT_RUN: u8 = 2;

/// Where a command writes to, and what day it is.
pub struct Io<'w> {
    /// Data.
    pub out: &'w mut dyn Write,
    /// Talk.
    pub err: &'w mut dyn Write,
    /// Today's date, as in `2026-12-15`; asked only by commands that judge expiry.
    pub today: fn() -> String,
}

/// Why a command could not run, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// How a command ends early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It could not run.
    Failure(Failure),
    /// The reader of its output went away.
    BrokenPipe,
}

impl Failure {
    /// A failure with its way out.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        let help = "make room, or write to another place";
        Self::Failure(Failure::new(format!("cannot write: {error}"), help))
    }
}

/// The program of a description: reads the command line, does what it says.
///
/// ```no_run
/// # use formwork::prelude::*;
/// # const APP: App = App::new("hello", &[], Repository::github("acme/hello"));
/// fn main() -> std::process::ExitCode {
///     formwork::main(&APP)
/// }
/// ```
pub fn main(app: &App<'_>) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let mut io = Io { out: &mut out, err: &mut err, today: date::today };
    ExitCode::from(run(app, std::env::args_os().skip(1), &mut io))
}

/// Does what the arguments say, and returns the exit code.
pub fn run(app: &App<'_>, arguments: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> u8 {
    let done = arguments::parse(arguments)
        .map_err(Stop::from)
        .and_then(|command| execute(app, command, io))
        .and_then(|code| Ok(io.out.flush().map(|()| code)?));
    match done {
        Ok(code) => code,
        Err(Stop::BrokenPipe) => CLEAN,
        Err(Stop::Failure(failure)) => {
            // There is nobody left to tell if this fails too.
            let _ = io.out.flush();
            let _ = writeln!(io.err, "error: {}\n  help: {}", failure.message, failure.help);
            COULD_NOT_RUN
        }
    }
}

fn execute(app: &App<'_>, command: Command, io: &mut Io<'_>) -> Result<u8, Stop> {
    match command {
        Command::Synth(options) => synth::command(app, &options, io),
        Command::Check { today, format } => check::command(app, today, format, io),
        Command::Describe => describe::command(app, io),
        Command::Help => {
            write!(io.out, "{}", arguments::HELP)?;
            Ok(CLEAN)
        }
        Command::Version => {
            writeln!(io.out, "formwork {}", env!("CARGO_PKG_VERSION"))?;
            Ok(CLEAN)
        }
    }
}
