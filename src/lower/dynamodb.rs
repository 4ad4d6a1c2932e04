//! Lowers tables of DynamoDB: paid by request, encrypted, recoverable to any second of 35 days.
//!
//! Facts: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html>,
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html>

use std::collections::BTreeMap;

use crate::ir::{ImportKind, Resource, Value, dynamodb};
use crate::spec::{DynamoTable, Key, KeyType, Service, TableIndex};

use super::builder::{Builder, allow};
use super::{calls, identity};

/// A table that stays. The keys are the attributes that items are found by.
pub(super) fn table(
    builder: &mut Builder<'_, '_>,
    path: &str,
    name: &str,
    (key, sort): (&Key<'_>, Option<&Key<'_>>),
) -> Resource {
    let name = builder.name(name);
    let enabled = || Value::object([("enabled", Value::from(true))]);
    Resource::new(path, &dynamodb::TABLE)
        .set("name", name)
        .set("billing_mode", "PAY_PER_REQUEST")
        .set("attributes", attributes([Some(key), sort].into_iter().flatten()))
        .set("key_schema", schema(key, sort))
        .set("hash_key", key.name().to_owned())
        .set_some("range_key", sort.map(|it| it.name().to_owned()))
        .set("point_in_time_recovery", enabled())
        .set("server_side_encryption", enabled())
        .retain()
}

/// Every attribute that is a key, once.
fn attributes<'a>(keys: impl Iterator<Item = &'a Key<'a>>) -> Vec<Value> {
    let types: BTreeMap<&str, KeyType> = keys.map(|it| (it.name(), it.kind())).collect();
    let attribute = |(name, kind): (&str, KeyType)| {
        Value::object([("name", Value::from(name.to_owned())), ("type", kind.letter().into())])
    };
    types.into_iter().map(attribute).collect()
}

fn schema(key: &Key<'_>, sort: Option<&Key<'_>>) -> Vec<Value> {
    let part = |key: &Key<'_>, kind: &'static str| {
        let name = Value::from(key.name().to_owned());
        Value::object([("attribute_name", name), ("key_type", kind.into())])
    };
    std::iter::once(part(key, "HASH")).chain(sort.map(|it| part(it, "RANGE"))).collect()
}

/// Adds a table to the base of the service it belongs to.
pub(super) fn lower(base: &mut Builder<'_, '_>, service: &Service<'_>, spec: &DynamoTable<'_>) {
    let path = format!("{}/{}", service.name(), spec.name());
    let name = format!("{}-{}", identity(service), spec.earlier().unwrap_or(spec.name()));
    let protection =
        base.knob(&path, "Whether DynamoDB refuses to delete the table", spec.protection());
    let keys = [Some(spec.key()), spec.sort_key()].into_iter().flatten();
    let of_indexes = spec.index_list().iter().flat_map(|it| [Some(it.key()), it.sort_key()]);
    let expiry = spec.expiry().map(|attribute| {
        let name = Value::from(attribute.to_owned());
        Value::object([("attribute_name", name), ("enabled", Value::from(true))])
    });
    let indexes: Vec<_> = spec.index_list().iter().map(index).collect();
    let mut table = table(base, &format!("{path}/table"), &name, (spec.key(), spec.sort_key()))
        .set("attributes", attributes(keys.chain(of_indexes.flatten())))
        .set("deletion_protection_enabled", protection)
        .set_some("ttl", expiry)
        .set_some("global_secondary_indexes", (!indexes.is_empty()).then_some(indexes))
        .origin(spec.at());
    table.was = spec.earlier().map(|old| format!("{}/{old}/table", service.name()));
    let table = base.add(table);
    base.output(&format!("{}-name", spec.name()), ImportKind::Text, table.get("name"));
    base.output(&format!("{}-arn", spec.name()), ImportKind::Text, table.get("arn"));
}

fn index(index: &TableIndex<'_>) -> Value {
    let mut entries = vec![
        ("name", Value::from(index.name().to_owned())),
        ("key_schema", Value::List(schema(index.key(), index.sort_key()))),
        ("hash_key", Value::from(index.key().name().to_owned())),
        ("projection_type", Value::from("ALL")),
    ];
    if let Some(sort) = index.sort_key() {
        entries.push(("range_key", Value::from(sort.name().to_owned())));
    }
    Value::object(entries)
}

/// The name of a table, from the base of its service.
pub(super) fn name(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    spec: &DynamoTable<'_>,
) -> Value {
    let base = calls::base_of(identity(service));
    builder.import(&base, &format!("{}-name", spec.name()), ImportKind::Text)
}

/// What a service may do with its table: read and write items, by the indexes too.
pub(super) fn grant(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    spec: &DynamoTable<'_>,
) -> Value {
    let base = calls::base_of(identity(service));
    let arn = builder.import(&base, &format!("{}-arn", spec.name()), ImportKind::Text);
    let indexes = Value::concat([arn.clone(), Value::from("/index/*")]);
    let indexes = (!spec.index_list().is_empty()).then_some(indexes);
    let actions = [
        "dynamodb:BatchGetItem",
        "dynamodb:BatchWriteItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:DeleteItem",
        "dynamodb:DescribeTable",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
    ];
    allow(&actions, std::iter::once(arn).chain(indexes))
}
