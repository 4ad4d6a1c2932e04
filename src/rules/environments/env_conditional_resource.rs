//! A resource that exists where the environment has a certain name.

use crate::diag::{Factor, Severity};

use crate::ir::lifted::{Node, Resource};

use crate::rules::environments::resource_set_differs::missing;
use crate::rules::parity::{self, Comparison, Differences, Matched, Place};
use crate::rules::{Check, Lint, Rule};

/// `FW1006`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1006",
    name: "env-conditional-resource",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "Whether a resource is deployed is decided by comparing with the name of an environment.",
    why: "no other environment can have it to test it, and a new one has to be written into the template",
    bad: r#"resource "aws_wafv2_web_acl" "web" {
  count = var.environment == "prod" ? 1 : 0
}"#,
    good: r#"resource "aws_wafv2_web_acl" "web" {
  count = var.enable_firewall ? 1 : 0
}"#,
    fix: "Ask for the capability, on by default, and switch it off where it costs too much.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for matched in missing(comparison) {
        let Some((at, literal)) = names_environment(comparison, matched) else { continue };
        let Some(instance) = matched.each[at] else { continue };
        let (with, without): (Vec<usize>, Vec<usize>) =
            comparison.present().partition(|at| matched.each[*at].is_some());
        let message = format!(
            "`{}` is deployed in {} and not in {}: it asks for the environment's name, `{}`",
            matched.address,
            found.names(&with),
            found.names(&without),
            literal.text().unwrap_or_default(),
        );
        let help = "ask for the capability, on by default, and give it in a file per environment";
        let place = Place { span: literal.span, ..instance.head };
        let head = ("the resource".to_owned(), instance.head);
        found.tell(matched.address.clone(), (without, place), message, help).related = vec![head];
    }
}

/// The environment's name that decides whether a resource is deployed, and an environment that has
/// the resource.
pub(in crate::rules) fn names_environment<'m>(
    comparison: &Comparison<'m>,
    matched: &Matched<'m>,
) -> Option<(usize, &'m Node)> {
    let known = |text: &str| {
        parity::is_environment(text) || comparison.environments.iter().any(|it| it.name == text)
    };
    for (at, instance) in matched.each.iter().enumerate() {
        let (Some(instance), Some(manifest)) = (instance, comparison.manifests[at]) else {
            continue;
        };
        for comparison in manifest.of("comparison").filter(|it| decides(it, instance.resource)) {
            let literal = comparison.property("right");
            if let Some(literal) = literal.filter(|it| it.text().is_some_and(known)) {
                return Some((at, literal));
            }
        }
    }
    None
}

/// Whether a comparison decides whether a resource is deployed.
fn decides(comparison: &Resource, resource: &Resource) -> bool {
    if let Some(condition) = resource.meta.get("Condition").and_then(Node::text) {
        let rest = comparison.address.strip_prefix("Conditions/");
        let rest = rest.and_then(|rest| rest.strip_prefix(condition));
        return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    }
    let decides = comparison.property("decides").and_then(Node::text);
    let plain = resource.address.split('[').next().unwrap_or_default();
    matches!(decides, Some("count" | "for_each")) && comparison.address == plain
}
