//! A comparison as documents: for programs, and as a table in Markdown.

use std::fmt::Write as _;

use crate::exchange::FORMAT;
use crate::exchange::comparison::{self as document, Allowed, Difference, Subject};
use crate::rules::parity::Comparison;

use super::Report;
use super::judge::Told;

/// What was compared, before anybody says what is found in it.
pub fn subjects(comparisons: &[Comparison<'_>]) -> Vec<Subject> {
    let subject = |it: &Comparison<'_>| Subject {
        name: it.subject.clone(),
        environments: it.present().map(|at| it.environments[at].name.clone()).collect(),
        resources: it.resources.len(),
        keys: it.keys.len(),
        values: it.leaves().map(|(leaf, _)| leaf.values.iter().flatten().count()).sum(),
        differences: 0,
    };
    comparisons.iter().map(subject).collect()
}

/// The document of a run.
pub fn document(mut subjects: Vec<Subject>, report: &Report) -> document::Comparison {
    for it in &mut subjects {
        it.differences = report.told.iter().filter(|told| told.subject == it.name).count();
    }
    let differences = report
        .told
        .iter()
        .map(|it| Difference { subject: it.subject.clone(), finding: (&it.diagnostic).into() });
    let allowed = report.allowed.iter().map(|(it, entry)| Allowed {
        subject: it.subject.clone(),
        finding: (&it.diagnostic).into(),
        reason: entry.reason.clone(),
        owner: entry.owner.clone(),
        until: entry.until.clone(),
    });
    document::Comparison {
        format: FORMAT.to_owned(),
        subjects,
        differences: differences.collect(),
        allowed: allowed.collect(),
    }
}

/// The comparison for people: what was compared, what differs, what is allowed.
pub fn markdown(document: &document::Comparison) -> String {
    let mut text = "# Parity of environments\n\n\
        | subject | environments | resources | keys | differences |\n|---|---|---:|---:|---:|\n"
        .to_owned();
    for it in &document.subjects {
        let Subject { name, environments, resources, keys, differences, .. } = it;
        let environments = environments.join(", ");
        let _ = writeln!(
            text,
            "| {} | {} | {resources} | {keys} | {differences} |",
            cell(name),
            cell(&environments)
        );
    }
    if !document.differences.is_empty() {
        text.push_str("\n## Differences\n\n| rule | severity | subject | what | deviates | at |\n");
        text.push_str("|---|---|---|---|---|---|\n");
    }
    for Difference { subject, finding } in &document.differences {
        let place = finding.file.clone().unwrap_or_default();
        let line = finding.span.map(|it| format!(":{}", it.start.line)).unwrap_or_default();
        let severity = format!("{:?}", finding.severity).to_lowercase();
        let _ = writeln!(
            text,
            "| {} | {severity} | {} | {} | {} | {}{line} |",
            finding.rule,
            cell(subject),
            cell(&finding.message),
            cell(&finding.environments.join(", ")),
            cell(&place),
        );
    }
    if !document.allowed.is_empty() {
        text.push_str(
            "\n## Allowed\n\n| rule | what | reason | owner | until |\n|---|---|---|---|---|\n",
        );
    }
    for it in &document.allowed {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            it.finding.rule,
            cell(&it.finding.message),
            cell(&it.reason),
            cell(&it.owner),
            it.until,
        );
    }
    text
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// The findings as reports have them.
pub fn findings(told: &[Told]) -> Vec<crate::exchange::Finding> {
    told.iter().map(|it| (&it.diagnostic).into()).collect()
}
