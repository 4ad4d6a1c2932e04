//! Properties in normal form: which row holds what, and what a codec makes of it.

use crate::ir::kind::{Codec, Dialect, Kind, Row};
use crate::ir::{Text, Value};

use super::order::compare;
use super::{Form, whole};

/// A property that is set.
type Property = (&'static Row, Value);

impl Form<'_> {
    /// The properties of a resource, and the rows among them that something else writes.
    pub(super) fn properties(
        &self,
        kind: &'static Kind,
        properties: &[Property],
        owned: &[&'static Row],
    ) -> (Vec<Property>, Vec<&'static Row>) {
        let omitted =
            |row: &'static Row| self.dialect == Dialect::CloudFormation && owned.contains(&row);
        let mut rows = Vec::new();
        for (row, value) in properties.iter().filter(|(row, _)| !omitted(row)) {
            let each = kind.side(row.side).is_some_and(|side| side.each);
            let value = self.property(row.codec, value);
            match value {
                Value::List(items) if each && items.is_empty() && self.is_terraform() => {}
                Value::List(items) if each => {
                    self.put(kind.rows, &mut rows, row, Value::List(sorted(items)));
                }
                value => self.put(kind.rows, &mut rows, row, value),
            }
        }
        let position = |row: &'static Row| kind.rows.iter().position(|it| it == row);
        rows.sort_by_key(|(row, _)| position(row));
        let owned = if self.is_terraform() { ignored(owned, &rows) } else { Vec::new() };
        (rows, owned)
    }

    fn is_terraform(&self) -> bool {
        self.dialect == Dialect::Terraform
    }

    /// Adds a property where the dialect has it: in the first row with its path, or in the block
    /// around it; nowhere if the dialect has none.
    fn put(
        &self,
        table: &'static [Row],
        rows: &mut Vec<Property>,
        row: &'static Row,
        value: Value,
    ) {
        let Some(place) = place(row, self.dialect) else { return };
        let first = table.iter().find(|it| self::place(it, self.dialect) == Some(place));
        let row = first.unwrap_or(row);
        let around = table.iter().find_map(|outer| inside(outer, row, self.dialect));
        let (row, value) = match around {
            Some((outer, inner)) => (outer, Value::Object(vec![(inner.name.into(), value)])),
            None => (row, value),
        };
        match (rows.iter_mut().find(|(known, _)| *known == row), value) {
            (Some((_, Value::Object(known))), Value::Object(more)) => {
                known.extend(more);
                known.sort_by(|(a, _), (b, _)| a.cmp(b));
            }
            (Some((_, known)), value) => *known = value,
            (None, value) => rows.push((row, value)),
        }
    }

    fn property(&self, codec: Codec, value: &Value) -> Value {
        match codec {
            Codec::Same | Codec::Pairs { .. } | Codec::Document { .. } => self.value(value),
            Codec::NumberText(_) => number(self.value(value)),
            Codec::Words { yes, no, .. } => word(self.value(value), yes, no),
            Codec::Entry(_) => entry_value(self.value(value)),
            Codec::Set => match self.value(value) {
                Value::List(items) => Value::List(sorted(items)),
                other => other,
            },
            Codec::Block(rows) => self.block(rows, value),
            Codec::Blocks(rows) | Codec::TextBlocks(rows) => match value {
                Value::List(items) => {
                    Value::List(items.iter().map(|item| self.block(rows, item)).collect())
                }
                other => self.value(other),
            },
        }
    }

    fn block(&self, table: &'static [Row], value: &Value) -> Value {
        let Value::Object(entries) = value else { return self.value(value) };
        let mut rows = Vec::new();
        for (key, value) in entries {
            if let Some(row) = table.iter().find(|row| row.name == key) {
                self.put(table, &mut rows, row, self.property(row.codec, value));
            }
        }
        let mut entries: Vec<(Text, Value)> =
            rows.into_iter().map(|(row, value)| (row.name.into(), value)).collect();
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        Value::Object(entries)
    }
}

/// Where a row stands in a dialect: its path, its key in an attribute list, its side.
fn place(row: &Row, dialect: Dialect) -> Option<(&'static str, &'static str, &'static str)> {
    let path = row.path_in(dialect)?;
    Some(match (dialect, row.codec) {
        (Dialect::CloudFormation, Codec::Entry(key)) => (path, key, ""),
        (Dialect::CloudFormation, _) => (path, "", ""),
        (Dialect::Terraform, _) => (path, "", row.side),
    })
}

/// The block `outer` with its row that stands where `row` does, if there is one.
fn inside(
    outer: &'static Row,
    row: &'static Row,
    dialect: Dialect,
) -> Option<(&'static Row, &'static Row)> {
    let Codec::Block(rows) = outer.codec else { return None };
    let rest = row.path_in(dialect)?.strip_prefix(outer.path_in(dialect)?)?.strip_prefix('.')?;
    let inner = rows.iter().find(|inner| inner.path_in(dialect) == Some(rest))?;
    Some((outer, inner))
}

/// The rows of the arguments that Terraform ignores changes to.
fn ignored(owned: &[&'static Row], rows: &[Property]) -> Vec<&'static Row> {
    let argument = |row: &Row| {
        let path = row.path_in(Dialect::Terraform).filter(|_| row.side.is_empty())?;
        path.split('.').next()
    };
    let arguments: Vec<_> = owned.iter().filter_map(|row| argument(row)).collect();
    let is_ignored = |row: &Row| argument(row).is_some_and(|it| arguments.contains(&it));
    rows.iter().map(|(row, _)| *row).filter(|row| is_ignored(row)).collect()
}

fn sorted(mut items: Vec<Value>) -> Vec<Value> {
    items.sort_by(compare);
    items
}

/// A number, if the value is text that reads exactly like one.
pub fn number(value: Value) -> Value {
    let Value::Text(text) = &value else { return value };
    if let Ok(number) = text.parse::<i64>()
        && number.to_string() == **text
    {
        return Value::Integer(number);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number.to_string() == **text => whole(number),
        Ok(_) | Err(_) => value,
    }
}

/// A truth value, if the value is one of the two words for it.
pub fn word(value: Value, yes: &str, no: &str) -> Value {
    match &value {
        Value::Text(text) if text == yes => Value::Bool(true),
        Value::Text(text) if text == no => Value::Bool(false),
        _ => value,
    }
}

/// What an attribute list says: a number or truth value, if the text reads exactly like one.
pub fn entry_value(value: Value) -> Value {
    number(word(value, "true", "false"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_is_written_like_a_number_is_one() {
        let check = |text: &'static str, expected: Value| {
            assert_eq!(number(Value::from(text)), expected, "{text}");
        };
        check("256", Value::Integer(256));
        check("-1", Value::Integer(-1));
        check("0.5", Value::Decimal(0.5));
        check("123456789012345680000", Value::Decimal(123_456_789_012_345_680_000.0));
        for text in ["", "0256", "1.50", "1e3", "NaN", "inf", "+1", " 1", "1 vCPU"] {
            check(text, Value::from(text));
        }
    }
}
