//! Plays state machines: a small interpreter of the Amazon States Language in virtual time, with
//! simulated services.

mod choice;
mod clock;
mod concrete;
pub mod document;
pub mod draw;
pub mod find;
mod input;
mod intrinsic;
pub mod judge;
pub mod machine;
mod path;
pub mod run;
pub mod scenario;
pub mod stage;
pub mod story;
mod template;
pub mod world;

#[cfg(test)]
mod run_tests;
#[cfg(test)]
mod starter_tests;
