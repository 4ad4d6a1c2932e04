//! DynamoDB, as far as one item at a time goes.
//!
//! Facts: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html>

use serde_json::{Map, Value as Json, json};

use super::expression::{Given, Item, holds, updated};
use super::{Did, Problem, Request, World};

/// An item in its table, by the JSON of its key.
pub(super) fn get_item(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let item = world.table(request)?.get(&key(request)?).cloned();
    Ok(item.map_or_else(|| json!({}), |item| json!({ "Item": item })))
}

pub(super) fn put_item(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let item = request.object("Item")?.clone();
    let names = world.keys.get(request.text("TableName")?).cloned();
    // Where no call tells what the key of a table is, every item is its own.
    let names = names.unwrap_or_else(|| item.keys().cloned().collect());
    let key: Map<_, _> =
        names.iter().filter_map(|it| Some((it.clone(), item.get(it)?.clone()))).collect();
    write(world, request, &Json::Object(key).to_string(), Some(item))
}

pub(super) fn update_item(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    let key = key(request)?;
    let before = world.table(request)?.get(&key).cloned();
    let before =
        before.unwrap_or_else(|| request.input["Key"].as_object().cloned().unwrap_or_default());
    let given = given(request, &before);
    let after = match request.input.get("UpdateExpression").and_then(Json::as_str) {
        Some(text) => updated(text, given).map_err(Problem::NotPlayed)?,
        None => before.clone(),
    };
    write(world, request, &key, Some(after))
}

pub(super) fn delete_item(world: &mut World, request: &Request<'_>) -> Result<Json, Problem> {
    write(world, request, &key(request)?, None)
}

/// Writes an item, or nothing in its place, if the condition of the call holds.
fn write(
    world: &mut World,
    request: &Request<'_>,
    key: &str,
    item: Option<Item>,
) -> Result<Json, Problem> {
    let before = world.table(request)?.get(key).cloned();
    if let Some(condition) = request.input.get("ConditionExpression").and_then(Json::as_str) {
        let found = before.clone().unwrap_or_default();
        if !holds(condition, given(request, &found)).map_err(Problem::NotPlayed)? {
            world.did(request, Did::Refused);
            let message = "The conditional request failed".to_owned();
            return Err(Problem::Named("ConditionalCheckFailedException", message));
        }
    }
    let table = world.table(request)?;
    match &item {
        Some(item) => table.insert(key.to_owned(), item.clone()),
        None => table.remove(key),
    };
    world.did(request, Did::Wrote);
    let returned = request.input.get("ReturnValues").and_then(Json::as_str);
    let attributes = match returned {
        Some("ALL_NEW" | "UPDATED_NEW") => item,
        Some("ALL_OLD" | "UPDATED_OLD") => before,
        _ => None,
    };
    Ok(attributes.map_or_else(|| json!({}), |it| json!({ "Attributes": it })))
}

fn key(request: &Request<'_>) -> Result<String, Problem> {
    let mut key: Vec<_> = request.object("Key")?.iter().collect();
    key.sort_by_key(|(name, _)| *name);
    let key: Map<_, _> = key.into_iter().map(|(name, it)| (name.clone(), it.clone())).collect();
    Ok(Json::Object(key).to_string())
}

fn given<'g>(request: &'g Request<'_>, item: &'g Item) -> Given<'g> {
    let of = |name| request.input.get(name).unwrap_or(&Json::Null);
    let (names, values) = (of("ExpressionAttributeNames"), of("ExpressionAttributeValues"));
    Given { item, names, values }
}
