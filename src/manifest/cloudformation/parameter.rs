//! Parameters: their declarations, and their values for each environment.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ir::graph::KnobSource;
use crate::ir::lifted::{Data, Field, Input, Node, Resource, declaration};
use crate::ir::name::pascal_case;
use crate::ir::{Import, ImportId, ImportKind, Knob, KnobId, KnobType, Literal, Stack, Text};
use crate::manifest::{everywhere, exporter};

/// Declares the parameters of a template in its stack, and says what each name stands for.
pub(super) fn declare(
    section: &Node,
    values: &[Node],
    stack: &mut Stack,
) -> BTreeMap<String, Data> {
    let mut parameters = BTreeMap::new();
    for Field { key: name, value: declaration, .. } in section.fields() {
        let declared = declaration.get("Type").and_then(Node::text).unwrap_or("String");
        let value = if let Some(kind) = import_kind(declared) {
            stack.imports.push(import(name, kind, declaration, values));
            Data::Import(ImportId::at(stack.imports.len() - 1))
        } else {
            stack.knobs.push(knob(name, declared, declaration, values));
            let knob = KnobId::at(stack.knobs.len() - 1);
            Data::Input(Arc::new(Input {
                name: name.clone(),
                knob: Some(knob),
                secret: is_secret(declaration),
                default: default(declared, declaration),
            }))
        };
        parameters.insert(name.clone().into_owned(), value);
    }
    parameters
}

/// Gives the parameters the values of one environment.
pub(super) fn give(
    parameters: &mut BTreeMap<String, Data>,
    section: Option<&Node>,
    values: &[Node],
) {
    for (name, parameter) in parameters {
        let file = values.iter().rev().find_map(|file| file.at("Parameters")?.get(name));
        let (Data::Input(input), Some(given)) = (parameter, file) else { continue };
        let declaration = section.and_then(|section| section.get(name));
        let declared = declaration.and_then(|it| it.get("Type")).and_then(Node::text);
        let value = typed(declared.unwrap_or("String"), given);
        *input = Arc::new(Input { default: value, ..(**input).clone() });
    }
}

/// Each parameter as something that can be judged.
pub(super) fn declarations(section: &Node) -> impl Iterator<Item = Resource> {
    section.fields().iter().map(|field| {
        let (head, declaration) = (field.key_span, &field.value);
        let named = [
            ("type", "Type"),
            ("default", "Default"),
            ("secret", "NoEcho"),
            ("allowed_values", "AllowedValues"),
        ];
        let written = named.into_iter().filter_map(|(name, spelled)| {
            let it = declaration.field(spelled)?;
            Some(Field { key: name.into(), key_span: it.key_span, value: it.value.clone() })
        });
        let name = Node::text_at(head, field.key.clone());
        let name = Field { key: "name".into(), key_span: head, value: name };
        declaration::resource(
            &declaration::PARAMETER,
            format!("Parameters/{}", field.key),
            (head, head.to(declaration.span)),
            std::iter::once(name).chain(written).collect(),
        )
    })
}

/// The tags that every parameter file has.
pub(super) fn tags(values: &[Node]) -> Vec<(Text, Text)> {
    let Some((first, rest)) = values.split_first() else { return Vec::new() };
    let tag = |file: &Node, key: &str| {
        file.get("Tags").and_then(|tags| tags.get(key)).and_then(Node::text).map(str::to_owned)
    };
    let tags = first.get("Tags").map(Node::fields).unwrap_or_default();
    tags.iter()
        .filter_map(|field| Some((field, field.value.text()?)))
        .filter(|(field, text)| {
            rest.iter().all(|file| tag(file, &field.key).as_deref() == Some(text))
        })
        .map(|(field, text)| (field.key.clone(), Text::from(text.to_owned())))
        .collect()
}

fn is_secret(declaration: &Node) -> bool {
    declaration.get("NoEcho").and_then(Node::bool) == Some(true)
}

