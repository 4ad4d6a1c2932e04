//! Numbers of a strategy that a service is not deployed by.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, all_services, strategy, term};
use crate::rules::{Check, Lint, Rule};

/// `FW5014`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5014",
    name: "numbers-of-other-strategy",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A service has the numbers of a canary or of linear steps, and another strategy.",
    why: "ECS refuses a configuration that its strategy does not have",
    bad: r"DeploymentConfiguration:
  Strategy: BLUE_GREEN
  CanaryConfiguration: {CanaryPercent: 5, CanaryBakeTimeInMinutes: 10}",
    good: r"DeploymentConfiguration:
  Strategy: CANARY
  CanaryConfiguration: {CanaryPercent: 5, CanaryBakeTimeInMinutes: 10}",
    fix: "Remove the numbers, or name the strategy that they are of.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const NUMBERS: [(&str, &str, &str); 2] = [
    ("deployment_configuration_canary_configuration", "CANARY", "the share of a canary"),
    ("deployment_configuration_linear_configuration", "LINEAR", "linear steps"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in all_services(manifest) {
        let resource = service.resource;
        for (name, wanted, what) in NUMBERS {
            let is_set = service.get(name).is_some_and(|it| !it.fields().is_empty());
            let node = strategy(resource);
            let said = match node {
                Some(node) => node.text(),
                None if resource.properties.lacks("deployment_configuration_strategy") => {
                    Some("ROLLING")
                }
                None => None,
            };
            let Some(said) = said.filter(|it| is_set && *it != wanted) else { continue };
            let message = format!("`{}` is deployed by `{said}`, and has {what}", resource.address);
            let property = term(manifest, resource, name);
            let help = format!("remove {property}, or set the strategy to `{wanted}`");
            let found = findings.at_key(resource, &resource.properties, name, message, help);
            if let Some(node) = node.filter(|it: &&Node| it.text().is_some()) {
                found.related("the strategy", node.span);
            }
        }
    }
}
