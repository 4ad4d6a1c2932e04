//! JSON Schemas of our documents, made from their structures.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::{DeployPlan, Description, Finding, LockFile, Parity, Release};

/// The schemas of all documents, by name; `schemas/<name>.schema.json` holds each.
pub fn schemas() -> [(&'static str, Schema); 6] {
    [
        ("deploy-plan", of::<DeployPlan>("deploy-plan")),
        ("description", of::<Description>("description")),
        ("findings", of::<Vec<Finding>>("findings")),
        ("lock", of::<LockFile>("lock")),
        ("parity", of::<Parity>("parity")),
        ("release", of::<Release>("release")),
    ]
}

fn of<T: JsonSchema>(name: &str) -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), format!("formwork {name}").into());
    schema
}
