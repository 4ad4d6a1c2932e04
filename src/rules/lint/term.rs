//! Properties as the dialect of a manifest spells them, for helps.

use crate::ir::ecs::CONTAINER;
use crate::ir::kind::{Codec, Dialect, Row};
use crate::ir::lifted::{Format, Manifest, Resource};

/// The dialect that a format is written in, if it is one of the two.
fn dialect(format: Format) -> Option<Dialect> {
    match format {
        Format::CloudFormation => Some(Dialect::CloudFormation),
        Format::Terraform | Format::Plan => Some(Dialect::Terraform),
        Format::TaskDefinition | Format::Compose | Format::Dockerfile => None,
    }
}

/// A property of a resource as its manifest spells it, in backticks.
pub(crate) fn term(manifest: &Manifest, resource: &Resource, name: &str) -> String {
    let row = resource.kind.and_then(|kind| kind.row(name));
    let spelled = row.zip(dialect(manifest.format)).and_then(|(row, dialect)| path(row, dialect));
    format!("`{}`", spelled.unwrap_or(name))
}

/// A property of a container as its manifest spells it, in backticks.
pub(crate) fn container_term(manifest: &Manifest, name: &str) -> String {
    let row = CONTAINER.iter().find(|row| row.name == name);
    let dialect = match manifest.format {
        Format::Compose | Format::Dockerfile => None,
        // Container definitions are the API's own JSON wherever CloudFormation does not rename them.
        Format::TaskDefinition => Some(Dialect::Terraform),
        format => dialect(format),
    };
    let spelled = row.zip(dialect).and_then(|(row, dialect)| path(row, dialect));
    format!("`{}`", spelled.unwrap_or(name))
}

fn path(row: &'static Row, dialect: Dialect) -> Option<&'static str> {
    match (row.codec, dialect) {
        (Codec::Entry(key), Dialect::CloudFormation) => Some(key),
        _ => row.path_in(dialect),
    }
}
