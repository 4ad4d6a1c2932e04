//! Where a manifest can be broken: each property of each resource, by its row in the kind tables.

use formwork::ir::kind::{Codec, Dialect, Row};
use formwork::ir::kinds;
use serde_json::Value as Json;

/// Keys and positions from the document's root on.
pub(crate) type Place = Vec<String>;

/// A property that is set.
pub(crate) struct Spot {
    pub(crate) place: Place,
    /// Kind and rows, as in `ecs/service.network_configuration.subnets`.
    pub(crate) property: String,
    pub(crate) row: &'static Row,
}

/// A resource of a document.
pub(crate) struct Declared<'d> {
    pub(crate) type_name: &'d str,
    pub(crate) name: &'d str,
    /// Where its whole declaration stands.
    pub(crate) place: Place,
    /// Where its properties stand.
    pub(crate) properties: Place,
}

/// The resources of a document.
pub(crate) fn resources(dialect: Dialect, document: &Json) -> Vec<Declared<'_>> {
    let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Place>();
    let mut found = Vec::new();
    match dialect {
        Dialect::CloudFormation => {
            for (id, resource) in entries(document.get("Resources")) {
                let Some(type_name) = resource["Type"].as_str() else { continue };
                let place = words(&["Resources", id]);
                let properties = words(&["Resources", id, "Properties"]);
                found.push(Declared { type_name, name: id, place, properties });
            }
        }
        Dialect::Terraform => {
            for (type_name, named) in entries(document.get("resource")) {
                for (name, _) in entries(Some(named)) {
                    let place = words(&["resource", type_name, name]);
                    found.push(Declared { type_name, name, properties: place.clone(), place });
                }
            }
        }
    }
    found
}

fn entries(object: Option<&Json>) -> impl Iterator<Item = (&str, &Json)> {
    object.and_then(Json::as_object).into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

/// Every property that a table knows and that is set.
pub(crate) fn spots(dialect: Dialect, document: &Json) -> Vec<Spot> {
    let mut spots = Vec::new();
    for resource in resources(dialect, document) {
        for (kind, rows) in tables(dialect, resource.type_name) {
            let walk = Walk { dialect, document };
            walk.rows(rows, &resource.properties, kind, &mut spots);
        }
    }
    spots
}

/// The rows that a type has: those of its kind, or those that it is a side of.
fn tables(dialect: Dialect, type_name: &str) -> Vec<(&'static str, Vec<&'static Row>)> {
    let mut tables = Vec::new();
    for kind in kinds::all() {
        if kind.type_in(dialect) == Some(type_name) {
            let own = |row: &&Row| dialect == Dialect::CloudFormation || row.side.is_empty();
            tables.push((kind.name, kind.rows.iter().filter(own).collect()));
        }
        let sides = kind.sides.iter().filter(|side| {
            dialect == Dialect::Terraform && side.terraform == type_name && !side.each
        });
        for side in sides {
            let rows = kind.rows.iter().filter(|row| row.side == side.suffix);
            tables.push((kind.name, rows.collect()));
        }
    }
    tables.truncate(1);
    tables
}

struct Walk<'d> {
    dialect: Dialect,
    document: &'d Json,
}

impl Walk<'_> {
    fn rows<'r>(
        &self,
        rows: impl IntoIterator<Item = &'static Row> + 'r,
        object: &Place,
        owner: &str,
        spots: &mut Vec<Spot>,
    ) {
        for row in rows {
            let Some(place) = self.place(row, object) else { continue };
            let property = format!("{owner}.{}", row.name);
            self.nested(row, &place, &property, spots);
            spots.push(Spot { place, property, row });
        }
    }

    fn nested(&self, row: &'static Row, place: &Place, property: &str, spots: &mut Vec<Spot>) {
        let (Codec::Block(nested) | Codec::Blocks(nested) | Codec::TextBlocks(nested)) = row.codec
        else {
            return;
        };
        match self.at(place) {
            Some(Json::Array(items)) => {
                for position in 0..items.len() {
                    self.rows(nested, &below(place, &position.to_string()), property, spots);
                }
            }
            Some(Json::Object(_)) => self.rows(nested, place, property, spots),
            _ => {}
        }
    }

    /// Where a row's value stands in an object.
    fn place(&self, row: &Row, object: &Place) -> Option<Place> {
        let path = row.path_in(self.dialect)?;
        let mut place = object.clone();
        for step in path.split('.') {
            // Terraform takes a block for a list of one.
            if matches!(self.at(&place)?, Json::Array(_)) && step.parse::<usize>().is_err() {
                place.push("0".to_owned());
            }
            place.push(step.to_owned());
            self.at(&place)?;
        }
        if let (Codec::Entry(key), Dialect::CloudFormation) = (row.codec, self.dialect) {
            let list = self.at(&place)?.as_array()?;
            let position = list.iter().position(|entry| entry["Key"] == key)?;
            place = below(&below(&place, &position.to_string()), "Value");
        }
        Some(place)
    }

    fn at(&self, place: &Place) -> Option<&Json> {
        get(self.document, place)
    }
}

/// A place and one step more.
pub(crate) fn below(place: &Place, step: &str) -> Place {
    let mut place = place.clone();
    place.push(step.to_owned());
    place
}

/// What stands at a place.
pub(crate) fn get<'d>(document: &'d Json, place: &[String]) -> Option<&'d Json> {
    place.iter().try_fold(document, |value, step| match value {
        Json::Object(fields) => fields.get(step),
        Json::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// What stands at a place, to be changed.
pub(crate) fn get_mut<'d>(document: &'d mut Json, place: &[String]) -> Option<&'d mut Json> {
    place.iter().try_fold(document, |value, step| match value {
        Json::Object(fields) => fields.get_mut(step),
        Json::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    })
}
