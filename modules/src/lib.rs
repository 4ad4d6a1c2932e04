//! The pattern catalogue of formwork: ready modules over its public API.
//!
//! Each module is a folder with a README, its Rust and its templates. A module of your own has the
//! same form: a `const fn` that returns a [`formwork::spec::Module`], and a function that lowers it.

pub mod static_site;
