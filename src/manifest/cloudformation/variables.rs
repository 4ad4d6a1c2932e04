//! Parameters: their declarations, and their values for each environment.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Map;

use crate::ir::graph::KnobSource;
use crate::ir::name::pascal_case;
use crate::ir::{
    Import, ImportId, ImportKind, Knob, KnobId, KnobType, Literal, Stack, Text, Value,
};
use crate::manifest::{Document, everywhere, exporter};

/// Declares the parameters of a template in its stack, and says what each name stands for.
pub(super) fn declare<'d>(
    section: &'d Map<String, Document>,
    values: &[Document],
    stack: &mut Stack,
) -> BTreeMap<&'d str, Value> {
    let mut parameters = BTreeMap::new();
    for (name, declaration) in section {
        let declared = declaration["Type"].as_str().unwrap_or("String");
        let value = if let Some(kind) = import_kind(declared) {
            stack.imports.push(import(name, kind, declaration, values));
            Value::Import(ImportId(id(stack.imports.len() - 1)))
        } else {
            stack.knobs.push(knob(name, declared, declaration, values));
            Value::Knob(KnobId(id(stack.knobs.len() - 1)))
        };
        parameters.insert(name.as_str(), value);
    }
    parameters
}

/// The tags that every parameter file has.
pub(super) fn tags(values: &[Document]) -> Vec<(Text, Text)> {
    let Some((first, rest)) = values.split_first() else { return Vec::new() };
    let tags = first["Tags"].as_object().into_iter().flatten();
    let shared =
        tags.filter(|(key, tag)| rest.iter().all(|file| file["Tags"].get(key) == Some(tag)));
    shared
        .filter_map(|(key, tag)| Some((key.clone().into(), tag.as_str()?.to_owned().into())))
        .collect()
}

/// What a type that reads an SSM parameter says about its value; `None` for any other type.
fn import_kind(declared: &str) -> Option<ImportKind> {
    let inner = declared.strip_prefix("AWS::SSM::Parameter::Value<")?;
    Some(match inner {
        "AWS::EC2::VPC::Id>" => ImportKind::VpcId,
        "AWS::EC2::SecurityGroup::Id>" => ImportKind::SecurityGroupId,
        "List<AWS::EC2::Subnet::Id>>" => ImportKind::SubnetIds,
        "AWS::Route53::HostedZone::Id>" => ImportKind::HostedZoneId,
        _ => ImportKind::Text,
    })
}

/// An import; its stack is not known if the path is not one that we would write.
fn import(name: &str, kind: ImportKind, declaration: &Document, values: &[Document]) -> Import {
    let path = match values.first() {
        Some(file) => value_in(file, name),
        None => declaration["Default"].as_str().map(Cow::from),
    };
    let exporter = path.as_deref().and_then(|path| exporter(path, |it| pascal_case(it) == name));
    let (stack, output) = exporter.unwrap_or(("", name));
    Import { stack: stack.to_owned(), output: output.to_owned(), kind }
}

fn knob(name: &str, declared: &str, declaration: &Document, values: &[Document]) -> Knob {
    let kind = knob_type(declared, declaration);
    let default = text_of(&declaration["Default"]);
    let literal = |text: Option<Cow<'_, str>>| {
        text.or_else(|| default.clone()).map(|text| self::literal(&kind, text.into_owned()))
    };
    let values = match values {
        [] => everywhere(std::iter::once(literal(None))),
        files => everywhere(files.iter().map(|file| literal(value_in(file, name)))),
    };
    Knob {
        path: name.to_owned(),
        description: declaration["Description"].as_str().unwrap_or_default().to_owned().into(),
        kind,
        class: "".into(),
        source: KnobSource::Environments(values),
    }
}

fn knob_type(declared: &str, declaration: &Document) -> KnobType {
    let bound = |name: &str| text_of(&declaration[name])?.parse().ok();
    let allowed: Vec<Text> = match declaration["AllowedValues"].as_array() {
        Some(values) => {
            values.iter().filter_map(text_of).map(|it| it.into_owned().into()).collect()
        }
        None => Vec::new(),
    };
    let text = |name: &str| declaration[name].as_str().map(|it| Text::from(it.to_owned()));
    match (bound("MinValue"), bound("MaxValue"), text("AllowedPattern")) {
        (Some(least), Some(most), _) if declared == "Number" => KnobType::Number(least, most),
        _ if declared == "Number" => KnobType::Decimal,
        (_, _, Some(pattern)) => {
            KnobType::Pattern(pattern, text("ConstraintDescription").unwrap_or_default())
        }
        _ if allowed == ["true", "false"] => KnobType::Bool,
        _ => KnobType::Text(allowed),
    }
}

fn literal(kind: &KnobType, text: String) -> Literal {
    let read = match kind {
        KnobType::Number(..) | KnobType::Decimal => {
            let whole = text.parse().ok().map(Literal::Integer);
            whole.or_else(|| text.parse().ok().map(Literal::Decimal))
        }
        KnobType::Bool => text.parse().ok().map(Literal::Bool),
        KnobType::Text(_) | KnobType::Pattern(..) => None,
    };
    read.unwrap_or_else(|| Literal::Text(text.into()))
}

/// The value of a parameter in a file of either form.
fn value_in<'d>(file: &'d Document, name: &str) -> Option<Cow<'d, str>> {
    match file {
        Document::Array(entries) => {
            let entry = entries.iter().find(|entry| entry["ParameterKey"] == *name)?;
            text_of(&entry["ParameterValue"])
        }
        file => text_of(file["Parameters"].get(name)?),
    }
}

/// Text, or what a number or truth value says as text.
fn text_of(value: &Document) -> Option<Cow<'_, str>> {
    match value {
        Document::String(text) => Some(text.into()),
        Document::Number(number) => Some(number.to_string().into()),
        Document::Bool(value) => Some(value.to_string().into()),
        Document::Null | Document::Array(_) | Document::Object(_) => None,
    }
}

fn id(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
