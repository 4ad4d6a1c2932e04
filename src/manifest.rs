//! Front ends: files become stacks, as far as the kind tables know what they say.
//!
//! [`cloudformation`] and [`terraform`] have the files of the back ends, each with the inverse of
//! what stands there: `stack` (resources), `property` (codecs), `value` (functions, references and
//! literals), `variables` (parameters and their values).
//!
//! Input is a parsed JSON document. Every place in it that is told about, in [`Unread`] and in
//! [`Value::Unknown`](crate::ir::Value::Unknown), is a JSON Pointer (RFC 6901), so that whoever
//! parsed the document can say where in the file that is.
//!
//! Odd input is no error: a function that is not understood becomes an unknown value, what no table
//! has is listed as unread, and a resource of a type outside the tables is
//! [raw](crate::ir::graph::Body::Raw).

pub mod cloudformation;
pub mod terraform;

mod document;
mod place;
pub mod read;
mod rows;
pub mod source;
pub mod syntax;
#[expect(dead_code, reason = "the front ends move to it")]
mod tables;
#[expect(dead_code, reason = "the front ends move to it")]
mod text;

use crate::ir::{Literal, Stack};

/// A parsed document.
pub type Document = serde_json::Value;

/// One stack as files: its template or root module, and its values in each environment.
#[derive(Clone, Copy, Debug)]
pub struct Source<'d> {
    /// The stack's name.
    pub name: &'d str,
    /// The template, or the root module in JSON syntax.
    pub document: &'d Document,
    /// The parameter or variable file of each environment, in order.
    pub values: &'d [Document],
}

/// A stack that was read.
#[derive(Clone, Debug)]
pub struct Lifted {
    /// The stack; its paths are the logical IDs, or the names in Terraform, and its tags are those
    /// that every environment shares.
    pub stack: Stack,
    /// What is not in it.
    pub unread: Vec<Unread>,
}

/// Something that was read past.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Where it stands, as a JSON Pointer.
    pub place: String,
    /// Why it was not read.
    pub why: String,
}

impl Unread {
    fn new(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self { place: place.into(), why: why.into() }
    }
}

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
