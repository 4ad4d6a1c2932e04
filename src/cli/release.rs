//! `formwork release`: what was released where, in a ledger that only grows.
//!
//! Opens files, asks git for the commit and cargo for the templates of a rollback; what may be added
//! and what is wrong is decided in [`crate::release`].

mod add;
pub(super) mod arguments;
mod file;
pub(super) mod find;
mod folder;
mod rollback;
mod settings;
mod show;
mod verify;

use super::Outcome;
use super::arguments::Source;
use super::failure::Failure;
use crate::release::history::Refusal;

use arguments::Release;

/// Does what is asked for.
pub(super) fn run(command: &Release, source: &Source) -> Result<Outcome, Failure> {
    match command {
        Release::Record(it) => add::record(it),
        Release::Promote(it) => add::promote(it),
        Release::Rollback(it) => rollback::run(it, source),
        Release::List(it) => show::list(it),
        Release::Show(it) => show::show(it),
        Release::Verify(it) => verify::run(it),
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.message).help(refusal.help)
    }
}
