//! A key whose value is of another type in some environment.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Group, Shape, Split, Value};
use crate::rules::{Check, Lint, Rule};

/// `FW1005`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1005",
    name: "type-skew",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "The value of a key is text in one environment and a list, an object or a number in another.",
    why: "code that reads the one breaks on the other, where it was not tested",
    bad: r#"# accounts.json
{"dev": {"zones": "a"}, "prod": {"zones": ["a", "b"]}}"#,
    good: r#"# accounts.json
{"dev": {"zones": ["a"]}, "prod": {"zones": ["a", "b"]}}"#,
    fix: "Use one type; a list of one is a list.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for leaf in &comparison.keys {
        // A number or a truth value in quotes is read as either.
        let of = |value: Option<&Value>| match value?.shape {
            Shape::Nothing | Shape::Unknown => None,
            Shape::Text if value?.number().is_some() || value?.bool().is_some() => None,
            shape => Some(shape.name().to_owned()),
        };
        let Some(split) = Split::by(comparison, leaf, &comparison.heads, of) else { continue };
        let said = |group: &Group| {
            let shape = group.value.as_ref().map_or(Shape::Nothing, |it| it.shape);
            format!("{} in {}", shape.name(), found.names(&group.environments))
        };
        let deviants: Vec<_> = split.deviants.iter().map(said).collect();
        let message =
            format!("`{}` is {}, but {}", leaf.path, deviants.join(", "), said(&split.majority));
        if let Some(it) = found.tell_split(leaf, &comparison.heads, &split, "use one type") {
            it.message = message;
        }
    }
}
