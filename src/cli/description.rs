//! The document that says what the user described: from their crate, or from a file.
//!
//! Its major format is judged before anything else is read from it: a document of another major may
//! mean something else by the same words.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::exchange::{self, FORMAT, is_readable};

use super::arguments::Source;
use super::cargo::Program;
use super::failure::Failure;

/// A description, and where the source files it points at are.
#[derive(Debug)]
pub(crate) struct Description {
    /// The document.
    pub(crate) document: exchange::Description,
    /// The folder that `rustc` names source files from.
    pub(crate) root: PathBuf,
}

/// What every document of every version begins with.
#[derive(Deserialize)]
struct Envelope {
    format: String,
    formwork: String,
}

/// Where a document came from, for messages.
enum Origin<'o> {
    /// A file, with its path.
    File(&'o Path),
    /// A program, with the command that ran it.
    Program(String),
}

impl Description {
    /// Asks the crate, or reads the file.
    pub(crate) fn get(source: &Source, cargo: &[OsString]) -> Result<Self, Failure> {
        if let Some(file) = &source.description {
            return Self::of_file(file);
        }
        let program = Program::find(source)?;
        let own = [OsString::from("describe")];
        let command = program.shown(cargo, &own);
        let output = program.output(cargo, &own)?;
        if !output.status.success() {
            return Err(failed(&command, output.status));
        }
        let document = read(&output.stdout, &Origin::Program(command))?;
        Ok(Self { document, root: program.root })
    }

    #[expect(clippy::disallowed_methods, reason = "the user names the file to read")]
    fn of_file(file: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Failure::new(format!("cannot read `{}`", file.display()))
                .why(error.to_string())
                .help("write it with `cargo run -q -- describe > FILE` in the crate that holds the description")
        })?;
        let document = read(text.as_bytes(), &Origin::File(file))?;
        Ok(Self { document, root: PathBuf::from(".") })
    }
}

/// The program ended with an error. What cargo or the program said about it is above.
pub(crate) fn failed(command: &str, status: std::process::ExitStatus) -> Failure {
    let failure = Failure::new(format!("`{command}` failed ({status})"));
    match status.code() {
        // Cargo's own code, for compile errors above all.
        Some(101) => failure
            .why("the crate does not compile, or it panicked; the errors above say where")
            .help("mend them; findings of severity error are compile errors, each with its rule, file and line"),
        _ => failure.help("what it printed above says why"),
    }
}

fn read(text: &[u8], origin: &Origin<'_>) -> Result<exchange::Description, Failure> {
    let envelope: Envelope =
        serde_json::from_slice(text).map_err(|error| no_description(text, origin, &error))?;
    if !is_readable(&envelope.format) {
        return Err(other_major(&envelope, origin));
    }
    serde_json::from_slice(text).map_err(|error| no_description(text, origin, &error))
}

/// Refuses a document of another major, with the command that ends the difference.
fn other_major(envelope: &Envelope, origin: &Origin<'_>) -> Failure {
    let Envelope { format, formwork } = envelope;
    let own = env!("CARGO_PKG_VERSION");
    let failure =
        Failure::new(format!("{origin} has format {format}; this `formwork` reads {FORMAT}"))
            .why(format!("it is from formwork {formwork}, and this binary is {own}"));
    if major(format) > major(FORMAT) {
        failure.help(format!("run `cargo install formwork --version {formwork}`"))
    } else {
        failure.help(format!(
            "raise `formwork` to {own} in the Cargo.toml of the crate: `cargo add formwork@{own}`"
        ))
    }
}

fn major(format: &str) -> Option<u32> {
    format.split('.').next()?.parse().ok()
}

/// Whatever was printed is not ours.
fn no_description(text: &[u8], origin: &Origin<'_>, error: &serde_json::Error) -> Failure {
    let text = String::from_utf8_lossy(text);
    let why = match text.trim().lines().next() {
        None => "it is empty".to_owned(),
        Some(line) if line.starts_with('{') => error.to_string(),
        Some(line) => format!("it begins with `{}`", line.chars().take(60).collect::<String>()),
    };
    let failure = Failure::new(format!("{origin} is no description")).why(why);
    match origin {
        Origin::Program(_) => failure.help(
            "return `formwork::main(&APP)` from `main`, and print nothing to stdout before it",
        ),
        Origin::File(_) => failure.help("write it with `cargo run -q -- describe > FILE`"),
    }
}

impl std::fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => write!(f, "`{}`", path.display()),
            Self::Program(command) => write!(f, "what `{command}` printed"),
        }
    }
}
