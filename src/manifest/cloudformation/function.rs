//! Intrinsic functions become what they say, as far as that is known.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::nearest;
use crate::ir::lifted::{Dangling, Data, EXPORTED, Field, Node, Span};
use crate::ir::{Kind, Pseudo, ResourceId, Text};

use crate::manifest::syntax::size::size;

use super::DIALECT;
use super::substitution;

/// How many values of a mapping are considered when its keys are not known.
const CANDIDATES: usize = 32;

/// How many values may be copied, where a template names one several times. What is copied beyond
/// is not known.
const COPIES: usize = 1_000_000;

/// What a name may be the name of.
pub(super) const RESOURCE: &str = "resource";
const EITHER: &str = "parameter or resource";
const CONDITION: &str = "condition";
const MAPPING: &str = "mapping";

/// What the names in a template stand for.
pub(super) struct Scope<'d> {
    /// Parameters.
    pub(super) parameters: BTreeMap<String, Data>,
    /// The section `Mappings`.
    pub(super) mappings: Option<&'d Node>,
    /// The names of the conditions.
    pub(super) conditions: Vec<String>,
    /// Resources, with their kind if a table has it.
    pub(super) resources: BTreeMap<String, (ResourceId, Option<&'static Kind>)>,
    /// Conditions whose outcome is known.
    pub(super) decided: BTreeMap<String, bool>,
    /// The text of the template.
    pub(super) file: &'d str,
    /// Which condition decides, by the place of the choice.
    pub(super) choices: RefCell<BTreeMap<Span, Text>>,
    /// Where a value stands for what is encoded in it.
    encoded: RefCell<BTreeSet<Span>>,
    /// How many values were copied.
    copied: Cell<usize>,
    /// Names that stand for nothing.
    pub(super) dangling: RefCell<Vec<Dangling>>,
}

impl<'d> Scope<'d> {
    /// One with parameters and mappings, and no resources yet.
    pub(super) fn new(
        file: &'d str,
        parameters: BTreeMap<String, Data>,
        mappings: Option<&'d Node>,
    ) -> Self {
        Self {
            parameters,
            mappings,
            conditions: Vec::new(),
            resources: BTreeMap::new(),
            decided: BTreeMap::new(),
            file,
            choices: RefCell::default(),
            encoded: RefCell::default(),
            copied: Cell::new(0),
            dangling: RefCell::default(),
        }
    }

    /// Notes a name that stands for nothing.
    pub(super) fn dangles(&self, name: &str, of: &'static str, span: Span) {
        let meant = match of {
            CONDITION => nearest(name, self.conditions.iter().map(String::as_str)),
            MAPPING => {
                let names = self.mappings.map(Node::fields).unwrap_or_default();
                nearest(name, names.iter().map(|field| &*field.key))
            }
            _ => {
                let names = self.parameters.keys().chain(self.resources.keys());
                nearest(name, names.map(String::as_str))
            }
        };
        let (name, meant) = (name.to_owned().into(), meant.map(str::to_owned));
        self.dangling.borrow_mut().push(Dangling { span, name, of, meant });
    }

    /// A value once more, as long as copies are few.
    pub(super) fn copy(&self, node: &Node) -> Node {
        let copied = self.copied.get().saturating_add(size(node).values);
        if copied > COPIES {
            return Node::unknown(node.span, "the template names it too often");
        }
        self.copied.set(copied);
        node.clone()
    }

    /// What a value says.
    pub(super) fn resolve(&self, node: Node) -> Node {
        let span = node.span;
        match node.data {
            Data::List(items) => {
                let items = items.into_iter().map(|item| self.resolve(item));
                Node::new(span, Data::List(items.collect()))
            }
            Data::Object(mut fields) if is_function(&fields) => match fields.pop() {
                Some(field) => self.function(span, &field.key, field.value),
                None => Node::empty(span),
            },
            Data::Object(fields) if fields.iter().any(|field| is_macro(&field.key)) => {
                Node::unknown(span, "a macro or a loop makes a part of it")
            }
            Data::Object(fields) => {
                let each = |field: Field| Field { value: self.resolve(field.value), ..field };
                Node::new(span, Data::Object(fields.into_iter().map(each).collect()))
            }
            data => Node::new(span, data),
        }
    }

    /// A resource's properties as CloudFormation gets them: what is encoded is a text that is not known.
    pub(super) fn as_written(&self, mut properties: Node) -> Node {
        let encoded = self.encoded.borrow();
        if !encoded.is_empty() {
            encode(&mut properties, &encoded);
        }
        properties
    }

