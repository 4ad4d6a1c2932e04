//! One environment that manifests are read for: with its values, what is open otherwise is decided.

use crate::ir::lifted::{Data, Field, FileId, Node};

use super::read::Sort;
use super::terraform::syntax::{Body, Expression, Kind};
use super::{syntax, terraform};

/// The values that an environment gives.
#[derive(Clone, Debug, Default)]
pub struct Deployment {
    /// Parameters of CloudFormation: each an object `{"Parameters": {…}}`.
    pub parameters: Vec<Node>,
    /// Variables of Terraform; a later file counts.
    pub variables: Vec<Body>,
    /// Terraform's workspace.
    pub workspace: Option<String>,
}

/// A file of values.
#[derive(Clone, Debug)]
pub struct Given {
    /// The file.
    pub file: FileId,
    /// What it says: an object by key.
    pub root: Node,
    /// What it says to Terraform, if it is for Terraform.
    pub variables: Option<Body>,
}

impl Deployment {
    /// What files of values say, in their order, in this workspace.
    pub fn new(given: &[Given], workspace: Option<String>) -> Self {
        let mut deployment = Self { workspace, ..Self::default() };
        for it in given {
            match &it.variables {
                Some(body) => deployment.variables.push(body.clone()),
                None => deployment.parameters.push(wrapped(it.root.clone())),
            }
        }
        deployment
    }
}

/// Reads a file of values: parameters of CloudFormation in any form, variables of Terraform, or any
/// other document.
pub fn parse(file: FileId, name: &str, text: &str) -> (Given, Vec<super::source::Problem>) {
    match Sort::of(name, text) {
        Sort::Variables | Sort::Hcl => {
            let parsed = syntax::hcl::parse(file, text);
            let root = object(file, &parsed.body);
            (Given { file, root, variables: Some(parsed.body) }, parsed.problems)
        }
        Sort::VariablesJson | Sort::TerraformJson => {
            let parsed = syntax::json::parse(file, text);
            let variables = Some(terraform::json::values(&parsed.root));
            (Given { file, root: parsed.root, variables }, parsed.problems)
        }
        Sort::Json => {
            let parsed = syntax::json::parse(file, text);
            (Given { file, root: parameters(parsed.root), variables: None }, parsed.problems)
        }
        Sort::Yaml | Sort::Compose | Sort::Dockerfile => {
            let parsed = syntax::yaml::parse(file, text);
            (Given { file, root: parameters(parsed.root), variables: None }, parsed.problems)
        }
    }
}

/// Whether a document is a file of parameters of CloudFormation.
pub fn is_parameters(root: &Node) -> bool {
    let is_pair = |it: &Node| it.get("ParameterKey").is_some();
    match &root.data {
        Data::List(items) => !items.is_empty() && items.iter().all(is_pair),
        Data::Object(fields) => {
            let parameters = root.get("Parameters").map(Node::fields).unwrap_or_default();
            let known = ["Parameters", "Tags", "StackPolicy"];
            !parameters.is_empty()
                && fields.iter().all(|field| known.contains(&&*field.key))
                && parameters.iter().all(|it| it.value.literal_text().is_some())
        }
        _ => false,
    }
}

/// Parameters by name, whatever form they are written in.
fn parameters(root: Node) -> Node {
    if !is_parameters(&root) {
        return root;
    }
    let span = root.span;
    match root.data {
        Data::List(items) => {
            let pair = |item: &Node| {
                let key = item.get("ParameterKey")?;
                let value = item.get("ParameterValue").cloned();
                let value = value.unwrap_or_else(|| Node::unknown(item.span, "it stays as it is"));
                Some(Field { key: key.literal_text()?, key_span: key.span, value })
            };
            Node::new(span, Data::Object(items.iter().filter_map(pair).collect()))
        }
        data => Node::new(span, data).get("Parameters").cloned().unwrap_or(Node::empty(span)),
    }
}

fn wrapped(root: Node) -> Node {
    let span = root.span;
    let field = Field { key: "Parameters".into(), key_span: span, value: root };
    Node::new(span, Data::Object(vec![field]))
}

/// The literal values of a file of variables.
fn object(file: FileId, body: &Body) -> Node {
    let span = crate::ir::lifted::Span::new(file, 0, 0);
    let fields = body.attributes.iter().map(|it| Field {
        key: it.name.clone().into(),
        key_span: it.name_span,
        value: node(&it.value),
    });
    Node::new(span, Data::Object(fields.collect()))
}

fn node(expression: &Expression) -> Node {
    let data = match &expression.kind {
        Kind::Null => Data::Absent,
        Kind::Bool(value) => Data::Bool(*value),
        Kind::Integer(number) => Data::Integer(*number),
        Kind::Decimal(number) => Data::Decimal(*number),
        Kind::Text(text) => Data::Text(text.clone().into()),
        Kind::List(items) => Data::List(items.iter().map(node).collect()),
        Kind::Object(entries) => {
            let entry = |it: &super::terraform::syntax::Entry| {
                let key = node(&it.key).literal_text()?;
                Some(Field { key, key_span: it.key.span, value: node(&it.value) })
            };
            Data::Object(entries.iter().filter_map(entry).collect())
        }
        _ => Data::Unknown("it is computed".into()),
    };
    Node::new(expression.span, data)
}
