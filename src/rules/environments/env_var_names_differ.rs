//! A container with other variables in some environment.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Class, Comparison, Differences, Split, Topic, Value};
use crate::rules::{Check, Lint, Rule};

/// `FW1007`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1007",
    name: "env-var-names-differ",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "The names of the variables and secrets of a container are not the same in every environment.",
    why: "code that asks for a variable finds it in one environment and not in another",
    bad: r"# in dev.yaml
Environment: [{Name: QUEUE_URL, Value: x}]  # and CACHE_URL too in prod.yaml",
    good: r"# in every template
Environment: [{Name: QUEUE_URL, Value: x}, {Name: CACHE_URL, Value: y}]",
    fix: "Set the same names everywhere; values may differ.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Error, judge)),
};

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for (leaf, heads) in comparison.leaves() {
        if leaf.class != Class::Equal(Topic::Variable) {
            continue;
        }
        let is_set = |value: Option<&Value>| Some(value.is_some().to_string());
        if let Some(split) = Split::by(comparison, leaf, &heads, is_set) {
            let help = "set the same names everywhere; values may differ";
            found.tell_split(leaf, &heads, &split, help);
        }
    }
}
