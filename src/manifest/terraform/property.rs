//! Properties: each codec's Terraform side.

use crate::ir::Value;
use crate::ir::kind::{Codec, In, Row};
use crate::ir::normal::{entry_value, number, word};

use crate::manifest::document;
use crate::manifest::rows::{self, Fields, Reader};

/// Takes the value of a row out of the block it stands in.
pub(super) fn take(
    reader: &mut Reader<'_>,
    row: &'static Row,
    path: &str,
    fields: &mut Fields,
) -> Option<Value> {
    let value = rows::take(fields, path)?;
    Some(reader.below(path, |reader| decode(reader, row.codec, value)))
}

fn decode(reader: &mut Reader<'_>, codec: Codec, value: Value) -> Value {
    match codec {
        Codec::Same | Codec::Set | Codec::Pairs { .. } => value,
        Codec::NumberText(_) => number(value),
        Codec::Words { yes, no, .. } => word(value, yes, no),
        Codec::Entry(_) => entry_value(value),
        Codec::Block(rows) => reader.block(rows, single(value)),
        Codec::Blocks(rows) => reader.blocks(rows, several(value)),
        Codec::TextBlocks(rows) => {
            let document = document::parse(value, &reader.place);
            reader.blocks(rows, document)
        }
        Codec::Document { text } => match text {
            In::Terraform | In::Both => document::parse(value, &reader.place),
            In::CloudFormation => value,
        },
    }
}

/// A block, which may be written as a list of one.
fn single(value: Value) -> Value {
    match value {
        Value::List(mut items) if items.len() == 1 => items.swap_remove(0),
        other => other,
    }
}

/// A list of blocks, of which a single one may be written alone.
fn several(value: Value) -> Value {
    match value {
        Value::Object(_) => Value::List(vec![value]),
        other => other,
    }
}
