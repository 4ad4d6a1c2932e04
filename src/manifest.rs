//! Front ends: files of any format become manifests, with a place for every value.
//!
//! [`read`](mod@read) says what a file is and which front end reads it. Text becomes a tree in [`syntax`]; the
//! front end of its format resolves what the tree says and spells it by the kind tables (`tables`).
//! [`cloudformation`] and [`terraform`] also read what our own back ends write.
//!
//! Odd input is no error: a function that is not understood becomes an unknown value, what no table
//! has is listed as unread, and a resource of a type outside the tables keeps its own spelling.

pub mod cloudformation;
pub mod compose;
pub mod deployment;
pub mod dockerfile;
pub mod plan;
pub mod read;
pub mod source;
pub mod syntax;
pub mod task_definition;
pub mod terraform;

mod duration;
mod interpolation;
mod tables;
mod text;

use crate::ir::Literal;

/// The values of a knob, if every environment has one.
fn everywhere(values: impl Iterator<Item = Option<Literal>>) -> Vec<Literal> {
    values.collect::<Option<_>>().unwrap_or_default()
}

/// The stack and output of an SSM parameter `/app/environment/stack/output`, if they are what gave
/// the parameter or data source its name.
fn exporter(path: &str, is_named: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let (rest, output) = path.rsplit_once('/')?;
    let (_, stack) = rest.rsplit_once('/')?;
    is_named(&format!("{stack}/{output}")).then_some((stack, output))
}
