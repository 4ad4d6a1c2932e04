//! An engine, runtime or platform whose version differs between environments.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1003`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1003",
    name: "engine-version-skew",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "The version of an engine, a runtime or a platform is not the same in every environment.",
    why: "what was tested on one version runs on another in production",
    bad: r#"# db_engine_version in dev.tfvars
db_engine_version = "16.4"  # and 15.8 in prod.tfvars"#,
    good: r#"# db_engine_version in every file
db_engine_version = "16.4""#,
    fix: "Give every environment the same version; for the time of an upgrade, add an entry to `parity.allow` that ends.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Error, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Version, "give every environment the same version, or allow the difference while the upgrade goes on");
}
