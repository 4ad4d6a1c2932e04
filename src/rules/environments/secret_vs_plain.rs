//! A variable that is a secret in one environment and plain in another.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Class, Comparison, Differences, Split, Topic, Value};
use crate::rules::{Check, Lint, Rule};

/// `FW1008`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1008",
    name: "secret-vs-plain",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "A variable comes from a secret store in some environments, and is written in plain in others.",
    why: "the way a secret is read is tried in production first, and a plain one is seen by whoever reads the manifest",
    bad: r"# in dev.yaml
Environment: [{Name: DB_PASSWORD, Value: x}]  # in Secrets in prod.yaml",
    good: r"# in every template
Secrets: [{Name: DB_PASSWORD, ValueFrom: y}]",
    fix: "Take it from the secret store everywhere.",
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
        let store = |value: Option<&Value>| value?.bare.clone();
        if let Some(split) = Split::by(comparison, leaf, &heads, store) {
            found.tell_split(leaf, &heads, &split, "take it from the secret store everywhere");
        }
    }
}
