//! Environments that run different releases.

use crate::diag::{Factor, Severity};

use crate::rules::build_release_run::rebuilt_per_env::is_rebuilt;
use crate::rules::parity::{Class, Comparison, Differences, Shape, Split, Topic, Value};
use crate::rules::{Check, Lint, Rule};

/// `FW1015`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1015",
    name: "release-gap",
    severity: Severity::Info,
    factor: Factor::Parity,
    what: "The image or artifact of a service is not the same release in every environment.",
    why: "the longer production waits for a release, the more changes arrive in it at once",
    bad: r#"# container_version in staging and prod
"container_version": "1.9.0"  # and 1.2.0"#,
    good: r#"# container_version in staging and prod
"container_version": "1.9.0""#,
    fix: "Promote releases soon, one at a time.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Info, judge)),
};

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for (leaf, heads) in comparison.leaves() {
        if leaf.class != Class::Equal(Topic::Image) || is_rebuilt(comparison, leaf) {
            continue;
        }
        let release = |value: Option<&Value>| {
            value?.bare.clone().filter(|_| value.is_some_and(|it| it.shape == Shape::Text))
        };
        if let Some(split) = Split::by(comparison, leaf, &heads, release) {
            found.tell_split(leaf, &heads, &split, "promote the release that was verified");
        }
    }
}
