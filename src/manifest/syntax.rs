//! Syntaxes: text becomes trees with places.

pub mod hcl;
