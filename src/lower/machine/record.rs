//! The record of a service's releases: who holds the lease, which colour is live, how far it is.
//!
//! One item, `live`, is written by conditional updates; one item for each release stays. They have
//! no time to live: DynamoDB wants seconds since 1970, which no function of `JSONPath` gives.

use crate::ir::{Text, Value};

use super::asl::Task;
use super::{COLOURS, Subject};

/// The table's key.
pub(in crate::lower) const KEY: &str = "Id";

/// The error of a write whose condition does not hold.
pub(super) const REFUSED: &str = "DynamoDB.ConditionalCheckFailedException";

/// The key of the record.
pub(super) fn key() -> Value {
    Value::object([(KEY, text("live"))])
}

fn text(text: &'static str) -> Value {
    Value::object([("S", Value::from(text))])
}

/// A text found in the data.
pub(super) fn at(path: &'static str) -> Value {
    Value::object([("S.$", Value::from(path))])
}

fn number(number: u8) -> Value {
    Value::object([("N", Value::from(number.to_string()))])
}

/// What the record says of the last release that ended well.
pub(super) const PROMOTED: &str = "PROMOTED";

/// Takes the lease, if nobody else has it, and says which colour is live.
pub(super) fn acquire(subject: &Subject<'_>, otherwise: &'static str) -> Task {
    let update = "SET Lease = :me, ReleaseId = :release, TaskDefinition = :task, Weight = :none, \
                  Live = if_not_exists(Live, :first)";
    let parameters = [
        ("TableName", subject.table.clone()),
        ("Key", key()),
        ("UpdateExpression", Value::from(update)),
        ("ConditionExpression", Value::from("attribute_not_exists(Lease) OR Lease = :me")),
        (
            "ExpressionAttributeValues",
            Value::object([
                (":me", at("$$.Execution.Id")),
                (":release", at("$.Release")),
                (":task", at("$.TaskDefinition")),
                (":none", number(0)),
                (":first", text(COLOURS[0])),
            ]),
        ),
        ("ReturnValues", Value::from("ALL_NEW")),
    ];
    Task::new("dynamodb:updateItem", parameters, otherwise)
        .keep("$.Record", [("Live.$", "$.Attributes.Live.S")])
}

/// Writes to the record while the lease is held.
fn update(
    subject: &Subject<'_>,
    expression: &'static str,
    condition: &'static str,
    values: impl IntoIterator<Item = (&'static str, Value)>,
    otherwise: impl Into<Text>,
) -> Task {
    let parameters = [
        ("TableName", subject.table.clone()),
        ("Key", key()),
        ("UpdateExpression", Value::from(expression)),
        ("ConditionExpression", Value::from(condition)),
        ("ExpressionAttributeValues", Value::object(values)),
    ];
    Task::new("dynamodb:updateItem", parameters, otherwise)
}

const MINE: &str = "Lease = :me";

/// Writes the share that the idle colour has.
pub(super) fn weight(subject: &Subject<'_>, percent: u8, otherwise: &'static str) -> Task {
    let values = [(":me", at("$$.Execution.Id")), (":weight", number(percent))];
    update(subject, "SET Weight = :weight", MINE, values, otherwise)
}

/// Says that a colour, found in the data, is live and has all traffic.
pub(super) fn live(subject: &Subject<'_>, colour: &'static str, otherwise: &'static str) -> Task {
    let values = [(":me", at("$$.Execution.Id")), (":live", at(colour)), (":none", number(0))];
    update(subject, "SET Live = :live, Weight = :none", MINE, values, otherwise)
}

/// Frees the lease that an execution has; whether it is found free already makes no difference.
pub(super) fn free(
    subject: &Subject<'_>,
    execution: &'static str,
    outcome: &'static str,
    otherwise: &'static str,
) -> Task {
    let values = [(":me", at(execution)), (":outcome", text(outcome)), (":none", number(0))];
    let condition = "attribute_not_exists(Lease) OR Lease = :me";
    let expression = "SET Outcome = :outcome, Weight = :none REMOVE Lease";
    update(subject, expression, condition, values, otherwise).patient()
}

/// Writes how a release ended, beside the record.
pub(super) fn history(
    subject: &Subject<'_>,
    outcome: &'static str,
    otherwise: &'static str,
) -> Task {
    let id = Value::object([("S.$", Value::from("States.Format('release/{}', $.Release)"))]);
    let item = Value::object([
        (KEY, id),
        ("ReleaseId", at("$.Release")),
        ("TaskDefinition", at("$.TaskDefinition")),
        ("Outcome", text(outcome)),
        ("Execution", at("$$.Execution.Id")),
        ("At", at("$$.State.EnteredTime")),
    ]);
    let parameters = [("TableName", subject.table.clone()), ("Item", item)];
    Task::new("dynamodb:putItem", parameters, otherwise).tolerated()
}

/// Reads the record.
pub(super) fn read(table: &Value, otherwise: &'static str) -> Task {
    let parameters =
        [("TableName", table.clone()), ("Key", key()), ("ConsistentRead", Value::from(true))];
    Task::new("dynamodb:getItem", parameters, otherwise).keep("$.Record", [("Found.$", "$")])
}
