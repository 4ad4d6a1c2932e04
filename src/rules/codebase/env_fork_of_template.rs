//! A template that each environment has its own copy of.

use crate::diag::{Factor, Severity};

use crate::rules::environments::resource_set_differs::missing;
use crate::rules::parity::{Comparison, Differences, Origin};
use crate::rules::{Check, Lint, Rule};

/// `FW0101`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0101",
    name: "env-fork-of-template",
    severity: Severity::Warning,
    factor: Factor::Codebase,
    what: "Each environment has a template of its own, and more than 30 % of their resources are not in all of them.",
    why: "forks of a template are several codebases: a change to one reaches the others by hand, or never",
    bad: r"# dev.yaml and prod.yaml
Resources: {}  # of which each has others",
    good: r"# app.yaml, with dev.json and prod.json
Parameters: {}",
    fix: "Keep one template, with a parameter file for each environment.",
    source: "https://12factor.net/codebase",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

/// How many of a hundred resources may be missing somewhere.
const MOST: usize = 30;
/// Of fewer resources, each is told on its own.
const FEWEST: usize = 5;

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    let all = comparison.resources.len();
    let differing = missing(comparison).count();
    if comparison.origin != Origin::Separate || all < FEWEST || differing * 100 <= all * MOST {
        return;
    }
    let present: Vec<usize> = comparison.present().collect();
    let [first, rest @ ..] = present.as_slice() else { return };
    let Some(place) = comparison.heads[*first] else { return };
    let message = format!(
        "{differing} of {all} resources of `{}` are not in every environment: the templates of {} \
         are forks",
        comparison.subject,
        found.names(&present),
    );
    let related = rest.iter().filter_map(|at| {
        let name = &comparison.environments[*at].name;
        Some((format!("the template of `{name}`"), comparison.heads[*at]?))
    });
    let related: Vec<_> = related.collect();
    let help = "keep one template, with a parameter file for each environment";
    let told = found.tell(comparison.subject.clone(), (present.clone(), place), message, help);
    told.related = related;
}
