//! A store that is another product in some environment.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1004`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1004",
    name: "engine-differs",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "The engine of a store, or its mode, is not the same in every environment.",
    why: "engines differ in types, defaults and locks, so a test on one says little about another",
    bad: r#"# db_engine in dev.tfvars
db_engine = "mysql"  # and postgres in prod.tfvars"#,
    good: r#"# db_engine in every file
db_engine = "postgres""#,
    fix: "Use the same engine everywhere, in a smaller size.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Error, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Engine, "use the engine of the other environments");
}
