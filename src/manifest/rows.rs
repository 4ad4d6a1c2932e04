//! Rows of the kind tables read out of objects: the inverse of putting values at dotted paths.

use crate::ir::kind::{Dialect, Kind, Row};
use crate::ir::{Text, Value, kinds};

use super::Unread;
use super::place::Place;

/// The entries of an object that were not read yet.
pub(super) type Fields = Vec<(Text, Value)>;

/// Takes the value of a row, which stands at the path, out of an object.
pub(super) type Take = fn(&mut Reader<'_>, &'static Row, &str, &mut Fields) -> Option<Value>;

/// Reads objects by the tables of a dialect.
pub(super) struct Reader<'r> {
    /// The dialect.
    pub(super) dialect: Dialect,
    /// How it takes a row.
    pub(super) take: Take,
    /// Where the object stands.
    pub(super) place: Place,
    /// What no table has.
    pub(super) unread: &'r mut Vec<Unread>,
}

impl Reader<'_> {
    /// The rows that an object sets; what is left of it is unread.
    pub(super) fn rows(
        &mut self,
        table: impl IntoIterator<Item = &'static Row>,
        mut fields: Fields,
    ) -> Vec<(&'static Row, Value)> {
        let mut set = Vec::new();
        for row in table {
            if let Some(path) = row.path_in(self.dialect) {
                let value = (self.take)(self, row, path, &mut fields);
                set.extend(value.map(|value| (row, value)));
            }
        }
        for (key, value) in &fields {
            let unread = &mut *self.unread;
            self.place.below(key, |place| leftovers(value, place, unread));
        }
        set
    }

    /// An object of a table, by the names of its rows; what is no object stays as it is.
    pub(super) fn block(&mut self, table: &'static [Row], value: Value) -> Value {
        let Value::Object(fields) = value else { return value };
        let rows = self.rows(table, fields).into_iter();
        Value::Object(rows.map(|(row, value)| (row.name.into(), value)).collect())
    }

    /// A list of objects of a table.
    pub(super) fn blocks(&mut self, table: &'static [Row], value: Value) -> Value {
        let Value::List(items) = value else { return value };
        let mut blocks = Vec::with_capacity(items.len());
        for (position, item) in items.into_iter().enumerate() {
            blocks.push(self.below(&position.to_string(), |reader| reader.block(table, item)));
        }
        Value::List(blocks)
    }

    /// Calls `read` with the place at a dotted path.
    pub(super) fn below<T>(&mut self, path: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.place.enter_path(path);
        let result = read(self);
        self.place.leave(before);
        result
    }
}

/// What is left where a value was taken; no document says it.
const TAKEN: Value = Value::Concat(Vec::new());

/// Lists what is left of an object. Objects and lists that are empty say nothing.
fn leftovers(value: &Value, place: &mut Place, unread: &mut Vec<Unread>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                place.below(key, |place| leftovers(value, place, unread));
            }
        }
        Value::List(items) => {
            for (position, item) in items.iter().enumerate() {
                place.below(&position.to_string(), |place| leftovers(item, place, unread));
            }
        }
        taken if *taken == TAKEN => {}
        Value::Unknown { why, .. } => unread.push(Unread::new(place.pointer(), why.clone())),
        _ => unread.push(Unread::new(place.pointer(), "the kind tables have no such property")),
    }
}

/// What stands at a dotted path. A step that is a number is an element of a list; a list of one
/// object is read like the object, since Terraform writes blocks either way.
pub(super) fn find<'v>(fields: &'v mut Fields, path: &str) -> Option<&'v mut Value> {
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let (_, value) = fields.iter_mut().find(|(key, _)| key == first)?;
    match rest {
        None => Some(value),
        Some(rest) => find_in(value, rest),
    }
}

fn find_in<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    match value {
        Value::Object(fields) => find(fields, path),
        Value::List(items) => {
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            match first.parse::<usize>() {
                Ok(index) if rest.is_empty() => items.get_mut(index),
                Ok(index) => find_in(items.get_mut(index)?, rest),
                Err(_) if items.len() == 1 => find_in(&mut items[0], path),
                Err(_) => None,
            }
        }
        _ => None,
    }
}

/// Takes what stands at a dotted path.
pub(super) fn take(fields: &mut Fields, path: &str) -> Option<Value> {
    find(fields, path).and_then(take_value)
}

/// Takes a value, unless it was taken before.
pub(super) fn take_value(value: &mut Value) -> Option<Value> {
    let taken = std::mem::replace(value, TAKEN);
    (taken != TAKEN).then_some(taken)
}

/// The kind of a resource: of those with its type, the one that has rows for most of what it sets,
/// then the one that misses least, then the one that asks for most. So an instance that names its
/// cluster is an instance of a cluster.
pub(super) fn kind_of(dialect: Dialect, type_name: &str, set: &[&str]) -> Option<&'static Kind> {
    let candidates = kinds::all().filter(|kind| kind.type_in(dialect) == Some(type_name));
    candidates.min_by_key(|kind| {
        let is_own = |row: &&Row| dialect == Dialect::CloudFormation || row.side.is_empty();
        let rows = || kind.rows.iter().filter(is_own);
        let first = |row: &'static Row| row.path_in(dialect)?.split('.').next();
        let unknown = set.iter().filter(|name| rows().all(|row| first(row) != Some(**name)));
        let required = || rows().filter(|row| row.required && row.path_in(dialect).is_some());
        let missing = required().filter(|row| first(row).is_some_and(|it| !set.contains(&it)));
        (unknown.count(), missing.count(), usize::MAX - required().count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &serde_json::Value) -> Fields {
        match super::super::document::literal(json, &Place::default()) {
            Value::Object(fields) => fields,
            other => panic!("{other:?} is no object"),
        }
    }

    #[test]
    fn paths_lead_through_objects_lists_and_single_blocks() {
        let mut object = fields(&serde_json::json!({
            "a": {"b": 1}, "list": [{"c": 2}, {"c": 3}], "block": [{"d": 4}], "texts": ["x"],
        }));
        for (path, expected) in [("a.b", 1), ("list.1.c", 3), ("list.0.c", 2), ("block.d", 4)] {
            assert_eq!(take(&mut object, path), Some(Value::from(expected)), "{path}");
        }
        for path in ["a.b", "a.x", "list.2", "list.c", "texts.0.x", "none", "a.b.c.d"] {
            assert_eq!(take(&mut object, path), None, "{path}");
        }
        assert_eq!(take(&mut object, "texts.0"), Some(Value::from("x")));
    }

    #[test]
    fn an_instance_with_a_cluster_is_an_instance_of_a_cluster() {
        let kind = |set: &[&str]| {
            kind_of(Dialect::CloudFormation, "AWS::RDS::DBInstance", set).map(|kind| kind.name)
        };
        let alone = ["DBInstanceClass", "Engine", "AllocatedStorage"];
        assert_eq!(kind(&alone), Some("rds/instance"));
        let member = ["DBClusterIdentifier", "DBInstanceClass", "Engine"];
        assert_eq!(kind(&member), Some("rds/cluster-instance"));
        assert_eq!(kind_of(Dialect::Terraform, "aws_nothing", &[]), None);
    }
}
