//! What the providers' schemas have against a raw resource or a patch.

use std::collections::BTreeSet;

use crate::diag::nearest;
use crate::ir::kind::{Codec, Dialect, Kind, Row};
use crate::ir::lifted::{Blocks, Conditions, Data, Field, Node, Resource, Span, Written};
use crate::ir::{Keep, Text, Value};
use crate::schema::spelling::spelled;
use crate::schema::terraform::{self, Releases};
use crate::schema::{Class, Violation, cloudformation};

/// How far a type may be from another that is surely meant.
const SURELY_MEANT: usize = 2;

/// What is wrong with the half of a raw resource that a dialect gets.
pub(super) fn raw(
    dialect: Dialect,
    provider: Releases,
    type_name: &str,
    properties: &Value,
) -> Vec<Violation> {
    let mut properties = Node::of(properties);
    if dialect == Dialect::CloudFormation {
        forget_functions(&mut properties);
    }
    let mut found = judge(dialect, provider, type_name, properties);
    found.retain(|it| it.class != Class::Deprecated);
    found
}

/// What is wrong with the value of a patch.
pub(super) fn patch(
    kind: &'static Kind,
    row: &'static Row,
    provider: Releases,
    value: &Value,
) -> Vec<String> {
    let node = Node::of(value);
    let mut found = Vec::new();
    shape(row, &node, &mut found);
    if !found.is_empty() {
        return found;
    }
    let field = Field { key: row.name.into(), key_span: Span::default(), value: node };
    let set = Node::new(Span::default(), Data::Object(vec![field]));
    for dialect in [Dialect::Terraform, Dialect::CloudFormation] {
        let side = kind.side(row.side).filter(|_| dialect == Dialect::Terraform);
        let type_name = side.map(|side| side.terraform).or_else(|| kind.type_in(dialect));
        let Some(type_name) = type_name else { continue };
        let violations = judge(dialect, provider, type_name, spelled(kind.rows, &set, dialect));
        // A patch is not the whole resource: what else it needs is there already.
        let own = violations.into_iter().filter(|it| is_of_value(it.class));
        found.extend(own.map(|it| format!("{}; {}", it.message, it.help)));
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Whether a type that is not known may be newer than the schemas: CloudFormation gets new ones, the
/// releases of Terraform's provider that are admitted are known.
pub(super) fn may_be_newer(violation: &Violation) -> bool {
    let name = &*violation.value;
    violation.class == Class::UnknownType
        && name.contains("::")
        && cloudformation::types()
            .iter()
            .all(|near| strsim::osa_distance(near, name) > SURELY_MEANT)
}

/// Whether a mistake is one of the value alone.
const fn is_of_value(class: Class) -> bool {
    matches!(
        class,
        Class::WrongType
            | Class::NotAllowed
            | Class::PatternMismatch
            | Class::FormatMismatch
            | Class::NumberOutOfRange
            | Class::LengthOutOfRange
    )
}

fn judge(
    dialect: Dialect,
    provider: Releases,
    type_name: &str,
    properties: Node,
) -> Vec<Violation> {
    let type_name: Text = type_name.to_owned().into();
    let head = Span::default();
    let written = Written {
        address: String::new(),
        type_name: type_name.clone(),
        properties,
        head,
        blocks: Blocks::Alike,
        documents: BTreeSet::new(),
    };
    match dialect {
        Dialect::CloudFormation => {
            let resource = Resource {
                address: String::new(),
                type_name,
                kind: None,
                properties: Node::empty(head),
                meta: Node::empty(head),
                head,
                span: head,
                after: Vec::new(),
                keep: Keep::Delete,
                written: Vec::new(),
            };
            cloudformation::judge(&written, &resource, &Conditions::default())
        }
        Dialect::Terraform => terraform::judge(&written, provider),
    }
}

/// Takes CloudFormation's functions for what they are: values that are not known.
fn forget_functions(node: &mut Node) {
    match &mut node.data {
        Data::Object(fields) => {
            if let [only] = fields.as_slice()
                && (only.key == "Ref" || only.key.starts_with("Fn::"))
            {
                node.data = Data::Unknown("a function says it".into());
                return;
            }
            for field in fields {
                forget_functions(&mut field.value);
            }
        }
        Data::List(items) => items.iter_mut().for_each(forget_functions),
        _ => {}
    }
}

/// Whether a value has the shape that a row's codec writes, and the entries that its rows name.
fn shape(row: &'static Row, value: &Node, found: &mut Vec<String>) {
    let wanted = match (row.codec, &value.data) {
        (_, Data::Unknown(_))
        | (Codec::Set, Data::List(_))
        | (Codec::Pairs { .. }, Data::Object(_))
        | (Codec::Words { .. }, Data::Bool(_))
        | (Codec::NumberText(_), Data::Integer(_) | Data::Decimal(_))
        | (Codec::Same | Codec::Entry(_) | Codec::Document { .. }, _) => return,
        (Codec::Block(rows), Data::Object(fields)) => return entries(row, rows, fields, found),
        (Codec::Blocks(rows) | Codec::TextBlocks(rows), Data::List(items)) => {
            for item in items {
                match &item.data {
                    Data::Object(fields) => entries(row, rows, fields, found),
                    Data::Unknown(_) => {}
                    _ => found.push(format!("`{}` must be a list of objects", row.name)),
                }
            }
            return;
        }
        (Codec::Block(_) | Codec::Pairs { .. }, _) => "an object",
        (Codec::Blocks(_) | Codec::TextBlocks(_), _) => "a list of objects",
        (Codec::Set, _) => "a list",
        (Codec::Words { .. }, _) => "`true` or `false`",
        (Codec::NumberText(_), _) => "a number",
    };
    found.push(format!("`{}` must be {wanted}", row.name));
}

fn entries(row: &Row, rows: &'static [Row], fields: &[Field], found: &mut Vec<String>) {
    for field in fields {
        if let Some(inner) = rows.iter().find(|inner| inner.name == field.key) {
            shape(inner, &field.value, found);
            continue;
        }
        let near = nearest(&field.key, rows.iter().map(|inner| inner.name));
        let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        found.push(format!("`{}` has no `{}`{meant}", row.name, field.key));
    }
}
