//! Runs the rules that compare environments.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diag::{Diagnostic, code};
use crate::rules::Rule;
use crate::rules::parity::{Across, Comparison, Difference, Differences, Place};

use super::Reading;
use super::allow::{self, Allow};

/// A finding between environments.
#[derive(Clone, Debug)]
pub struct Told {
    /// What was compared.
    pub subject: String,
    /// What stands at the place.
    pub value: String,
    /// The finding.
    pub diagnostic: Diagnostic,
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What counts.
    pub told: Vec<Told>,
    /// What is allowed, and by which entry.
    pub allowed: Vec<(Told, Allow)>,
}

/// Everything the rules find in the comparisons, and what is odd about the files.
pub fn judge(
    readings: &[Reading],
    comparisons: &[Comparison<'_>],
    rules: &[&'static Rule],
) -> Vec<Told> {
    let mut told: Vec<Told> = problems(readings);
    for comparison in comparisons {
        for rule in rules {
            if let Some(across) = rule.lint.and_then(|lint| lint.across) {
                told.extend(run(rule, across, comparison, readings));
            }
        }
    }
    told
}

/// What counts of everything that was told, on a day, and what is allowed; in the order of places.
pub fn report(
    told: Vec<Told>,
    rules: &[&'static Rule],
    (allowed, today): (&[Allow], &str),
) -> Report {
    let ids: BTreeSet<_> = rules.iter().map(|rule| rule.id).collect();
    let (mut told, mut allowed) = allow::apply(allowed, today, &ids, told);
    told.retain(|it| ids.contains(it.diagnostic.rule) || is_of_files(it));
    sort(&mut told);
    allowed.sort_by_cached_key(|(it, _)| key(it));
    Report { told, allowed }
}

/// What is odd about the files. Values that another environment has too are told once.
fn problems(readings: &[Reading]) -> Vec<Told> {
    let mut told = Vec::new();
    for reading in readings {
        for it in &reading.read.problems {
            let file = reading.read.files.get(it.span.file);
            let mut diagnostic = it.code.at(&file.path, &it.message, &it.help);
            diagnostic.span = Some(reading.read.files.span(it.span));
            told.push(Told { subject: file.path.clone(), value: String::new(), diagnostic });
        }
    }
    told
}

fn is_of_files(told: &Told) -> bool {
    code::CODES.iter().any(|code| code.id == told.diagnostic.rule)
}

fn key(told: &Told) -> impl Ord + use<> {
    let Diagnostic { span, rule, path, message, .. } = &told.diagnostic;
    let start = span.as_ref().map(|it| (it.file.clone(), it.line, it.column));
    (start, *rule, path.clone(), message.clone())
}

/// Sorts by place, then by rule; what is said twice is said once.
fn sort(told: &mut Vec<Told>) {
    told.sort_by_cached_key(key);
    told.dedup_by(|later, first| later.diagnostic == first.diagnostic);
}

fn run(
    rule: &'static Rule,
    across: Across,
    comparison: &Comparison<'_>,
    readings: &[Reading],
) -> Vec<Told> {
    let judged = catch_unwind(AssertUnwindSafe(|| {
        let mut found = Differences::new(comparison, rule);
        across(comparison, &mut found);
        found.into_found()
    }));
    if let Ok(found) = judged {
        found.into_iter().map(|it| tell(it, comparison, readings)).collect()
    } else {
        let diagnostic = code::BROKEN_RULE.at(
            &comparison.subject,
            format!("rule `{}` ({}) failed", rule.name, rule.id),
            format!("report it to formwork; until then, `--ignore {}`", rule.id),
        );
        let subject = comparison.subject.clone();
        vec![Told { subject, value: String::new(), diagnostic }]
    }
}

fn tell(it: Difference, comparison: &Comparison<'_>, readings: &[Reading]) -> Told {
    let span = |place: Place| readings[place.read].read.files.span(place.span);
    let name = |at: &usize| comparison.environments[*at].name.clone();
    let severity = it.rule.lint.map_or(it.rule.severity, |lint| lint.severity);
    Told {
        subject: comparison.subject.clone(),
        value: it.value,
        diagnostic: Diagnostic {
            rule: it.rule.id,
            name: it.rule.name,
            severity,
            factor: it.rule.factor,
            path: it.path,
            message: it.message,
            why: it.rule.why,
            help: it.help,
            span: Some(span(it.place)),
            related: it.related.into_iter().map(|(label, at)| (label, span(at))).collect(),
            environments: it.environments.iter().map(name).collect(),
        },
    }
}
