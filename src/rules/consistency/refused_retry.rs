//! A retrier or catcher that Step Functions refuses.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::asl::{Handler, machines};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6185`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6185",
    name: "refused-retry",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "An entry of `Retry` or `Catch` names an error that does not exist, puts `States.ALL` beside or before others, or counts in a way that is refused.",
    why: "Step Functions refuses the definition, or a misspelled error is never handled",
    bad: r#""Retry": [{"ErrorEquals": ["States.All"], "BackoffRate": 0.5}]"#,
    good: r#""Retry": [{"ErrorEquals": ["States.ALL"], "BackoffRate": 2}]"#,
    fix: "Write the names as documented, `States.ALL` alone and last.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

/// Errors that Step Functions names; no other name may begin with `States.`.
const ERRORS: [&str; 17] = [
    ALL,
    "States.BranchFailed",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.IntrinsicFailure",
    "States.ItemReaderFailed",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultPathMatchFailure",
    "States.ResultWriterFailed",
    "States.Runtime",
    "States.TaskFailed",
    "States.Timeout",
];
const ALL: &str = "States.ALL";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        for (machine, _) in machine.nested() {
            for state in machine.states() {
                let (retriers, catchers): (Vec<_>, Vec<_>) =
                    (state.retriers().collect(), state.catchers().collect());
                for handlers in [&retriers, &catchers] {
                    judge_errors(resource, handlers, findings);
                }
                for retrier in retriers {
                    judge_counts(resource, retrier.node, findings);
                }
            }
        }
    }
}

fn judge_errors(resource: &Resource, handlers: &[Handler<'_>], findings: &mut Findings<'_>) {
    for (position, handler) in handlers.iter().enumerate() {
        let names = handler.node.get("ErrorEquals").map(Node::items).unwrap_or_default();
        for node in names {
            let Some(name) = node.text() else { continue };
            if name == ALL && names.len() > 1 {
                let help = "give it an entry of its own";
                findings.at(resource, node, "`States.ALL` stands beside other errors", help);
            } else if name == ALL && position + 1 < handlers.len() {
                let message = "`States.ALL` stands before other entries";
                findings.at(resource, node, message, "put its entry last");
            } else if is_no_error(name) {
                let help = nearest(name, ERRORS).map_or_else(
                    || "name an error of your own without `States.`".to_owned(),
                    |meant| format!("write `{meant}`"),
                );
                findings.at(resource, node, format!("there is no error `{name}`"), help);
            }
        }
    }
}

fn is_no_error(name: &str) -> bool {
    name.starts_with("States.")
        && !name.starts_with("States.Http.StatusCode.")
        && !name.contains("${")
        && !ERRORS.contains(&name)
}

fn judge_counts(resource: &Resource, retrier: &Node, findings: &mut Findings<'_>) {
    for (key, least) in [
        ("BackoffRate", 1.0),
        ("IntervalSeconds", 1.0),
        ("MaxAttempts", 0.0),
        ("MaxDelaySeconds", 1.0),
    ] {
        let Some(node) = retrier.get(key) else { continue };
        if number(node).is_some_and(|it| it < least) {
            let written = node.literal_text().unwrap_or_default();
            let message = format!("`{key}` is {written}");
            findings.at(resource, node, message, format!("write {least} or more"));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of retries are small")]
fn number(node: &Node) -> Option<f64> {
    match &node.known().data {
        Data::Integer(number) => Some(*number as f64),
        Data::Decimal(number) => Some(*number),
        _ => None,
    }
}