    fn function(&self, span: Span, name: &str, argument: Node) -> Node {
        let unknown = || Node::unknown(span, format!("this `{name}` is not resolved"));
        match name {
            "Ref" => match argument.text() {
                Some(id) => self.reference(id, span),
                None => unknown(),
            },
            "Fn::GetAtt" => match attribute_path(&argument) {
                Some((id, attribute)) => self.attribute(&id, &attribute, span),
                None => unknown(),
            },
            "Fn::Sub" => substitution::substitute(self, argument, span).unwrap_or_else(unknown),
            "Fn::Join" => self.join(argument, span).unwrap_or_else(unknown),
            "Fn::Select" => self.select(argument, span).unwrap_or_else(unknown),
            "Fn::Split" => self.split(argument, span).unwrap_or_else(unknown),
            "Fn::FindInMap" => self.find_in_map(argument, span).unwrap_or_else(unknown),
            "Fn::If" => self.choose(argument, span).unwrap_or_else(unknown),
            // What they encode is what rules look at.
            "Fn::Base64" | "Fn::ToJsonString" => {
                let inner = self.resolve(argument);
                self.encoded.borrow_mut().insert(inner.span);
                inner
            }
            "Fn::ImportValue" => Node::unknown(span, EXPORTED),
            _ => unknown(),
        }
    }

    /// What `Ref` returns: a pseudo parameter, a parameter, or an attribute of a resource.
    pub(super) fn reference(&self, id: &str, span: Span) -> Node {
        if let Some(data) = pseudo_parameter(id) {
            return Node::new(span, data);
        }
        match self.parameters.get(id) {
            Some(parameter) => Node::new(span, parameter.clone()),
            None => self.attribute(id, "Ref", span),
        }
    }

    /// An attribute of a resource, as CloudFormation spells it.
    pub(super) fn attribute(&self, id: &str, spelled: &str, span: Span) -> Node {
        let Some((resource, kind)) = self.resources.get(id) else {
            let of = if spelled == "Ref" { EITHER } else { RESOURCE };
            self.dangles(id, of, span);
            let why = format!("`{id}` is no {of} of the template");
            return Node::unknown(span, why);
        };
        let mut attributes = kind.iter().flat_map(|kind| kind.attributes);
        let known = attributes.find(|it| it.spelled_in(DIALECT) == Some(spelled));
        let name = match known {
            Some(attribute) => attribute.name.into(),
            None if spelled == "Ref" => "ref".into(),
            None => spelled.to_owned().into(),
        };
        Node::new(span, Data::Reference(*resource, name))
    }

    fn join(&self, argument: Node, span: Span) -> Option<Node> {
        let [delimiter, list] = pair(argument)?;
        let delimiter = delimiter.text()?.to_owned();
        let items = self.list(list)?;
        let mut parts = Vec::new();
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 && !delimiter.is_empty() {
                parts.push(Node::text_at(item.span, delimiter.clone()));
            }
            parts.push(item);
        }
        Some(concat(parts, span))
    }

    fn select(&self, argument: Node, span: Span) -> Option<Node> {
        let [index, list] = pair(argument)?;
        let index = usize::try_from(self.resolve(index).integer()?).ok()?;
        if let [Field { key, value: zones, .. }] = list.fields()
            && key == "Fn::GetAZs"
        {
            let here = zones.is_absent()
                || zones.text() == Some("")
                || zones.get("Ref").and_then(Node::text) == Some("AWS::Region");
            return here.then_some(Node::new(span, Data::Zone(index)));
        }
        let list = self.resolve(list);
        Some(match list.data {
            Data::List(mut items) if index < items.len() => items.swap_remove(index),
            Data::Unknown(_) => return None,
            data => {
                let list = Node::new(list.span, data);
                Node::new(span, Data::Element(Box::new(list), index))
            }
        })
    }

    fn split(&self, argument: Node, span: Span) -> Option<Node> {
        let [delimiter, text] = pair(argument)?;
        let delimiter = delimiter.text().filter(|it| !it.is_empty())?.to_owned();
        let text = self.resolve(text);
        // A parameter's default is written where the parameter is.
        let place = text.known().span;
        let parts = text.text()?.split(&*delimiter);
        let parts = parts.map(|part| Node::text_at(place, part.to_owned())).collect();
        Some(Node::new(span, Data::List(parts)))
    }

    /// The elements of a list: of one that is written out, or of a parameter's default.
    fn list(&self, node: Node) -> Option<Vec<Node>> {
        let node = self.resolve(node);
        let data = match node.data {
            Data::Input(_) => self.copy(node.known()).data,
            data => data,
        };
        match data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }

    /// A value of a mapping: all it may be, if a key is not known.
    fn find_in_map(&self, argument: Node, span: Span) -> Option<Node> {
        let Data::List(keys) = argument.data else { return None };
        let mut keys = keys.into_iter().map(|key| self.resolve(key));
        let (map, first, second) = (keys.next()?, keys.next()?, keys.next()?);
        let options = keys.next();
        let name = map.literal_text()?;
        let Some(table) = self.mappings.and_then(|it| it.get(&name)) else {
            self.dangles(&name, MAPPING, map.span);
            return None;
        };
        let rows = candidates(table, &first);
        let found = rows.iter().flat_map(|row| candidates(row, &second)).take(CANDIDATES);
        let mut values: Vec<Node> = found.map(|value| self.copy(value)).collect();
        let default = options.as_ref().and_then(|options| options.get("DefaultValue"));
        values.extend(default.map(|default| self.copy(default)));
        match values.len() {
            0 => None,
            1 => values.pop(),
            _ => Some(Node::new(span, Data::OneOf(values))),
        }
    }

    /// Looks whether there is a condition of this name.
    pub(super) fn condition(&self, name: &Node) {
        let Some(text) = name.text() else { return };
        if !self.conditions.iter().any(|it| it == text) {
            self.dangles(text, CONDITION, name.span);
        }
    }

    fn choose(&self, argument: Node, span: Span) -> Option<Node> {
        let Data::List(parts) = argument.data else { return None };
        let [condition, yes, no] = <[Node; 3]>::try_from(parts).ok()?;
        self.condition(&condition);
        if let Data::Text(name) = condition.data {
            if let Some(outcome) = self.decided.get(&*name) {
                return Some(self.resolve(if *outcome { yes } else { no }));
            }
            self.choices.borrow_mut().insert(span, name);
        }
        Some(Node::new(span, Data::OneOf(vec![self.resolve(yes), self.resolve(no)])))
    }
}

