//! A key of configuration that some environments have and others do not.

use crate::diag::{Factor, Severity};

use super::parity::{Comparison, Differences, Group, Leaf, Split, Value};
use super::{Check, Lint, Rule};

/// `FW1001`.
pub(super) static RULE: Rule = Rule {
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

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for leaf in &comparison.keys {
        if let Some(split) = presence(comparison, leaf) {
            tell(comparison, found, leaf, &split);
        }
    }
}

/// Who has a key and who does not, if not all do.
fn presence(comparison: &Comparison<'_>, leaf: &Leaf) -> Option<Split> {
    let is_set = |value: Option<&Value>| Some(value.is_some().to_string());
    Split::by(comparison, leaf, &comparison.heads, is_set)
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