/// What a parameter is if nothing is given, by its type: a list, a number or text.
fn default(declared: &str, declaration: &Node) -> Option<Node> {
    typed(declared, declaration.get("Default")?)
}

/// A value as its parameter's type reads it.
fn typed(declared: &str, default: &Node) -> Option<Node> {
    let text = default.literal_text()?;
    let data = match declared {
        "Number" => match (text.trim().parse(), text.trim().parse()) {
            (Ok(number), _) => Data::Integer(number),
            (Err(_), Ok(number)) if f64::is_finite(number) => Data::Decimal(number),
            (Err(_), _) => Data::Text(text),
        },
        _ if declared == "CommaDelimitedList" || declared.starts_with("List<") => {
            let items = text.split(',').map(|it| Node::text_at(default.span, it.trim().to_owned()));
            Data::List(items.collect())
        }
        _ => Data::Text(text),
    };
    Some(Node::new(default.span, data))
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
fn import(name: &str, kind: ImportKind, declaration: &Node, values: &[Node]) -> Import {
    let path = match values.first() {
        Some(file) => value_in(file, name),
        None => text_of(declaration, "Default"),
    };
    let exporter = path.as_deref().and_then(|path| exporter(path, |it| pascal_case(it) == name));
    let (stack, output) = exporter.unwrap_or(("", name));
    Import { stack: stack.to_owned(), output: output.to_owned(), kind }
}

fn knob(name: &str, declared: &str, declaration: &Node, values: &[Node]) -> Knob {
    let kind = knob_type(declared, declaration);
    let default = text_of(declaration, "Default");
    let literal = |text: Option<Text>| {
        text.or_else(|| default.clone()).map(|text| self::literal(&kind, text.into_owned()))
    };
    let values = match values {
        [] => everywhere(std::iter::once(literal(None))),
        files => everywhere(files.iter().map(|file| literal(value_in(file, name)))),
    };
    Knob {
        path: name.to_owned(),
        description: text_of(declaration, "Description").unwrap_or_default(),
        kind,
        class: "".into(),
        source: KnobSource::Environments(values),
    }
}

fn knob_type(declared: &str, declaration: &Node) -> KnobType {
    let bound = |name: &str| text_of(declaration, name)?.parse().ok();
    let allowed = declaration.get("AllowedValues").map(Node::items).unwrap_or_default();
    let allowed: Vec<Text> = allowed.iter().filter_map(Node::literal_text).collect();
    let text = |name: &str| text_of(declaration, name);
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
fn value_in(file: &Node, name: &str) -> Option<Text> {
    match &file.data {
        Data::List(entries) => {
            let is_it =
                |entry: &&Node| entry.get("ParameterKey").and_then(Node::text) == Some(name);
            text_of(entries.iter().find(is_it)?, "ParameterValue")
        }
        _ => text_of(file.get("Parameters")?, name),
    }
}

/// Text, or what a number or truth value says as text.
fn text_of(object: &Node, key: &str) -> Option<Text> {
    object.get(key).and_then(Node::literal_text)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::ir::lifted::{FileId, Span};

    #[test]
    fn defaults_are_what_their_type_says() {
        let at = Span::new(FileId(0), 0, 0);
        let check = |declared, text: &'static str, expected: Data| {
            let value = Node::text_at(at, Cow::Borrowed(text));
            let field = Field { key: "Default".into(), key_span: at, value };
            let declaration = Node::new(at, Data::Object(vec![field]));
            assert_eq!(default(declared, &declaration).map(|it| it.data), Some(expected));
        };
        check("String", "7", Data::Text("7".into()));
        check("Number", "7", Data::Integer(7));
        check("Number", "0.5", Data::Decimal(0.5));
        check("Number", "many", Data::Text("many".into()));
        let items = ["a", "b"].map(|it| Node::text_at(at, it)).to_vec();
        check("CommaDelimitedList", "a, b", Data::List(items));
    }
}