/// The values that a key may name: all, if it is not known.
fn candidates<'n>(object: &'n Node, key: &Node) -> Vec<&'n Node> {
    let keys: Option<Vec<Text>> = key.branches().into_iter().map(Node::literal_text).collect();
    let is_it = |field: &&Field| keys.as_ref().is_none_or(|keys| keys.contains(&field.key));
    let fields = object.fields().iter().filter(is_it);
    fields.map(|field| &field.value).take(CANDIDATES).collect()
}

fn encode(node: &mut Node, encoded: &BTreeSet<Span>) {
    if encoded.contains(&node.span) {
        *node = Node::unknown(node.span, "it is encoded");
    }
    match &mut node.data {
        Data::List(items) | Data::OneOf(items) => {
            for item in items {
                encode(item, encoded);
            }
        }
        Data::Object(fields) => {
            for field in fields {
                encode(&mut field.value, encoded);
            }
        }
        _ => {}
    }
}

/// Whether an object is a call of a function. `Condition` is one in the section `Conditions` alone.
fn is_function(fields: &[Field]) -> bool {
    match fields {
        [field] => field.key == "Ref" || field.key.starts_with("Fn::") && !is_macro(&field.key),
        _ => false,
    }
}

/// Whether an entry makes others of its object.
fn is_macro(key: &str) -> bool {
    key == "Fn::Transform" || key.starts_with("Fn::ForEach") || key.starts_with("Rain::")
}

/// Resource and attribute of `Fn::GetAtt`, which is a list or one text with a dot.
fn attribute_path(argument: &Node) -> Option<(String, String)> {
    match &argument.data {
        Data::List(parts) => {
            let [id, attribute] = parts.as_slice() else { return None };
            Some((id.text()?.to_owned(), attribute.text()?.to_owned()))
        }
        Data::Text(text) => {
            text.split_once('.').map(|(id, attribute)| (id.to_owned(), attribute.to_owned()))
        }
        _ => None,
    }
}

fn pair(argument: Node) -> Option<[Node; 2]> {
    match argument.data {
        Data::List(parts) => parts.try_into().ok(),
        _ => None,
    }
}

/// Parts joined to one text: neighbouring literals are folded.
pub(super) fn concat(parts: Vec<Node>, span: Span) -> Node {
    let mut folded: Vec<Node> = Vec::new();
    for part in parts {
        let inner = match part.data {
            Data::Concat(inner) => inner,
            _ => vec![part],
        };
        for part in inner {
            let literal = match &part.data {
                Data::Text(_) | Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) => {
                    part.literal_text()
                }
                _ => None,
            };
            match (literal, folded.last_mut().map(|last| &mut last.data)) {
                (Some(literal), Some(Data::Text(text))) => text.to_mut().push_str(&literal),
                (Some(literal), _) => folded.push(Node::text_at(part.span, literal)),
                (None, _) => folded.push(part),
            }
        }
    }
    folded.retain(|part| !matches!(&part.data, Data::Text(text) if text.is_empty()));
    match folded.as_slice() {
        [] => Node::text_at(span, ""),
        [Node { data: Data::Text(text), .. }] => Node::text_at(span, text.clone()),
        [_] => folded.swap_remove(0),
        _ => Node::new(span, Data::Concat(folded)),
    }
}

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
fn pseudo_parameter(name: &str) -> Option<Data> {
    Some(match name {
        "AWS::AccountId" => Data::Pseudo(Pseudo::Account),
        "AWS::Region" => Data::Pseudo(Pseudo::Region),
        "AWS::Partition" => Data::Pseudo(Pseudo::Partition),
        "AWS::URLSuffix" => Data::Pseudo(Pseudo::UrlSuffix),
        "AWS::NoValue" => Data::Absent,
        "AWS::StackName" | "AWS::StackId" | "AWS::NotificationARNs" => {
            Data::Unknown("it is known at deployment".into())
        }
        _ => return None,
    })
}
