//! Properties: each codec's Terraform side.

use crate::backend::json::{Json, Object};
use crate::ir::Value;
use crate::ir::kind::{Codec, Dialect, In, Row};

use super::value::Scope;

impl<'g> Scope<'g> {
    /// Writes a property into the block it belongs to; nothing if Terraform has none.
    pub(super) fn put(self, block: &mut Object<'g>, row: &'static Row, value: &'g Value) {
        if let Some(path) = row.path_in(Dialect::Terraform) {
            block.put(path, self.encode(row.codec, value));
        }
    }

    fn encode(self, codec: Codec, value: &'g Value) -> Json<'g> {
        match codec {
            Codec::NumberText(dialects) => match value {
                Value::Integer(number) if dialects.has(Dialect::Terraform) => {
                    number.to_string().into()
                }
                Value::Decimal(number) if dialects.has(Dialect::Terraform) => {
                    number.to_string().into()
                }
                other => self.write(other),
            },
            Codec::Words { yes, no, dialects } => match value {
                Value::Bool(value) if dialects.has(Dialect::Terraform) => {
                    Json::from(if *value { yes } else { no })
                }
                other => self.write(other),
            },
            Codec::Block(rows) => self.block(rows, value).into(),
            Codec::Blocks(rows) => Json::List(
                elements(value).iter().map(|item| self.block(rows, item).into()).collect(),
            ),
            Codec::TextBlocks(rows) => {
                let respelled: Vec<_> =
                    elements(value).iter().map(|item| respell(rows, item)).collect();
                self.document_text(&Value::List(respelled))
            }
            Codec::Document { text: In::Terraform | In::Both } => self.document_text(value),
            Codec::Same
            | Codec::Set
            | Codec::Entry(_)
            | Codec::Pairs { .. }
            | Codec::Document { text: In::CloudFormation } => self.write(value),
        }
    }

    /// Writes an object as a block.
    pub(super) fn block(self, rows: &'static [Row], value: &'g Value) -> Object<'g> {
        let mut block = Object::new();
        for (key, value) in entries(value) {
            self.put(&mut block, row_of(rows, key), value);
        }
        block
    }
}

/// An object with Terraform's spelling of its keys, for a document that is text.
fn respell(rows: &'static [Row], value: &Value) -> Value {
    let respelled = entries(value).iter().filter_map(|(key, value)| {
        let row = row_of(rows, key);
        let path = row.path_in(Dialect::Terraform)?;
        let value = match (row.codec, value) {
            (Codec::Block(rows), value) => respell(rows, value),
            (Codec::Blocks(rows) | Codec::TextBlocks(rows), Value::List(items)) => {
                Value::List(items.iter().map(|item| respell(rows, item)).collect())
            }
            (Codec::Words { yes, no, dialects }, Value::Bool(value))
                if dialects.has(Dialect::Terraform) =>
            {
                Value::from(if *value { yes } else { no })
            }
            (Codec::NumberText(dialects), Value::Integer(number))
                if dialects.has(Dialect::Terraform) =>
            {
                Value::from(number.to_string())
            }
            (_, value) => value.clone(),
        };
        Some((path.into(), value))
    });
    Value::Object(respelled.collect())
}

fn row_of(rows: &'static [Row], key: &str) -> &'static Row {
    let row = rows.iter().find(|row| row.name == key);
    row.unwrap_or_else(|| panic!("no row `{key}`: a bug in the code that lowers"))
}

fn entries(value: &Value) -> &[(crate::ir::Text, Value)] {
    match value {
        Value::Object(entries) => entries,
        other => panic!("{other:?} is no object: a bug in the code that lowers"),
    }
}

/// The elements of a list.
pub(super) fn elements(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        other => panic!("{other:?} is no list: a bug in the code that lowers"),
    }
}
