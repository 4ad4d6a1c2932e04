//! A choice that may match nothing.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::asl::{Kind, machines};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6183`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6183",
    name: "choice-without-default",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "A choice state has no default, and its choices do not cover every input.",
    why: "an input that none of them matches ends the execution with `States.NoChoiceMatched`, which nothing inside the machine can catch",
    bad: r#""check": {"Type": "Choice", "Choices": [{"Variable": "$.state", "StringEquals": "OK", "Next": "shift"}]}"#,
    good: r#""check": {"Type": "Choice", "Choices": [{"Variable": "$.state", "StringEquals": "OK", "Next": "shift"}], "Default": "undo"}"#,
    fix: "Add a default, if only a state that fails with a name of its own.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        for (machine, _) in machine.nested() {
            let Some(states) = machine.node.get("States") else { continue };
            for state in machine.states() {
                let is_open = state.kind() == Some(Kind::Choice) && state.node.lacks("Default");
                let choices = state.node.get("Choices").map(Node::items).unwrap_or_default();
                if is_open && !choices.is_empty() && !covers(choices) {
                    findings.at_key(
                        resource,
                        states,
                        state.name,
                        format!("`{}` fails if none of its choices matches", state.name),
                        "add `Default`",
                    );
                }
            }
        }
    }
}

/// Comparisons of which one is true if the other is not.
const OPPOSITES: [(&str, &str); 8] = [
    ("NumericLessThan", "NumericGreaterThanEquals"),
    ("NumericLessThanPath", "NumericGreaterThanEqualsPath"),
    ("NumericGreaterThan", "NumericLessThanEquals"),
    ("NumericGreaterThanPath", "NumericLessThanEqualsPath"),
    ("StringLessThan", "StringGreaterThanEquals"),
    ("StringGreaterThan", "StringLessThanEquals"),
    ("TimestampLessThan", "TimestampGreaterThanEquals"),
    ("TimestampGreaterThan", "TimestampLessThanEquals"),
];
/// Comparisons that are true for `true` or for `false`.
const EITHER: [&str; 5] = ["BooleanEquals", "IsPresent", "IsNull", "IsString", "IsNumeric"];

/// Whether two of the choices are opposites, or one is not known.
fn covers(choices: &[Node]) -> bool {
    let is_opposite = |a: &Node, b: &Node| {
        let text = |node: &Node, key: &str| node.get(key).and_then(Node::literal_text);
        let is_same =
            |a_key: &str, b_key: &str| text(a, a_key).is_some_and(|it| Some(it) == text(b, b_key));
        let negates = |a: &Node, b: &Node| {
            let inner = b.get("Not");
            inner.is_some_and(|inner| {
                !inner.fields().is_empty()
                    && inner.fields().iter().all(|field| {
                        text(a, &field.key).is_some_and(|it| Some(it) == text(inner, &field.key))
                    })
            })
        };
        let either = |key: &str| {
            let bool = |node: &Node| node.get(key).and_then(Node::bool);
            bool(a).zip(bool(b)).is_some_and(|(a, b)| a != b)
        };
        negates(a, b)
            || is_same("Variable", "Variable")
                && (EITHER.iter().any(|key| either(key))
                    || OPPOSITES.iter().any(|(one, other)| is_same(one, other)))
    };
    // What an expression of JSONata covers is not seen here.
    let is_expression = |it: &Node| it.get("Condition").is_some();
    choices.len() > 1 && choices.iter().any(is_expression)
        || choices.iter().any(|choice| choice.fields().is_empty())
        || choices.iter().any(|a| choices.iter().any(|b| is_opposite(a, b)))
}
