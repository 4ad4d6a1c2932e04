//! Tags: CloudFormation's short functions, and the types of YAML's own schema.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html>

use crate::ir::Text;
use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::syntax::Places;

/// A tag, and where it stands.
pub(super) struct Tag {
    span: Span,
    meaning: Meaning,
}

enum Meaning {
    /// A function of CloudFormation, by its long name.
    Function(&'static str),
    /// A type that plain scalars have without it: `!!int`.
    ScalarSchema,
    /// Any other type of YAML's own: `!!str`, `!!set`.
    Schema,
    /// None of these, as it is written.
    Unknown(String),
}

const FUNCTIONS: &[(&str, &str)] = &[
    ("And", "Fn::And"),
    ("Base64", "Fn::Base64"),
    ("Cidr", "Fn::Cidr"),
    ("Condition", "Condition"),
    ("Contains", "Fn::Contains"),
    ("EachMemberEquals", "Fn::EachMemberEquals"),
    ("EachMemberIn", "Fn::EachMemberIn"),
    ("Equals", "Fn::Equals"),
    ("FindInMap", "Fn::FindInMap"),
    ("GetAZs", "Fn::GetAZs"),
    ("GetAtt", "Fn::GetAtt"),
    ("GetStackOutput", "Fn::GetStackOutput"),
    ("If", "Fn::If"),
    ("ImportValue", "Fn::ImportValue"),
    ("Join", "Fn::Join"),
    ("Length", "Fn::Length"),
    ("Not", "Fn::Not"),
    ("Or", "Fn::Or"),
    ("Ref", "Ref"),
    ("RefAll", "Fn::RefAll"),
    ("Select", "Fn::Select"),
    ("Split", "Fn::Split"),
    ("Sub", "Fn::Sub"),
    ("ToJsonString", "Fn::ToJsonString"),
    ("Transform", "Fn::Transform"),
    ("ValueOf", "Fn::ValueOf"),
    ("ValueOfAll", "Fn::ValueOfAll"),
];

impl Tag {
    pub(super) fn new(tag: &granit_parser::Tag, span: Span) -> Self {
        let meaning = match (tag.handle(), tag.suffix()) {
            ("", "!") => Meaning::Schema,
            ("!", short) => match FUNCTIONS.iter().find(|(known, _)| *known == short) {
                Some((_, long)) => Meaning::Function(long),
                None => Meaning::Unknown(tag.original()),
            },
            _ => match tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() {
                Some("int" | "float" | "bool" | "null") => Meaning::ScalarSchema,
                Some("str" | "seq" | "map" | "set" | "omap" | "merge" | "timestamp") => {
                    Meaning::Schema
                }
                _ => Meaning::Unknown(tag.original()),
            },
        };
        Self { span, meaning }
    }

    /// Whether a scalar after it is read as one without tag.
    pub(super) fn is_scalar_schema(&self) -> bool {
        matches!(self.meaning, Meaning::ScalarSchema)
    }

    /// The value after it, with what the tag says about it.
    pub(super) fn apply(self, node: Node, file: &str) -> Node {
        let span = self.span.to(node.span);
        match self.meaning {
            Meaning::ScalarSchema | Meaning::Schema => node,
            Meaning::Unknown(written) => {
                Node::unknown(span, format!("the tag `{written}` is not understood"))
            }
            Meaning::Function(name) => {
                let value = if name == "Fn::GetAtt" { attribute(node, file) } else { node };
                let field = Field { key: Text::Borrowed(name), key_span: self.span, value };
                Node::new(span, Data::Object(vec![field]))
            }
        }
    }
}

/// `resource.attribute` as the list that the long form has.
fn attribute(node: Node, file: &str) -> Node {
    let Data::Text(text) = &node.data else { return node };
    let Some((resource, attribute)) = text.split_once('.') else { return node };
    let dot = resource.len();
    let places = Places::new(file, node.span, text);
    let items = [(resource, 0..dot), (attribute, dot + 1..text.len())]
        .map(|(name, range)| Node::text_at(places.span(&range), name.to_owned()));
    let items = items.to_vec();
    Node::new(node.span, Data::List(items))
}
