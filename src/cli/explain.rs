//! `formwork explain`: the register of rules, for people and for programs.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::code::{BROKEN_GRAPH, CODES, Code};
use crate::diag::{Factor, nearest};
use crate::exchange::finding::Fix;
use crate::rules::{Check, Lint, RULES, Rule};

use super::arguments::{Explain, Format};
use super::failure::Failure;
use super::{Outcome, count, json_text};

/// Explains one rule, or lists them all.
pub(super) fn run(arguments: &Explain) -> Result<Outcome, Failure> {
    let rule = arguments.rule.as_deref().map(find).transpose()?;
    Ok(Outcome::clean(match (arguments.format.format, rule) {
        (Format::Text, Some(rule)) => page(&rule),
        (Format::Text, None) => table(&all()),
        (Format::Json, Some(rule)) => json_text(&[rule]),
        (Format::Json, None) => json_text(&all()),
    }))
}

/// Every rule and every other finding, by id.
fn all() -> Vec<Explained> {
    let rules = RULES.iter().map(|it| Explained::from(*it));
    let mut all: Vec<_> = rules.chain(CODES.iter().map(|it| Explained::from(*it))).collect();
    all.sort_by_key(|it| it.id);
    all
}

fn find(wanted: &str) -> Result<Explained, Failure> {
    let is = |it: &Explained, word: &str| it.id.eq_ignore_ascii_case(word) || it.name == word;
    if let Some(rule) = all().into_iter().find(|it| is(it, wanted)) {
        return Ok(rule);
    }
    let failure = Failure::new(format!("no rule has the id or name `{wanted}`"));
    let meant = nearest(wanted, all().iter().flat_map(|it| [it.id, it.name]));
    let failure = match meant.and_then(|word| all().into_iter().find(|it| is(it, word))) {
        Some(Explained { name, id, .. }) => failure.help(format!("did you mean `{name}` ({id})?")),
        None => failure,
    };
    Err(failure.help("run `formwork explain` for a list of all rules"))
}

fn page(rule: &Explained) -> String {
    let Explained { id, name, severity, factor, what, why, .. } = rule;
    let mut text = format!("{id} {name}\n{severity}, {}\n", factor.subject());
    let _ = writeln!(text, "\n{}", wrap(what, ""));
    let _ = writeln!(text, "\nWhy is it bad?\n{}", wrap(&sentence(why), "  "));
    if let Some(bad) = rule.bad {
        let _ = writeln!(text, "\nInstead of\n{}", indent(bad));
    }
    if let Some(good) = rule.good {
        let _ = writeln!(text, "\nwrite\n{}", indent(good));
    }
    let fix = rule.fix.unwrap_or("The finding itself says what to do.");
    let _ = writeln!(text, "\nHow to cure it\n{}", wrap(fix, "  "));
    text += &in_descriptions(rule);
    text += &in_manifests(rule);
    // What is about descriptions alone has no page elsewhere.
    let pages = [("Read more", Some(factor.url)), ("Source", rule.source)];
    let pages = pages.into_iter().filter_map(|(label, page)| Some((label, page?)));
    let pages = pages.filter(|(_, page)| *page != Factor::Description.url());
    for (position, (label, page)) in pages.enumerate() {
        let gap = if position == 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}{label}: {page}");
    }
    text
}

fn in_descriptions(rule: &Explained) -> String {
    match (rule.descriptions, rule.bad) {
        (true, _) => {}
        (false, Some(_)) if rule.manifests.is_none() => {
            let text = "\nIn the release ledger\n  `formwork release list --gap` judges it.\n";
            return text.to_owned();
        }
        (false, Some(_)) => {
            let text =
                "\nIn descriptions\n  It cannot happen: a description has no way to say it.\n";
            return text.to_owned();
        }
        (false, None) => return String::new(),
    }
    let waiver = if rule.waivable {
        format!("A waiver may set it aside for at most 90 days: `Waiver::new(\"{}\", …)`.", rule.id)
    } else {
        "No waiver can set it aside.".to_owned()
    };
    format!("\nIn descriptions\n{}\n", wrap(&waiver, "  "))
}

