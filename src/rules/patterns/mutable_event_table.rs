//! A table of events that somebody may change afterwards.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{Findings, Policy, policies};
use crate::rules::{Check, Lint, Rule};

/// `FW2150`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2150",
    name: "mutable-event-table",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A pipe sends the changes of a table to an event bus, and a role may update or delete the table's items.",
    why: "a table whose items are events is the history that others are rebuilt from: an event that is changed afterwards has never happened as its receivers saw it",
    bad: r"Action: [dynamodb:PutItem, dynamodb:UpdateItem]
Resource: !GetAtt OrderEvents.Arn",
    good: r"Action: [dynamodb:PutItem, dynamodb:Query]
Resource: !GetAtt OrderEvents.Arn",
    fix: "Only append: leave `dynamodb:UpdateItem` and `dynamodb:DeleteItem` out. If the items are state and no events, leave it.",
    source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/event-sourcing.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// Types of pipes with the names of where they take from and send to.
const PIPES: [(&str, &str, &str); 2] =
    [("AWS::Pipes::Pipe", "Source", "Target"), ("aws_pipes_pipe", "source", "target")];
/// Types of event buses.
const BUSES: [&str; 2] = ["AWS::Events::EventBus", "aws_cloudwatch_event_bus"];
/// Actions that change what is there.
const CHANGING: [&str; 3] = ["dynamodb:*", "dynamodb:DeleteItem", "dynamodb:UpdateItem"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let tables = event_tables(manifest);
    if tables.is_empty() {
        return;
    }
    for policy in policies(manifest).into_iter().filter(Policy::is_of_code) {
        for statement in policy.statements().into_iter().filter(|it| it.allows()) {
            let on = statement.each("Resource").into_iter().flat_map(|it| manifest.targets(it));
            let table = on.into_iter().find(|it| tables.iter().any(|one| std::ptr::eq(*one, *it)));
            let changes = statement.each("Action").into_iter().find_map(|action| {
                let text = action.text()?;
                let changes = CHANGING.iter().any(|it| it.eq_ignore_ascii_case(text));
                changes.then_some((action, text))
            });
            if let Some((table, (action, text))) = table.zip(changes) {
                let says = policy.says;
                let message = format!(
                    "`{}` allows `{text}` on the events in `{}`",
                    says.address, table.address
                );
                findings
                    .at(says, action, message, "let events be added, and never changed")
                    .related("the table", table.head);
            }
        }
    }
}

/// The tables whose changes a pipe sends to an event bus.
fn event_tables(manifest: &Manifest) -> Vec<&Resource> {
    let mut found = Vec::new();
    for (kind, source, target) in PIPES {
        for pipe in manifest.of(kind) {
            let targets =
                |name| pipe.property(name).map(|it| manifest.targets(it)).unwrap_or_default();
            if targets(target).iter().any(|it| BUSES.contains(&it.kind_name())) {
                found.extend(targets(source).into_iter().filter(|it| it.is("dynamodb/table")));
            }
        }
    }
    found
}
