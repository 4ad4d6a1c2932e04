//! Properties: each codec's CloudFormation side.

use crate::ir::kind::{Codec, In, Row};
use crate::ir::normal::{entry_value, number, word};
use crate::ir::{Text, Value};

use crate::manifest::document;
use crate::manifest::rows::{self, Fields, Reader};

/// Takes the value of a row out of the object it stands in.
pub(super) fn take(
    reader: &mut Reader<'_>,
    row: &'static Row,
    path: &str,
    fields: &mut Fields,
) -> Option<Value> {
    if let Codec::Entry(key) = row.codec {
        return entry(rows::find(fields, path)?, key).map(entry_value);
    }
    let value = rows::take(fields, path)?;
    Some(reader.below(path, |reader| decode(reader, row.codec, value)))
}

fn decode(reader: &mut Reader<'_>, codec: Codec, value: Value) -> Value {
    match codec {
        Codec::Same | Codec::Set | Codec::Entry(_) => value,
        Codec::NumberText(_) => number(value),
        Codec::Words { yes, no, .. } => word(value, yes, no),
        Codec::Block(rows) => reader.block(rows, value),
        Codec::Blocks(rows) | Codec::TextBlocks(rows) => reader.blocks(rows, value),
        Codec::Pairs { key, value: name } => pairs(value, key, name),
        Codec::Document { text } => match text {
            In::CloudFormation | In::Both => document::parse(value, &reader.place),
            In::Terraform => value,
        },
    }
}

/// Takes the value of one entry out of an attribute list.
fn entry(list: &mut Value, key: &str) -> Option<Value> {
    let Value::List(entries) = list else { return None };
    let entry = entries.iter_mut().find(|entry| match entry {
        Value::Object(fields) => {
            fields.len() == 2 && text_of(fields, "Key") == Some(key) && has(fields, "Value")
        }
        _ => false,
    })?;
    let Some(Value::Object(fields)) = rows::take_value(entry) else { return None };
    fields.into_iter().find(|(name, _)| name == "Value").map(|(_, value)| value)
}

/// A list of pairs as a map; a list that is none stays as it is.
fn pairs(value: Value, key: &str, name: &str) -> Value {
    let Value::List(items) = &value else { return value };
    let pair = |item: &Value| {
        let Value::Object(fields) = item else { return None };
        let key = text_of(fields, key).filter(|_| fields.len() == 2)?.to_owned();
        let (_, value) = fields.iter().find(|(known, _)| known == name)?;
        Some((Text::from(key), value.clone()))
    };
    match items.iter().map(pair).collect() {
        Some(entries) => Value::Object(entries),
        None => value,
    }
}

fn has(fields: &[(Text, Value)], name: &str) -> bool {
    fields.iter().any(|(known, _)| known == name)
}

fn text_of<'f>(fields: &'f [(Text, Value)], name: &str) -> Option<&'f str> {
    fields.iter().find_map(|(known, value)| match value {
        Value::Text(text) if known == name => Some(&**text),
        _ => None,
    })
}
