//! A pipeline with other stages in some environment.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1022`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1022",
    name: "pipeline-stages-differ",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "The stages or actions of a pipeline are not the same in every environment.",
    why: "a step that only production has is tried there first",
    bad: r"# in dev.yaml: no stage Migrate
Stages: [Source, Build, Deploy]",
    good: r"# in every template
Stages: [Source, Build, Migrate, Deploy]",
    fix: "Let every environment go through the same stages.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Pipeline, "let every environment go through the same stages");
}
