//! Lowers tables of DynamoDB: paid by request, encrypted, recoverable to any second of 35 days.
//!
//! Facts: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html>

use crate::ir::{Resource, Value, dynamodb};

use super::builder::Builder;

/// A table that stays, with a key of one text attribute.
pub(super) fn table(
    builder: &mut Builder<'_, '_>,
    path: &str,
    name: &str,
    key: &'static str,
) -> Resource {
    let name = builder.name(name);
    let attribute = Value::object([("name", Value::from(key)), ("type", Value::from("S"))]);
    let schema =
        Value::object([("attribute_name", Value::from(key)), ("key_type", Value::from("HASH"))]);
    Resource::new(path, &dynamodb::TABLE)
        .set("name", name)
        .set("billing_mode", "PAY_PER_REQUEST")
        .set("attributes", vec![attribute])
        .set("key_schema", vec![schema])
        .set("hash_key", key)
        .set("point_in_time_recovery", Value::object([("enabled", Value::from(true))]))
        .set("server_side_encryption", Value::object([("enabled", Value::from(true))]))
        .retain()
}
