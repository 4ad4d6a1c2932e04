//! Runs the rules on the manifests.
//!
//! Manifests are judged side by side; findings come out by file, line, column and rule whatever the
//! order. What several callers of one Terraform module have in common is told once. A rule that
//! panics is one finding, and the others go on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::diag::{Diagnostic, code};
use crate::ir::lifted::{Data, Manifest, Node, Resource};
use crate::manifest::read::Read;
use crate::manifest::source::{Files, Problem};
use crate::rules::Rule;
use crate::rules::lint::{Findings, Found, path_of};

use super::Verdict;
use super::select::Selection;

/// Whether values that are not known are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknowns {
    /// A rule that cannot see a value is silent.
    #[default]
    Silent,
    /// Each is told.
    Told,
}

/// Everything the selected rules find, and what is odd about the files.
pub fn judge(read: &Read, selection: &Selection, unknowns: Unknowns) -> Vec<Verdict> {
    let one = |(position, manifest): (usize, &Manifest)| {
        let rules = selection.rules().iter();
        let mut verdicts: Vec<_> =
            rules.flat_map(|rule| run(rule, position, manifest, &read.files)).collect();
        if unknowns == Unknowns::Told {
            let places = manifest.resources.iter().enumerate();
            verdicts
                .extend(places.flat_map(|(index, it)| unknown((position, index), it, &read.files)));
        }
        verdicts
    };
    let found = read.manifests.par_iter().enumerate().flat_map_iter(one);
    let mut verdicts: Vec<Verdict> = found.collect();
    verdicts.extend(read.problems.iter().map(|it| problem(it, &read.files)));
    sort(&mut verdicts);
    verdicts
}

/// Sorts by place, then by rule; what is said twice is said once.
pub(super) fn sort(verdicts: &mut Vec<Verdict>) {
    let key = |it: &Verdict| {
        let Diagnostic { span, rule, message, path, .. } = &it.diagnostic;
        let start = span.as_ref().map(|it| (it.file.clone(), it.line, it.column));
        let end = span.as_ref().and_then(|it| it.end);
        (start, *rule, message.clone(), end, path.clone())
    };
    verdicts.sort_by_cached_key(key);
    verdicts.dedup_by(|later, first| {
        let (a, b) = (&later.diagnostic, &first.diagnostic);
        later.span.is_some() && (later.span, a.rule, &a.message) == (first.span, b.rule, &b.message)
    });
}

/// What one rule finds in one manifest.
fn run(rule: &'static Rule, position: usize, manifest: &Manifest, files: &Files) -> Vec<Verdict> {
    let Some(lint) = &rule.lint else { return Vec::new() };
    let judged = catch_unwind(AssertUnwindSafe(|| {
        let mut findings = Findings::new(manifest, rule);
        (lint.judge)(manifest, &mut findings);
        findings.into_found()
    }));
    match judged {
        Ok(found) => found.into_iter().map(|it| verdict(it, position, files)).collect(),
        Err(panic) => vec![broken(rule, &*panic, manifest, files)],
    }
}

fn verdict(found: Found, position: usize, files: &Files) -> Verdict {
    let Found { rule, resource, span, path, value, message, help, related, repair } = found;
    let (severity, safety) = rule.lint.map_or((rule.severity, None), |it| (it.severity, it.repair));
    let related = related.into_iter().map(|(label, span)| (label, files.span(span)));
    Verdict {
        diagnostic: Diagnostic {
            rule: rule.id,
            name: rule.name,
            severity,
            factor: rule.factor,
            path,
            message,
            why: rule.why,
            help,
            span: Some(files.span(span)),
            related: related.collect(),
            environments: Vec::new(),
        },
        span: Some(span),
        value,
        culprit: Some((position, resource)),
        repair: safety.zip(repair),
    }
}

/// That a rule failed, at the file.
fn broken(
    rule: &Rule,
    panic: &(dyn std::any::Any + Send),
    manifest: &Manifest,
    files: &Files,
) -> Verdict {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or(panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    let mut diagnostic = code::BROKEN_RULE.at(
        &manifest.frame.name,
        format!("rule `{}` ({}) failed: {text}", rule.name, rule.id),
        format!("report it to formwork with the file; until then, `--ignore {}`", rule.id),
    );
    let span = manifest.resources.first().map(|first| first.head);
    diagnostic.span = span.map(|span| files.span(span));
    Verdict::of(diagnostic, span)
}

fn problem(problem: &Problem, files: &Files) -> Verdict {
    let file = files.get(problem.span.file);
    let mut diagnostic = problem.code.at(&file.path, &problem.message, &problem.help);
    diagnostic.span = Some(files.span(problem.span));
    let related = problem.related.iter();
    diagnostic.related = related.map(|(label, span)| (label.clone(), files.span(*span))).collect();
    Verdict::of(diagnostic, Some(problem.span))
}

/// Each value of a resource that is not known.
fn unknown(culprit: (usize, usize), resource: &Resource, files: &Files) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let mut visit = |node: &Node| {
        let why = match &node.data {
            Data::Unknown(why) => why.to_string(),
            Data::Input(input) if input.default.is_none() => {
                format!("`{}` is given at deployment", input.name)
            }
            _ => return,
        };
        let mut diagnostic = code::UNKNOWN_VALUE.at(
            path_of(resource, node),
            format!("not judged: {why}"),
            "give a default or a literal, if the rules should see it",
        );
        diagnostic.span = Some(files.span(node.span));
        let of = Verdict::of(diagnostic, Some(node.span));
        verdicts.push(Verdict { culprit: Some(culprit), ..of });
    };
    resource.properties.walk(&mut visit);
    resource.meta.walk(&mut visit);
    verdicts
}
