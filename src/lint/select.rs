//! Which rules are run: what `--select` and `--ignore` name.
//!
//! A selector is an id (`FW0301`), the start of one (`FW03`), a name (`plaintext-secret-env`), `all`
//! or `default`. The one that says most precisely what it means wins: `--select FW0301 --ignore FW03`
//! runs FW0301; of two that are alike, the one that ignores wins.

use std::collections::BTreeSet;

use crate::diag::code::{self, CODES, Code};
use crate::diag::{Severity, nearest};
use crate::rules::{Check, RULES, Rule};

/// What is run.
#[derive(Clone, Debug)]
pub struct Selection {
    rules: Vec<&'static Rule>,
    ignored: BTreeSet<&'static str>,
}

/// A selector that names nothing that could be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// A selector: how precise it is, and what it names.
struct Selector {
    precision: usize,
    names: Names,
}

enum Names {
    All,
    Default,
    Prefix(String),
    One(&'static str),
}

impl Selection {
    /// Runs what `select` names (the default rules, if it is empty) and `ignore` does not.
    ///
    /// # Errors
    /// If a selector names no rule for manifests.
    pub fn new(select: &[String], ignore: &[String]) -> Result<Self, Unknown> {
        let parse = |words: &[String]| words.iter().map(|it| parse(it)).collect::<Result<_, _>>();
        let (mut select, ignore): (Vec<_>, Vec<_>) = (parse(select)?, parse(ignore)?);
        if select.is_empty() {
            select.push(Selector { precision: 0, names: Names::Default });
        }
        let best = |among: &[Selector], id, default| {
            let named = among.iter().filter(|it| it.has(id, default));
            named.map(|it| it.precision).max()
        };
        let runs = |rule: &&&Rule| {
            let Some(lint) = &rule.lint else { return false };
            best(&select, rule.id, lint.default)
                .is_some_and(|wanted| best(&ignore, rule.id, lint.default) < Some(wanted))
        };
        let rules = RULES.iter().filter(runs).copied().collect();
        let ignored = ignore.iter().flat_map(Selector::codes).collect();
        Ok(Self { rules, ignored })
    }

    /// Only these rules.
    pub fn only(rules: &[&'static Rule]) -> Self {
        Self { rules: rules.to_vec(), ignored: BTreeSet::new() }
    }

    /// The rules that are run, by id.
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// Whether a rule is run, or a finding that belongs to no rule is told.
    pub fn has(&self, id: &str) -> bool {
        self.rules.iter().any(|rule| rule.id == id)
            || (CODES.iter().any(|code| code.id == id) && !self.ignored.contains(id))
    }
}

/// The ids of the rules and other findings that some selectors name.
///
/// # Errors
/// If a selector names no rule for manifests.
pub fn named(words: &[String]) -> Result<BTreeSet<&'static str>, Unknown> {
    let selectors: Vec<_> = words.iter().map(|it| parse(it)).collect::<Result<_, _>>()?;
    let rules = |it: &Selector| {
        let of = |rule: &&&Rule| it.has(rule.id, rule.lint.is_some_and(|lint| lint.default));
        lintable().filter(of).map(|rule| rule.id).chain(it.codes()).collect::<Vec<_>>()
    };
    Ok(selectors.iter().flat_map(rules).collect())
}

impl Selector {
    /// Findings of no rule that are named by it alone: `--ignore all` is about rules.
    fn codes(&self) -> Vec<&'static str> {
        let is_meant = |code: &&&Code| {
            self.precision > "FW".len() && is_optional(code) && self.has(code.id, false)
        };
        own_codes().filter(is_meant).map(|code| code.id).collect()
    }

    fn has(&self, id: &str, default: bool) -> bool {
        match &self.names {
            Names::All => true,
            Names::Default => default,
            Names::Prefix(prefix) => id.starts_with(&**prefix),
            Names::One(one) => id == *one,
        }
    }
}

/// What the linter finds beside its rules.
fn own_codes() -> impl Iterator<Item = &'static &'static Code> {
    CODES.iter().filter(|code| code.id < code::BROKEN_GRAPH.id)
}

/// Whether a finding that belongs to no rule may be ignored. What was not read or not run is always
/// told.
pub fn is_optional(code: &Code) -> bool {
    let fixed = [&code::BROKEN_FILE, &code::OVERSIZED_FILE, &code::BROKEN_RULE];
    fixed.iter().all(|it| it.id != code.id)
}

fn parse(word: &str) -> Result<Selector, Unknown> {
    let word = word.trim();
    match word {
        "all" => return Ok(Selector { precision: 0, names: Names::All }),
        "default" => return Ok(Selector { precision: 0, names: Names::Default }),
        _ => {}
    }
    if let Some(id) = find(word)? {
        return Ok(Selector { precision: id.len(), names: Names::One(id) });
    }
    let prefix = word.to_ascii_uppercase();
    let mut ids = lintable().map(|rule| rule.id).chain(own_codes().map(|code| code.id));
    if prefix.starts_with("FW") && ids.any(|id| id.starts_with(&prefix)) {
        return Ok(Selector { precision: prefix.len(), names: Names::Prefix(prefix) });
    }
    Err(unknown(word, "run `formwork explain` for a list of all rules, or select `all`"))
}

/// What a rule judges that judges no manifests.
const fn judged(rule: &Rule) -> &'static str {
    if matches!(rule.check, Check::Unrepresentable) { "the release ledger" } else { "descriptions" }
}

/// The id of the rule for manifests, or of the other finding, that has this id or name; `None` if
/// nothing has.
///
/// # Errors
/// If it is a rule that judges descriptions alone, or a finding that cannot be set aside.
pub fn find(word: &str) -> Result<Option<&'static str>, Unknown> {
    if let Some(rule) = crate::rules::find(word) {
        let Rule { id, name, .. } = rule;
        return match rule.lint {
            Some(_) => Ok(Some(id)),
            None => Err(Unknown {
                message: format!("`{name}` ({id}) judges {}, not manifests", judged(rule)),
                help: "leave it out".to_owned(),
            }),
        };
    }
    let code = own_codes().find(|it| it.id.eq_ignore_ascii_case(word) || it.name == word);
    match code {
        Some(code) if !is_optional(code) => Err(Unknown {
            message: format!("`{}` ({}) is always told", code.name, code.id),
            help: "exclude the file, if it need not be judged".to_owned(),
        }),
        code => Ok(code.map(|code| code.id)),
    }
}

/// That nothing has this id or name, and what may have been meant.
pub fn unknown(word: &str, otherwise: &str) -> Unknown {
    let rules = lintable().flat_map(|rule| [rule.id, rule.name]);
    let names = rules.chain(own_codes().flat_map(|code| [code.id, code.name]));
    Unknown {
        message: format!("no rule for manifests has the id or name `{word}`"),
        help: match nearest(word, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => otherwise.to_owned(),
        },
    }
}

fn lintable() -> impl Iterator<Item = &'static &'static Rule> {
    RULES.iter().filter(|rule| rule.lint.is_some())
}

/// A severity by its name.
///
/// # Errors
/// If it is none of the three.
pub fn severity(word: &str) -> Result<Severity, Unknown> {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    all.into_iter().find(|it| it.name() == word).ok_or_else(|| Unknown {
        message: format!("`{word}` is no severity"),
        help: match nearest(word, all.map(Severity::name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "choose one of `error`, `warning` and `info`".to_owned(),
        },
    })
}
