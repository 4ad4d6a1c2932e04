//! A resource that some environments have and others do not.

use crate::diag::{Factor, Severity};

use crate::rules::environments::{env_conditional_resource, topology_differs};
use crate::rules::parity::{Comparison, Differences, Matched};
use crate::rules::{Check, Lint, Rule};

/// `FW1002`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1002",
    name: "resource-set-differs",
    severity: Severity::Error,
    factor: Factor::Parity,
    what: "A resource is deployed in some environments and not in others.",
    why: "what it does in production has never run before",
    bad: r"# in prod.yaml, and not in dev.yaml
DeadLetters: {Type: AWS::SQS::Queue}",
    good: r"# in every template
DeadLetters: {Type: AWS::SQS::Queue}",
    fix: "Deploy the same resources everywhere, smaller where that saves money.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Error, judge)),
};

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for matched in missing(comparison) {
        if env_conditional_resource::names_environment(comparison, matched).is_none()
            && !topology_differs::is_topology(comparison, matched)
        {
            tell_missing(
                comparison,
                found,
                matched,
                "deploy it everywhere, or allow the difference",
            );
        }
    }
}

/// Resources that not every environment has which has a part.
pub(in crate::rules) fn missing<'c, 'm>(
    comparison: &'c Comparison<'m>,
) -> impl Iterator<Item = &'c Matched<'m>> {
    let lacks = |it: &&Matched<'m>| {
        comparison.present().any(|at| it.each[at].is_none()) && it.each.iter().any(Option::is_some)
    };
    comparison.resources.iter().filter(lacks)
}

/// Tells that a resource is missing: at the environments that deviate from the majority.
pub(in crate::rules) fn tell_missing(
    comparison: &Comparison<'_>,
    found: &mut Differences<'_, '_>,
    matched: &Matched<'_>,
    help: &str,
) {
    let (with, without): (Vec<usize>, Vec<usize>) =
        comparison.present().partition(|at| matched.each[*at].is_some());
    let production = comparison.production();
    let is_odd = with.len() < without.len()
        || with.len() == without.len() && production.is_some_and(|it| without.contains(&it));
    let deviants = if is_odd { &with } else { &without };
    let place = |at: usize| matched.each[at].map(|it| it.head).or(comparison.heads[at]);
    let Some(at) = deviants.first().and_then(|at| place(*at)) else { return };
    let kind = matched.each.iter().flatten().next().map_or("", |it| &*it.resource.type_name);
    let message = if is_odd {
        format!("`{}` ({kind}) is deployed in {} only", matched.address, found.names(&with))
    } else {
        format!("`{}` ({kind}) is not deployed in {}", matched.address, found.names(&without))
    };
    let related = with.iter().filter(|it| **it != deviants[0]).filter_map(|it| {
        let name = &comparison.environments[*it].name;
        Some((format!("deployed in `{name}`"), place(*it)?))
    });
    let related: Vec<_> = related.collect();
    found.tell(matched.address.clone(), (deviants.clone(), at), message, help).related = related;
}
