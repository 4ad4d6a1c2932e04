//! A function whose events are dropped when it fails.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource, Span};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW2008`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2008",
    name: "async-no-failure-dest",
    severity: Severity::Warning,
    factor: Factor::Microservices,
    what: "A function takes events asynchronously and says nowhere where those go that it fails on.",
    why: "Lambda tries an event three times and drops it: the order that broke the code is gone, and with it the case to test the cure with",
    bad: r"Resize:
  Type: AWS::Lambda::Function",
    good: r"Resize:
  Type: AWS::Lambda::Function
  Properties: {DeadLetterConfig: {TargetArn: !GetAtt Failed.Arn}}",
    fix: "Give it a destination on failure, or a dead-letter queue.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const FUNCTIONS: [&str; 2] = ["lambda/function", "serverless/function"];
/// What calls a function and does not wait.
const CALLERS: [&str; 3] = ["s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com"];
/// Events of a serverless function that are asynchronous.
const EVENTS: [&str; 7] =
    ["S3", "SNS", "CloudWatchEvent", "EventBridgeRule", "Schedule", "ScheduleV2", "IoTRule"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let functions = manifest.resources.iter().filter(|it| FUNCTIONS.contains(&it.kind_name()));
    for function in functions {
        if !function.properties.lacks("dead_letter_config") || has_destination(manifest, function) {
            continue;
        }
        let Some((what, trigger)) = trigger(manifest, function) else { continue };
        findings
            .missing(
                function,
                "dead_letter_config",
                format!("`{}` drops the events that it fails on", function.address),
                "give it a destination on failure, or a dead-letter queue",
            )
            .related(what, trigger);
    }
}

/// What gives a function events and does not wait for it.
fn trigger(manifest: &Manifest, function: &Resource) -> Option<(&'static str, Span)> {
    let events = function.property("events").map(Node::fields).unwrap_or_default();
    let is_async =
        |it: &Node| it.get("Type").and_then(Node::text).is_some_and(|it| EVENTS.contains(&it));
    if let Some(event) = events.iter().find(|it| is_async(&it.value)) {
        return Some(("the event", event.key_span));
    }
    let is_it = |node: &Node| manifest.targets(node).iter().any(|it| std::ptr::eq(*it, function));
    let subscription = manifest.of("sns/subscription").find(|it| {
        let protocol = it.property("protocol").and_then(Node::text);
        protocol == Some("lambda") && it.property("endpoint").is_some_and(is_it)
    });
    if let Some(it) = subscription {
        return Some(("the subscription", it.head));
    }
    let target = manifest.of("events/target").find(|it| it.property("arn").is_some_and(is_it));
    let rule = manifest.of("events/rule").find(|it| {
        let targets = it.property("targets").map(Node::items).unwrap_or_default();
        targets.iter().filter_map(|it| it.get("arn")).any(is_it)
    });
    if let Some(it) = target.or(rule) {
        return Some(("the rule", it.head));
    }
    let permission = manifest.of("lambda/permission").find(|it| {
        let principal = it.property("principal").and_then(Node::text);
        principal.is_some_and(|it| CALLERS.contains(&it))
            && it.property("function_name").is_some_and(is_it)
    });
    permission.map(|it| ("the permission", it.head))
}

/// Whether something says where failed events go, or may say it.
fn has_destination(manifest: &Manifest, function: &Resource) -> bool {
    let own = function.properties.at("event_invoke_config.on_failure");
    own.is_some()
        || manifest.of("lambda/event-invoke-config").any(|config| {
            let Some(node) = config.property("function_name") else { return true };
            let targets = manifest.targets(node);
            // One whose function is not known may be for this one.
            let is_other =
                !targets.is_empty() && !targets.iter().any(|it| std::ptr::eq(*it, function));
            !is_other && !config.properties.lacks("destination_config")
        })
}
