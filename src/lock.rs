//! `formwork.lock`: which resource has which identity, so that an edit of the description renames
//! nothing that is deployed.
//!
//! A [`Lock`] is the file, a [`Ledger`] one app's section while the app is synthesized: it gives
//! each resource the identity that was recorded for it, or for the path it `was`, and notes the
//! identities given. Nothing here reads or writes files.
//!
//! Invariant: a second run with the lock of the first writes the same bytes, lock included. Hence a
//! renamed resource keeps in its entry what it `was`: the `moved` block stays until the user's
//! `was` goes.

mod file;
mod ledger;
mod priorities;

pub use file::{Lock, Section, Unreadable};
pub use ledger::Ledger;
