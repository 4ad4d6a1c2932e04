//! Proofs as documents, with places that people can go to.

use crate::exchange::Finding;
use crate::exchange::proof::{Counterexample, Proof, Step};
use crate::ir::lifted::Span;
use crate::manifest::source::Files;
use crate::prove;
use crate::report::pretty::Sources;

use super::find::Defined;

/// A proof as a document.
pub(super) fn document(proof: &prove::Proof, defined: &Defined<'_>, files: &Files) -> Proof {
    let place = files.span(defined.head);
    let counterexamples = proof.counterexamples.iter().map(|it| counterexample(it, files));
    Proof {
        machine: proof.name.clone(),
        file: place.file.clone(),
        span: (&place).into(),
        proven: proof.counterexamples.is_empty(),
        shifts_traffic: proof.is_judged_in_full,
        watchdog: proof.watchdog.clone(),
        states: proof.states,
        configurations: proof.configurations,
        bake_seconds: proof.bake,
        assumptions: proof.assumptions.clone(),
        counterexamples: counterexamples.collect(),
    }
}

fn counterexample(it: &prove::Counterexample, files: &Files) -> Counterexample {
    let mut diagnostic = it.diagnostic.clone();
    diagnostic.span = Some(files.span(it.span));
    let path = it.way.iter().map(|step| self::step(step, files)).collect();
    Counterexample { finding: Finding::from(&diagnostic), path }
}

fn step(it: &prove::Step, files: &Files) -> Step {
    let place = span(it.span, files);
    Step {
        machine: it.machine.clone(),
        state: it.state.clone(),
        file: place.file.clone(),
        span: (&place).into(),
        outcome: it.outcome.clone(),
        world: it.world.clone(),
    }
}

fn span(span: Span, files: &Files) -> crate::diag::Span {
    files.span(span)
}

/// The files that were read.
pub(super) fn sources(files: &Files) -> Sources {
    Sources::of(files.iter().map(|file| (file.path.clone(), file.text.clone())))
}
