//! A kind's properties as a dialect spells them, so that its schema can judge what another dialect
//! or a patch says.

use crate::ir::Text;
use crate::ir::kind::{Codec, Dialect, Row};
use crate::ir::lifted::{Data, Field, Node};

/// Properties by the names of these rows, in the spelling of a dialect. What has none there is left
/// out, and so is what is written as text that holds a document.
pub fn spelled(rows: &'static [Row], properties: &Node, dialect: Dialect) -> Node {
    each(properties, &|object| {
        let mut fields = Vec::new();
        for field in object.fields() {
            let row = rows.iter().find(|row| row.name == field.key);
            if let Some((row, path)) = row.and_then(|row| Some((row, row.path_in(dialect)?)))
                && let Some(value) = value(row.codec, &field.value, dialect)
            {
                let steps: Vec<&'static str> = path.split('.').collect();
                put(&mut fields, &steps, field, value);
            }
        }
        Data::Object(fields)
    })
}

/// Makes something of an object, or of each branch that is one.
fn each(node: &Node, make: &dyn Fn(&Node) -> Data) -> Node {
    let known = node.known();
    let data = match &known.data {
        Data::Object(_) => make(known),
        Data::OneOf(branches) => Data::OneOf(branches.iter().map(|it| each(it, make)).collect()),
        other => other.clone(),
    };
    Node::new(known.span, data)
}

/// Makes something of the elements of a list, or of each branch that is one.
fn items(node: &Node, make: &dyn Fn(&Node) -> Node) -> Node {
    let known = node.known();
    let data = match &known.data {
        Data::List(items) => Data::List(items.iter().map(make).collect()),
        Data::OneOf(branches) => Data::OneOf(branches.iter().map(|it| items(it, make)).collect()),
        other => other.clone(),
    };
    Node::new(known.span, data)
}

fn value(codec: Codec, node: &Node, dialect: Dialect) -> Option<Node> {
    Some(match codec {
        Codec::NumberText(dialects) => match node.literal_text() {
            Some(text) if dialects.has(dialect) && node.integer().is_some() => {
                Node::text_at(node.span, text.into_owned())
            }
            _ => node.clone(),
        },
        Codec::Words { yes, no, dialects } => match node.known().data {
            Data::Bool(value) if dialects.has(dialect) => {
                Node::text_at(node.span, if value { yes } else { no })
            }
            _ => node.clone(),
        },
        Codec::Block(rows) => spelled(rows, node, dialect),
        Codec::Blocks(rows) => items(node, &|item| spelled(rows, item, dialect)),
        Codec::TextBlocks(rows) if dialect == Dialect::CloudFormation => {
            items(node, &|item| spelled(rows, item, dialect))
        }
        Codec::Pairs { key, value } if dialect == Dialect::CloudFormation => {
            each(node, &|object| {
                Data::List(object.fields().iter().map(|it| pair(it, key, value)).collect())
            })
        }
        Codec::Entry(_) if dialect == Dialect::CloudFormation => return None,
        Codec::Same | Codec::Set | Codec::Pairs { .. } | Codec::Entry(_) => node.clone(),
        Codec::TextBlocks(_) | Codec::Document { .. } => return None,
    })
}

fn pair(entry: &Field, key: &'static str, value: &'static str) -> Node {
    let name = Node::new(entry.key_span, Data::Text(entry.key.clone()));
    let field = |key: &'static str, value: Node| Field {
        key: Text::Borrowed(key),
        key_span: entry.key_span,
        value,
    };
    let fields = vec![field(key, name), field(value, entry.value.clone())];
    Node::new(entry.value.span, Data::Object(fields))
}

/// Sets what stands at a path: a step that is a number is an element of a list.
fn put(fields: &mut Vec<Field>, steps: &[&'static str], from: &Field, value: Node) {
    let (step, rest) = match steps {
        [] => return,
        [last] => {
            let key = Text::Borrowed(*last);
            return fields.push(Field { key, key_span: from.key_span, value });
        }
        [step, rest @ ..] => (*step, rest),
    };
    let is_position = |step: &&str| step.bytes().all(|byte| byte.is_ascii_digit());
    let rest_of_list = rest.split_first().filter(|(first, _)| is_position(first));
    let position = fields.iter().position(|field| field.key == step).unwrap_or_else(|| {
        let object = Node::empty(from.value.span);
        let held = match rest_of_list {
            Some(_) => Node::new(from.value.span, Data::List(vec![object])),
            None => object,
        };
        fields.push(Field { key: Text::Borrowed(step), key_span: from.key_span, value: held });
        fields.len() - 1
    });
    let inner = match &mut fields[position].value.data {
        Data::List(held) => held.first_mut().map(|first| &mut first.data),
        data => Some(data),
    };
    if let Some(Data::Object(inner)) = inner {
        put(inner, rest_of_list.map_or(rest, |(_, rest)| rest), from, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::kind::{In, block, same};
    use crate::ir::lifted::Span;

    static INNER: &[Row] = &[same("cpu", "Cpu", "cpu")];
    static ROWS: &[Row] = &[
        same("name", "Name", "name"),
        same("certificate", "Certificates.0.Arn", "certificate_arn"),
        block("limits", "Config.Limits", "limits", INNER),
        Row { codec: Codec::NumberText(In::Terraform), ..same("port", "Config.Port", "port") },
    ];

    fn object(entries: Vec<(&'static str, Data)>) -> Node {
        let span = Span::default();
        let field = |(key, data): (&'static str, Data)| Field {
            key: key.into(),
            key_span: span,
            value: Node::new(span, data),
        };
        Node::new(span, Data::Object(entries.into_iter().map(field).collect()))
    }

    #[test]
    fn paths_become_objects_and_lists() {
        let text = |text: &'static str| Data::Text(text.into());
        let properties = object(vec![
            ("name", text("web")),
            ("certificate", text("arn")),
            ("limits", object(vec![("cpu", Data::Integer(2))]).data),
            ("port", Data::Integer(80)),
            ("nobody's", Data::Bool(true)),
        ]);
        let limits = object(vec![("Cpu", Data::Integer(2))]).data;
        let expected = object(vec![
            ("Name", text("web")),
            ("Certificates", Data::List(vec![object(vec![("Arn", text("arn"))])])),
            ("Config", object(vec![("Limits", limits), ("Port", Data::Integer(80))]).data),
        ]);
        assert_eq!(spelled(ROWS, &properties, Dialect::CloudFormation), expected);
        let expected = object(vec![
            ("name", text("web")),
            ("certificate_arn", text("arn")),
            ("limits", object(vec![("cpu", Data::Integer(2))]).data),
            ("port", text("80")),
        ]);
        assert_eq!(spelled(ROWS, &properties, Dialect::Terraform), expected);
    }
}
