//! A key of configuration that some environments have and others do not.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Group, Leaf, Split, Value};
use crate::rules::{Check, Lint, Rule};

/// `FW1001`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1001",
    name: "key-missing-in-env",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "A key, a parameter or a variable has a value in some environments, none in others, and no default.",
    why: "the deployment that has not got it fails, or runs without what it says",
    bad: r#"# accounts.json
{"dev": {"url": "a"}, "prod": {"url": "b", "timeout": 30}}"#,
    good: r#"# accounts.json
{"dev": {"url": "a", "timeout": 30}, "prod": {"url": "b", "timeout": 30}}"#,
    fix: "Give every environment a value, or remove the key.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Error, judge)),
};

/// Of fewer keys, each that is missing is told on its own.
const FEWEST: usize = 8;
/// How many keys are named where many are missing.
const NAMED: usize = 3;

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    let sparse: Vec<usize> = comparison.present().filter(|at| is_sparse(comparison, *at)).collect();
    for at in &sparse {
        tell_sparse(comparison, found, *at);
    }
    let mut heads = comparison.heads.clone();
    for at in sparse {
        heads[at] = None;
    }
    let is_set = |value: Option<&Value>| Some(value.is_some().to_string());
    for leaf in &comparison.keys {
        if let Some(split) = Split::by(comparison, leaf, &heads, is_set) {
            tell(comparison, found, leaf, &split);
        }
    }
}

/// Whether an environment lacks more than half of all keys: it is not set up.
fn is_sparse(comparison: &Comparison<'_>, at: usize) -> bool {
    let all = comparison.keys.len();
    let set = comparison.keys.iter().filter(|leaf| leaf.values[at].is_some()).count();
    all >= FEWEST && set * 2 < all
}

/// Tells once what an environment lacks that is not set up.
fn tell_sparse(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>, at: usize) {
    let Some(place) = comparison.heads[at] else { return };
    let lacking: Vec<_> = comparison.keys.iter().filter(|it| it.values[at].is_none()).collect();
    let some: Vec<_> = lacking.iter().take(NAMED).map(|it| format!("`{}`", it.path)).collect();
    let name = &comparison.environments[at].name;
    let (missing, all) = (lacking.len(), comparison.keys.len());
    let message =
        format!("`{name}` has no value for {missing} of {all} keys, such as {}", some.join(", "));
    let help = "set it up as the others are, or remove it";
    found.tell(name.clone(), (vec![at], place), message, help);
}

fn tell(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>, leaf: &Leaf, split: &Split) {
    let has = |group: &&Group| group.value.is_some();
    let (Some(with), Some(without)) =
        (split.groups().find(has), split.groups().find(|group| !has(group)))
    else {
        return;
    };
    let (with, without) = (&with.environments, &without.environments);
    let is_odd = split.majority.value.is_none();
    let places = |at: usize| leaf.values[at].as_ref().map(|it| it.place).or(comparison.heads[at]);
    let deviants = if is_odd { with } else { without };
    let Some(place) = deviants.first().and_then(|at| places(*at)) else { return };
    let message = if is_odd {
        format!("`{}` is set in {} only", leaf.path, found.names(with))
    } else {
        format!("`{}` is missing in {}", leaf.path, found.names(without))
    };
    let help = format!("set it in {}, or remove it", found.names(without));
    let others: Vec<_> = with.iter().filter(|at| !is_odd || **at != deviants[0]).collect();
    let related = others.iter().filter_map(|at| {
        let name = &comparison.environments[**at].name;
        Some((format!("set in `{name}`"), places(**at)?))
    });
    let related: Vec<_> = related.collect();
    found.tell(leaf.path.clone(), (deviants.clone(), place), message, help).related = related;
}
