//! The JSON documents we write, as plain structures: one file each.
//!
//! A document has a `format`, major and minor: a reader takes any minor of the major it knows. Fields
//! may be added in a minor; a field that changes its meaning or goes away takes a new major. The
//! graph and the spec are not `Serialize`; what of them leaves the process is converted here.
//!
//! With the feature `cli` every document has a JSON Schema, kept in `schemas/`.

pub mod baseline;
pub mod comparison;
pub mod description;
pub mod diff;
pub mod finding;
pub mod graph;
pub mod ledger;
pub mod lock;
pub mod parity;
pub mod plan;
pub mod proof;
pub mod rehearsal;
pub mod release;

use std::io::{self, Write};

use serde::{Serialize, Serializer};

pub use baseline::Baseline;
pub use description::Description;
pub use finding::Finding;
pub use lock::LockFile;
pub use parity::Parity;
pub use plan::DeployPlan;
pub use rehearsal::Rehearsals;
pub use release::Release;

/// The format of every document but the lock: major and minor.
pub const FORMAT: &str = "1.0";

/// Whether a document of this format can be read: the same major.
pub fn is_readable(format: &str) -> bool {
    let major = |format: &str| format.split('.').next().map(str::to_owned);
    major(format) == major(FORMAT)
}

/// A list whose elements are made when it is written.
pub(crate) struct Each<F>(pub(crate) F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Writes a document in the form of a file.
pub(crate) fn write(document: &impl Serialize, mut out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n")
}

/// Writes a document as a file: indented by two spaces, with a final newline.
pub fn to_file(document: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16 * 1024);
    write(document, &mut bytes).expect("a vector takes every byte, and every key is text");
    bytes
}
