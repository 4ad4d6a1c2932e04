//! `formwork synth`: the crate writes its own files.
//!
//! The flags go on to the crate's own `synth`: one implementation, and the same bytes by
//! construction. The graph in a description could be emitted here too, but the formwork that the
//! crate was built with decides its output, not the one that happens to be installed.

use std::ffi::OsString;

use super::Exit;
use super::arguments::{Source, Synth};
use super::cargo::Program;
use super::description::failed;
use super::failure::Failure;

/// Runs `synth` in the crate; its output goes straight to the user.
pub(super) fn run(arguments: &Synth, source: &Source) -> Result<Exit, Failure> {
    if source.description.is_some() {
        return Err(Failure::new("`synth` cannot work from `--description`")
            .why("the crate itself writes its files, so that there is one way to make them")
            .help("run `formwork synth` without it, in the folder of the crate"));
    }
    let program = Program::find(source)?;
    let mut own = vec![OsString::from("synth")];
    own.extend(arguments.forwarded());
    let status = program.status(&arguments.cargo.arguments, &own)?;
    match status.code() {
        Some(0) => Ok(Exit::Clean),
        // Cargo's own code for arguments it does not know is that of findings.
        Some(1) if program.starts(&arguments.cargo.arguments)? => Ok(Exit::Findings),
        // Whoever ended has said itself what is wrong.
        Some(1 | 2) => Ok(Exit::CouldNotRun),
        _ => Err(failed(&program.shown(&arguments.cargo.arguments, &own), status)),
    }
}
