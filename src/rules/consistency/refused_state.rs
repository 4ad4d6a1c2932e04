//! A state that lacks what it is for.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::asl::{Kind, State, machines};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW6186`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6186",
    name: "refused-state",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "A state has an unknown type or field, or lacks what its type asks for.",
    why: "Step Functions refuses the definition when the machine is made or changed",
    bad: r#""wait": {"Type": "Wait", "Secondes": 60, "Next": "shift"}"#,
    good: r#""wait": {"Type": "Wait", "Seconds": 60, "Next": "shift"}"#,
    fix: "Write the fields that the type of the state has.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const TYPES: [&str; 8] = ["Task", "Choice", "Map", "Parallel", "Wait", "Pass", "Succeed", "Fail"];
/// Fields of states of any type.
const FIELDS: &[&str] = &[
    "Type",
    "Comment",
    "QueryLanguage",
    "Next",
    "End",
    "InputPath",
    "OutputPath",
    "Parameters",
    "ResultSelector",
    "ResultPath",
    "Result",
    "Arguments",
    "Output",
    "Assign",
    "Retry",
    "Catch",
    "Resource",
    "Credentials",
    "TimeoutSeconds",
    "TimeoutSecondsPath",
    "HeartbeatSeconds",
    "HeartbeatSecondsPath",
    "Choices",
    "Default",
    "Seconds",
    "Timestamp",
    "SecondsPath",
    "TimestampPath",
    "Error",
    "Cause",
    "ErrorPath",
    "CausePath",
    "Branches",
    "ItemProcessor",
    "Iterator",
    "ItemsPath",
    "Items",
    "ItemSelector",
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "MaxConcurrency",
    "MaxConcurrencyPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "Label",
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (resource, machine) in machines(manifest) {
        for (machine, _) in machine.nested() {
            for state in machine.states() {
                judge_type(resource, &state, findings);
                judge_fields(resource, &state, findings);
                if let Some((message, help)) = state.kind().and_then(|kind| lack(kind, &state))
                    && let Some(states) = machine.node.get("States")
                {
                    findings.at_key(resource, states, state.name, message, help);
                }
            }
        }
    }
}

fn judge_type(resource: &Resource, state: &State<'_>, findings: &mut Findings<'_>) {
    let Some(node) = state.node.get("Type") else { return };
    let Some(name) = node.text().filter(|it| !TYPES.contains(it) && !it.contains("${")) else {
        return;
    };
    let help = nearest(name, TYPES).map_or_else(
        || format!("write one of `{}`", TYPES.join("`, `")),
        |meant| format!("write `{meant}`"),
    );
    findings.at(resource, node, format!("there is no state of type `{name}`"), help);
}

/// A field that is spelled nearly like one there is. Others may be new.
fn judge_fields(resource: &Resource, state: &State<'_>, findings: &mut Findings<'_>) {
    for field in state.node.fields().iter().filter(|field| !FIELDS.contains(&&*field.key)) {
        let Some(meant) = nearest(&field.key, FIELDS.iter().copied()) else { continue };
        let message = format!("`{}` has the unknown field `{}`", state.name, field.key);
        findings.at_key(resource, state.node, &field.key, message, format!("write `{meant}`"));
    }
}

/// What a state lacks that its type asks for.
fn lack(kind: Kind, state: &State<'_>) -> Option<(String, String)> {
    let has = |names: &[&str]| names.iter().filter(|it| state.node.get(it).is_some()).count();
    let (wanted, is_exact): (&[&str], _) = match kind {
        Kind::Task => (&["Resource"], false),
        Kind::Choice => (&["Choices"], false),
        Kind::Parallel => (&["Branches"], false),
        Kind::Map => (&["ItemProcessor", "Iterator"], false),
        Kind::Wait => (&["Seconds", "Timestamp", "SecondsPath", "TimestampPath"], true),
        Kind::Pass | Kind::Succeed | Kind::Fail => return None,
    };
    let name = state.name;
    match has(wanted) {
        0 if state.node.lacks(wanted[0]) => {
            let help = format!("add `{}`", wanted.join("` or `"));
            Some((format!("`{name}` has no `{}`", wanted.join("` or `")), help))
        }
        2.. if is_exact => {
            let help = "keep one".to_owned();
            Some((format!("`{name}` has more than one of `{}`", wanted.join("`, `")), help))
        }
        _ => None,
    }
}
