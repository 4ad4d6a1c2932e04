//! `formwork explain`: the register of rules, for people and for programs.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::Factor;
use crate::rules::{self, RULES, Rule};

use super::arguments::{Explain, Format};
use super::failure::Failure;
use super::nearest::nearest;
use super::{Outcome, count, json_text};

/// Explains one rule, or lists them all.
pub(super) fn run(arguments: &Explain) -> Result<Outcome, Failure> {
    let rule = arguments.rule.as_deref().map(find).transpose()?;
    Ok(Outcome::clean(match (arguments.format.format, rule) {
        (Format::Text, Some(rule)) => page(rule),
        (Format::Text, None) => table(RULES),
        (Format::Json, Some(rule)) => json_text(&[Explained::from(rule)]),
        (Format::Json, None) => {
            json_text(&RULES.iter().map(|it| Explained::from(*it)).collect::<Vec<_>>())
        }
    }))
}

fn find(wanted: &str) -> Result<&'static Rule, Failure> {
    rules::find(wanted).ok_or_else(|| {
        let failure = Failure::new(format!("no rule has the id or name `{wanted}`"));
        let meant = nearest(wanted, RULES.iter().flat_map(|rule| [rule.id, rule.name]));
        let failure = match meant.and_then(rules::find) {
            Some(rule) => failure.help(format!("did you mean `{}` ({})?", rule.name, rule.id)),
            None => failure,
        };
        failure.help("run `formwork explain` for a list of all rules")
    })
}

fn page(rule: &Rule) -> String {
    let Rule { id, name, severity, .. } = rule;
    let mut text = format!("{id} {name}\n{severity}, {}\n", subject(rule.factor));
    let _ = writeln!(text, "\n{}", wrap(rule.what, ""));
    let _ = writeln!(text, "\nWhy is it bad?\n{}", wrap(&sentence(rule.why), "  "));
    let _ = writeln!(text, "\nInstead of\n{}", indent(rule.bad));
    let _ = writeln!(text, "\nwrite\n{}", indent(rule.good));
    let _ = writeln!(text, "\nHow to cure it\n{}", wrap(rule.fix, "  "));
    let waiver = if rule.waivable {
        format!("A waiver may set it aside for at most 90 days: `Waiver::new(\"{id}\", …)`.")
    } else {
        "No waiver can set it aside.".to_owned()
    };
    let _ = writeln!(text, "\n{waiver}\nFactor: {}\nSource: {}", rule.factor.url(), rule.source);
    text
}

fn table(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut row = |id: &str, severity: &str, name: &str, factor: &str| {
        let _ = writeln!(text, "{id:8}{severity:10}{name:width$}  {factor}");
    };
    row("rule", "severity", "name", "factor");
    for rule in rules {
        let factor = match rule.factor.numeral() {
            Some(numeral) => format!("{numeral}, {}", rule.factor.title()),
            None => rule.factor.title().to_owned(),
        };
        row(rule.id, rule.severity.name(), rule.name, &factor);
    }
    let _ =
        writeln!(text, "\n{}; `formwork explain RULE` explains one", count(rules.len(), "rule"));
    text
}

/// What a rule is about, as in `factor III: config`.
fn subject(factor: Factor) -> String {
    match factor.numeral() {
        Some(numeral) => format!("factor {numeral}: {}", factor.title()),
        None => factor.title().to_owned(),
    }
}

/// Text as lines of at most 80 columns, each behind `margin`.
fn wrap(text: &str, margin: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 80 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{margin}{word}")),
        }
    }
    lines.join("\n")
}

fn indent(code: &str) -> String {
    code.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// A reason reads as part of a finding; on its own it is a sentence.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    let stop = if reason.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// A rule, as `explain --format json` writes it.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Rule", deny_unknown_fields)]
pub(super) struct Explained {
    /// Its id, never reused
    id: &'static str,
    /// Its name: the pattern it finds
    name: &'static str,
    /// `error`, `warning` or `info`; only errors fail compilation
    severity: &'static str,
    /// What it protects
    factor: ExplainedFactor,
    /// What it finds, in one sentence
    what: &'static str,
    /// Why that is bad
    why: &'static str,
    /// A description that has it, as Rust
    bad: &'static str,
    /// The same description, cured
    good: &'static str,
    /// How to cure it
    fix: &'static str,
    /// Whether a waiver may set it aside
    waivable: bool,
    /// Where the facts are from
    source: &'static str,
}

/// One of the twelve factors, or what a rule is about when it is none of them
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Factor", deny_unknown_fields)]
struct ExplainedFactor {
    /// Its Roman number; null if it is none of the twelve
    numeral: Option<&'static str>,
    /// Its name
    title: &'static str,
    /// Where it is explained
    url: &'static str,
}

impl From<&'static Rule> for Explained {
    fn from(rule: &'static Rule) -> Self {
        let Rule {
            id, name, severity, factor, what, why, bad, good, fix, source, waivable, ..
        } = *rule;
        let severity = severity.name();
        let factor =
            ExplainedFactor { numeral: factor.numeral(), title: factor.title(), url: factor.url() };
        Self { id, name, severity, factor, what, why, bad, good, fix, waivable, source }
    }
}
