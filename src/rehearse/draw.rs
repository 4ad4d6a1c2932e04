//! Rehearsals as pictures: for a terminal of 80 columns, and as SVG.

pub mod svg;
pub mod terminal;
