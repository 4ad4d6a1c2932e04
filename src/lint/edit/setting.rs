//! A property and its value as one dialect spells them.

use crate::ir::kind::{Codec, Dialect, Kind, Row};
use crate::ir::lifted::{Data, Field};

/// What is set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    /// The keys to it, from the properties on.
    pub(super) keys: Vec<&'static str>,
    /// What stands there.
    pub(super) leaf: Leaf,
}

/// What a setting sets.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Leaf {
    /// A value.
    Value(Scalar),
    /// The value of an entry of an attribute list, by its key.
    Entry(&'static str, Scalar),
    /// A block of values, by their keys.
    Block(Vec<(&'static str, Scalar)>),
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar {
    /// As it is written: a number or a truth value.
    Bare(String),
    /// Text.
    Text(String),
}

impl Setting {
    /// The property at `path`, names of rows; `None` if the dialect has no such property in the
    /// resource itself, or if the value is no literal.
    pub(super) fn new(
        kind: &'static Kind,
        dialect: Dialect,
        path: &[&'static str],
        value: &Data,
    ) -> Option<Self> {
        let mut keys = Vec::new();
        let mut rows = kind.rows;
        let (last, blocks) = path.split_last()?;
        for name in blocks {
            let row = row(rows, name, dialect)?;
            keys.extend(row.path_in(dialect)?.split('.'));
            let Codec::Block(nested) = row.codec else { return None };
            rows = nested;
        }
        let row = row(rows, last, dialect)?;
        keys.extend(row.path_in(dialect)?.split('.'));
        // A number is an element of a list, which may have others.
        if keys.iter().any(|key| key.parse::<usize>().is_ok()) {
            return None;
        }
        let leaf = match (row.codec, dialect) {
            (Codec::Block(rows), _) => Leaf::Block(entries(rows, dialect, value)?),
            (Codec::Entry(key), Dialect::CloudFormation) => {
                Leaf::Entry(key, Scalar::Text(scalar(value)?.into_text()))
            }
            (codec, _) => Leaf::Value(encoded(codec, dialect, value)?),
        };
        Some(Self { keys, leaf })
    }

    /// An entry whose key is spelled alike in every dialect.
    pub(super) fn entry(key: &'static str, value: &str) -> Self {
        Self { keys: vec![key], leaf: Leaf::Value(Scalar::Text(value.to_owned())) }
    }
}

/// The values of a block as a dialect has them.
fn entries(
    rows: &'static [Row],
    dialect: Dialect,
    value: &Data,
) -> Option<Vec<(&'static str, Scalar)>> {
    let Data::Object(fields) = value else { return None };
    let entry = |field: &Field| {
        let row = row(rows, &field.key, dialect)?;
        Some((row.path_in(dialect)?, encoded(row.codec, dialect, &field.value.data)?))
    };
    fields.iter().map(entry).collect()
}

fn row(rows: &'static [Row], name: &str, dialect: Dialect) -> Option<&'static Row> {
    let row = rows.iter().find(|row| row.name == name)?;
    (dialect == Dialect::CloudFormation || row.side.is_empty()).then_some(row)
}

fn encoded(codec: Codec, dialect: Dialect, value: &Data) -> Option<Scalar> {
    match (codec, value) {
        (Codec::Words { yes, no, dialects }, Data::Bool(value)) if dialects.has(dialect) => {
            Some(Scalar::Text(if *value { yes } else { no }.to_owned()))
        }
        (Codec::NumberText(dialects), value) if dialects.has(dialect) => {
            Some(Scalar::Text(scalar(value)?.into_text()))
        }
        (Codec::Same | Codec::Words { .. } | Codec::NumberText(_) | Codec::Entry(_), value) => {
            scalar(value)
        }
        (
            Codec::Set
            | Codec::Block(_)
            | Codec::Blocks(_)
            | Codec::Pairs { .. }
            | Codec::Document { .. }
            | Codec::TextBlocks(_),
            _,
        ) => None,
    }
}

fn scalar(value: &Data) -> Option<Scalar> {
    match value {
        Data::Bool(value) => Some(Scalar::Bare(value.to_string())),
        Data::Integer(number) => Some(Scalar::Bare(number.to_string())),
        Data::Text(text) => Some(Scalar::Text(text.to_string())),
        _ => None,
    }
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Bare(text) | Self::Text(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::kinds;

    fn setting(
        kind: &str,
        dialect: Dialect,
        path: &[&'static str],
        value: &Data,
    ) -> Option<Setting> {
        let kind = kinds::all().find(|it| it.name == kind).unwrap();
        Setting::new(kind, dialect, path, value)
    }

    #[test]
    fn a_property_is_spelled_as_its_row_says() {
        let check = |kind, path: &[&'static str], value: Data, cloudformation, terraform| {
            let of = |dialect| {
                let Setting { keys, leaf } = setting(kind, dialect, path, &value)?;
                Some(format!("{} {leaf:?}", keys.join(".")))
            };
            assert_eq!(of(Dialect::CloudFormation).as_deref(), cloudformation);
            assert_eq!(of(Dialect::Terraform).as_deref(), terraform);
        };
        check(
            "ecr/repository",
            &["image_tag_mutability"],
            Data::Text("IMMUTABLE".into()),
            Some("ImageTagMutability Value(Text(\"IMMUTABLE\"))"),
            Some("image_tag_mutability Value(Text(\"IMMUTABLE\"))"),
        );
        check(
            "elbv2/load-balancer",
            &["enable_deletion_protection"],
            Data::Bool(true),
            Some("LoadBalancerAttributes Entry(\"deletion_protection.enabled\", Text(\"true\"))"),
            Some("enable_deletion_protection Value(Bare(\"true\"))"),
        );
        check("ecr/repository", &["no_such_row"], Data::Bool(true), None, None);
    }
}
