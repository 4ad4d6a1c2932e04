//! Properties: each codec's CloudFormation side.

use crate::backend::json::{Json, Object};
use crate::ir::Value;
use crate::ir::kind::{Codec, Dialect, In, Row};

use super::value::Scope;

impl<'g> Scope<'g> {
    /// Writes a property into the object it belongs to; nothing if CloudFormation has none.
    pub(super) fn put(self, object: &mut Object<'g>, row: &'static Row, value: &'g Value) {
        let Some(path) = row.path_in(Dialect::CloudFormation) else { return };
        match row.codec {
            Codec::Entry(key) => {
                let entry = Object::new().with("Key", key).with("Value", self.entry_value(value));
                match object.slot(path) {
                    Json::List(entries) => entries.push(entry.into()),
                    slot => *slot = Json::List(vec![entry.into()]),
                }
            }
            codec => {
                let value = self.encode(codec, value);
                object.put(path, value);
            }
        }
    }

    fn encode(self, codec: Codec, value: &'g Value) -> Json<'g> {
        match codec {
            Codec::NumberText(dialects) if dialects.has(Dialect::CloudFormation) => {
                self.number_text(value)
            }
            Codec::Words { yes, no, dialects } => match value {
                Value::Bool(value) if dialects.has(Dialect::CloudFormation) => {
                    Json::from(if *value { yes } else { no })
                }
                other => self.write(other),
            },
            Codec::Block(rows) => self.block(rows, value),
            Codec::Blocks(rows) | Codec::TextBlocks(rows) => match value {
                Value::List(items) => {
                    Json::List(items.iter().map(|item| self.block(rows, item)).collect())
                }
                other => self.write(other),
            },
            Codec::Pairs { key, value: name } => self.pairs(key, name, value),
            Codec::Document { text: In::CloudFormation | In::Both } => self.document_text(value),
            Codec::Same
            | Codec::Set
            | Codec::Entry(_)
            | Codec::NumberText(_)
            | Codec::Document { text: In::Terraform } => self.write(value),
        }
    }

    fn block(self, rows: &'static [Row], value: &'g Value) -> Json<'g> {
        let Value::Object(entries) = value else { return self.write(value) };
        let mut object = Object::new();
        for (key, value) in entries {
            let row = rows.iter().find(|row| row.name == key);
            let row =
                row.unwrap_or_else(|| panic!("no row `{key}`: a bug in the code that lowers"));
            self.put(&mut object, row, value);
        }
        object.into()
    }

    fn pairs(self, key: &'static str, name: &'static str, value: &'g Value) -> Json<'g> {
        let Value::Object(entries) = value else { return self.write(value) };
        let pair = |(entry, value): &'g (_, _)| {
            let entry: &'g crate::ir::Text = entry;
            Json::from(Object::new().with(key, &**entry).with(name, self.write(value)))
        };
        Json::List(entries.iter().map(pair).collect())
    }

    fn number_text(self, value: &'g Value) -> Json<'g> {
        match self.write(value) {
            Json::Integer(number) => number.to_string().into(),
            Json::Decimal(number) => number.to_string().into(),
            other => other,
        }
    }

    /// Values of attribute lists are text, whatever they say.
    fn entry_value(self, value: &'g Value) -> Json<'g> {
        match self.number_text(value) {
            Json::Bool(value) => Json::from(if value { "true" } else { "false" }),
            other => other,
        }
    }
}
