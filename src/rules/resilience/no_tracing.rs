//! Work that cannot be followed from service to service.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, Task, is_one_off, spelled, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW2012`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2012",
    name: "no-tracing",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A function does not trace, or a task has no container or variable of a tracer.",
    why: "a slow answer is the sum of many calls, and the logs of one service do not tell which of them was slow",
    bad: r"Resize:
  Type: AWS::Lambda::Function",
    good: r"Resize:
  Type: AWS::Lambda::Function
  Properties: {TracingConfig: {Mode: Active}}",
    fix: "Set `TracingConfig` of a function to `Active`; run a collector of OpenTelemetry beside an app. A tracer that is built into an image is not seen.",
    source: "https://docs.aws.amazon.com/xray/latest/devguide/xray-services-adot.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// Parts of the names of images, containers and variables that belong to a tracer.
const TRACERS: [&str; 12] = [
    "xray",
    "x-ray",
    "otel",
    "adot",
    "opentelemetry",
    "collector",
    "datadog",
    "dd_",
    "newrelic",
    "new_relic",
    "jaeger",
    "elastic_apm",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let property = "tracing_config";
    for function in manifest.of("lambda/function") {
        let mode = function.properties.at("tracing_config.mode");
        let message = format!("`{}` is not traced", function.address);
        let help = "set the mode of its tracing to `Active`";
        match mode {
            Some(node) if node.text() == Some("PassThrough") => {
                findings.at(function, node, message, help);
            }
            None if function.properties.lacks(property) => {
                findings.missing(function, property, message, help);
            }
            Some(_) | None => {}
        }
    }
    for task in tasks(manifest) {
        if !is_one_off(manifest, task.resource) && !is_traced(manifest, &task) {
            let message = format!("`{}` has nothing that traces it", task.resource.address);
            let help = "run a collector of OpenTelemetry beside the app";
            findings.missing(task.resource, "container_definitions", message, help);
        }
    }
}

/// Whether a container of a task, or a variable of one, belongs to a tracer; or if one of them is
/// not known.
fn is_traced(manifest: &Manifest, task: &Task<'_>) -> bool {
    let is_tracer = |text: &str| {
        let text = text.to_lowercase();
        TRACERS.iter().any(|it| text.contains(it))
    };
    task.containers.iter().any(|container| {
        let image = container.get("image").map(|it| spelled(manifest, it)).unwrap_or_default();
        let variables = container.get("environment").map(Node::branches).unwrap_or_default();
        let mut names = variables.iter().flat_map(|it| it.items()).map(|it| it.get("name"));
        let is_open = variables.iter().any(|it| it.items().is_empty() && !it.is_literal());
        is_open
            || is_tracer(container.name())
            || is_tracer(&image)
            || names.any(|it| it.and_then(Node::text).is_none_or(is_tracer))
    }) || !is_written_out(task.resource)
}

/// Whether every container is known.
fn is_written_out(task: &Resource) -> bool {
    let list = task.property("container_definitions");
    let known = |it: &&Node| !it.items().is_empty();
    list.is_some_and(|it| {
        it.branches().iter().all(known)
            && it.branches().iter().flat_map(|it| it.items()).all(|it| !it.fields().is_empty())
    })
}
