//! Plays state machines: a small interpreter of the Amazon States Language in virtual time, with
//! simulated services.

mod choice;
mod clock;
mod intrinsic;
pub mod machine;
mod path;
pub mod run;
mod template;
pub mod world;

#[cfg(test)]
mod run_tests;
