//! Logic that stands in what only carries messages.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW3007`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3007",
    name: "smart-pipe",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A mapping template of API Gateway decides or repeats, or an EventBridge target rewrites its event with many values.",
    why: "what a service means belongs to the service: logic in the pipe is tested by nobody, deployed apart from the service, and changed by another team",
    bad: r"InputTransformer:
  InputTemplate: ...
  InputPathsMap: {total: $.detail.total, tax: $.detail.tax, more: ...}",
    good: r"Arn: !GetAtt Billing.Arn",
    fix: "Hand the message on as it is, and let the service that gets it read what it needs.",
    source: "https://martinfowler.com/articles/microservices.html#SmartEndpointsAndDumbPipes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Words of the Velocity Template Language that decide or repeat.
const DECIDING: [&str; 3] = ["#if", "#elseif", "#foreach"];
/// How often a template may decide: one `#if` renames a value that may be missing.
const DECISIONS: usize = 3;
/// How many values a target may take out of its event.
const VALUES: usize = 10;
/// What API Gateway's own template has, which hands everything on.
const PASS_THROUGH: &str = "body-json";
/// Types with where their templates stand.
const TEMPLATES: [(&str, &str); 4] = [
    ("AWS::ApiGateway::Method", "Integration.RequestTemplates"),
    ("aws_api_gateway_integration", "request_templates"),
    ("aws_api_gateway_integration_response", "response_templates"),
    ("AWS::ApiGatewayV2::Integration", "RequestTemplates"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, path) in TEMPLATES {
        for resource in manifest.of(kind) {
            let templates = resource.properties.at(path).map(Node::fields).unwrap_or_default();
            for template in templates {
                judge_template(resource, &template.value, findings);
            }
        }
    }
    for rule in manifest.of("events/rule") {
        let targets = rule.property("targets").map(Node::items).unwrap_or_default();
        for target in targets {
            judge_target(rule, target, findings);
        }
    }
    for target in manifest.of("events/target") {
        judge_target(target, &target.properties, findings);
    }
}

fn judge_template(resource: &Resource, template: &Node, findings: &mut Findings<'_>) {
    let Some(text) = template.text().filter(|it| !it.contains(PASS_THROUGH)) else { return };
    let decisions: usize = DECIDING.iter().map(|word| text.matches(word).count()).sum();
    if decisions >= DECISIONS {
        let message = format!("a template of `{}` decides {decisions} times", resource.address);
        findings.at(resource, template, message, "let the service that gets the message decide");
    }
}

fn judge_target(resource: &Resource, target: &Node, findings: &mut Findings<'_>) {
    let paths = target.at("input_transformer.input_paths");
    let values = paths.map(|it| it.fields().len()).unwrap_or_default();
    if let Some(paths) = paths.filter(|_| values > VALUES) {
        let message = format!("`{}` rewrites its event with {values} values", resource.address);
        findings.at(resource, paths, message, "hand the event on as it is");
    }
}