fn in_manifests(rule: &Explained) -> String {
    let Some(lint) = &rule.manifests else {
        return String::new();
    };
    let id = rule.id;
    let default = if lint.default {
        format!("on by default; `--ignore {id}` turns it off")
    } else {
        format!("off by default; `--select default,{id}` turns it on")
    };
    let fix = match lint.fix {
        Some(Fix::Safe) => "safe: `--fix` mends it",
        Some(Fix::Unsafe) => "unsafe: `--fix --unsafe-fixes` mends it, and you look at the result",
        None => "none: it takes a decision",
    };
    let rows = [
        ("severity", lint.severity.to_owned()),
        ("run", default),
        ("formats", lint.formats.join(", ")),
        ("fix", fix.to_owned()),
        ("options", format!("`[lint.severity] {id} = \"info\"` in formwork.toml grades it anew")),
        ("suppress", format!("`# formwork: allow {id} -- the reason`")),
    ];
    rows.into_iter().fold("\nIn manifests\n".to_owned(), |mut text, (label, value)| {
        let _ = writeln!(text, "  {:10}{value}", format!("{label}:"));
        text
    })
}

fn table(rules: &[Explained]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut row = |id: &str, severity: &str, name: &str, factor: &str| {
        let _ = writeln!(text, "{id:8}{severity:10}{name:width$}  {factor}");
    };
    row("rule", "severity", "name", "about");
    for Explained { id, severity, name, factor, .. } in rules {
        row(id, severity, name, &factor.subject());
    }
    let _ =
        writeln!(text, "\n{}; `formwork explain RULE` explains one", count(rules.len(), "rule"));
    text
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
    /// A description that has it, as Rust, or a manifest, if descriptions cannot have it; null if it
    /// belongs to no rule
    bad: Option<&'static str>,
    /// The same description, cured
    good: Option<&'static str>,
    /// How to cure it
    fix: Option<&'static str>,
    /// Whether a waiver may set it aside
    waivable: bool,
    /// Whether a description can break it
    descriptions: bool,
    /// How manifests are judged by it; null if they are not
    manifests: Option<ExplainedLint>,
    /// Where the facts are from
    source: Option<&'static str>,
}

/// How a rule judges manifests
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Lint", deny_unknown_fields)]
struct ExplainedLint {
    /// `error`, `warning` or `info`
    severity: &'static str,
    /// Whether it is run unless it is ignored
    default: bool,
    /// The formats in which it may find something
    formats: Vec<&'static str>,
    /// What `--fix` does about it; null if it cannot
    fix: Option<Fix>,
}

impl From<&Lint> for ExplainedLint {
    fn from(lint: &Lint) -> Self {
        Self {
            severity: lint.severity.name(),
            default: lint.default,
            formats: lint.formats.iter().map(|format| format.name()).collect(),
            fix: lint.repair.map(Fix::from),
        }
    }
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

impl ExplainedFactor {
    /// As in `factor III: config`.
    fn subject(&self) -> String {
        match self.numeral {
            Some(numeral) => format!("factor {numeral}: {}", self.title),
            None => self.title.to_owned(),
        }
    }
}

impl From<Factor> for ExplainedFactor {
    fn from(factor: Factor) -> Self {
        Self { numeral: factor.numeral(), title: factor.title(), url: factor.url() }
    }
}

impl From<&'static Rule> for Explained {
    fn from(rule: &'static Rule) -> Self {
        Self {
            id: rule.id,
            name: rule.name,
            severity: rule.severity.name(),
            factor: rule.factor.into(),
            what: rule.what,
            why: rule.why,
            bad: Some(rule.bad),
            good: Some(rule.good),
            fix: Some(rule.fix),
            waivable: rule.waivable,
            descriptions: !matches!(rule.check, Check::Unrepresentable),
            manifests: rule.lint.as_ref().map(ExplainedLint::from),
            source: Some(rule.source),
        }
    }
}

impl From<&'static Code> for Explained {
    fn from(code: &'static Code) -> Self {
        Self {
            id: code.id,
            name: code.name,
            severity: code.severity.name(),
            factor: Factor::Description.into(),
            what: code.what,
            why: code.why,
            bad: None,
            good: None,
            fix: None,
            waivable: false,
            descriptions: code.id >= BROKEN_GRAPH.id,
            manifests: None,
            source: None,
        }
    }
}
