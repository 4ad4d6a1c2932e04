//! From the document back to the graph.
//!
//! Kinds, rows and attributes are looked up in the kind tables.

use std::collections::BTreeMap;
use std::fmt;

use crate::ir;
use crate::ir::graph::{Body as IrBody, KnobSource as IrSource};
use crate::ir::{ImportId, KnobId, ResourceId};

use super::{
    Body, Dialect, Graph, ImportKind, Knob, KnobSource, KnobType, Pseudo, Resource, Scope, Spelled,
    Stack, Value,
};

/// A name in a document that this version of formwork does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The resource or knob it stands in.
    pub path: String,
    /// What is not known, in a sentence.
    pub message: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path, self.message)
    }
}

impl std::error::Error for Mismatch {}

impl TryFrom<&Graph> for ir::Graph {
    type Error = Mismatch;

    fn try_from(graph: &Graph) -> Result<Self, Mismatch> {
        let places = graph.places.iter().map(|place| ir::Place {
            environment: place.environment.clone(),
            account: place.account.clone(),
            region: place.region.clone(),
        });
        let stacks = graph.stacks.iter().map(ir::Stack::try_from);
        Ok(Self {
            app: graph.app.clone(),
            places: places.collect(),
            stacks: stacks.collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<&Stack> for ir::Stack {
    type Error = Mismatch;

    fn try_from(document: &Stack) -> Result<Self, Mismatch> {
        let names = Names::new(document);
        let mut stack = Self::new(document.name.clone(), document.description.clone());
        stack.scope = match &document.scope {
            Scope::Environment => ir::Scope::Environment,
            Scope::Region(region) => ir::Scope::Region(region.clone().into()),
            Scope::App(index) => ir::Scope::App(*index),
        };
        let tags = document.tags.iter().cloned();
        stack.tags = tags.map(|(key, value)| (key.into(), value.into())).collect();
        stack.notes.clone_from(&document.notes);
        stack.knobs = document.knobs.iter().map(knob).collect::<Result<_, _>>()?;
        let imports = document.imports.iter().map(|import| ir::Import {
            stack: import.stack.clone(),
            output: import.output.clone(),
            kind: import.kind.into(),
        });
        stack.imports = imports.collect();
        let resources = document.resources.iter().map(|it| names.resource(it));
        stack.resources = resources.collect::<Result<_, _>>()?;
        for output in &document.outputs {
            let value = names.value(&output.name, &output.value)?;
            stack.output(output.name.clone(), output.kind.into(), value);
        }
        Ok(stack)
    }
}

/// What is called how in a stack.
struct Names<'d> {
    resources: BTreeMap<&'d str, (ResourceId, &'d Resource)>,
    knobs: BTreeMap<&'d str, KnobId>,
    imports: BTreeMap<(&'d str, &'d str), ImportId>,
}

impl<'d> Names<'d> {
    fn new(stack: &'d Stack) -> Self {
        let resources = (0..).zip(&stack.resources);
        let knobs = (0..).zip(&stack.knobs);
        let imports = (0..).zip(&stack.imports);
        Self {
            resources: resources.map(|(i, it)| (&*it.path, (ResourceId(i), it))).collect(),
            knobs: knobs.map(|(i, it)| (&*it.path, KnobId(i))).collect(),
            imports: imports.map(|(i, it)| ((&*it.stack, &*it.output), ImportId(i))).collect(),
        }
    }

    fn resource(&self, document: &Resource) -> Result<ir::Resource, Mismatch> {
        let path = &*document.path;
        let mut resource = match &document.body {
            Body::Declared { kind, properties, runtime_owned, differing } => {
                let kind = ir::kinds::by_name(kind)
                    .ok_or_else(|| mismatch(path, &format!("there is no kind `{kind}`")))?;
                let mut resource = ir::Resource::new(path, kind);
                for (name, it) in properties {
                    let value = self.value(path, it)?;
                    resource.put(name, value).map_err(|kind| {
                        mismatch(path, &format!("`{kind}` has no property `{name}`"))
                    })?;
                }
                if let IrBody::Declared { runtime_owned: owned, differing: set, .. } =
                    &mut resource.body
                {
                    let row = |name: &str| {
                        let missing = || format!("`{}` has no property `{name}`", kind.name);
                        kind.row(name).ok_or_else(|| mismatch(path, &missing()))
                    };
                    let rows = runtime_owned.iter().map(|name| row(name));
                    *owned = rows.collect::<Result<_, _>>()?;
                    for it in differing {
                        let value = self.value(path, &it.value)?;
                        set.push((it.dialect.into(), row(&it.property)?, value));
                    }
                }
                resource
            }
            Body::Raw { cloudformation, terraform } => ir::Resource::raw(
                path,
                self.spelled(path, cloudformation.as_ref())?,
                self.spelled(path, terraform.as_ref())?,
            ),
        };
        resource.was.clone_from(&document.was);
        resource.recorded_id.clone_from(&document.id);
        resource.only = document.only.map(ir::Dialect::from);
        resource.keep = match (document.retain, document.retain_replaced) {
            (true, _) => ir::Keep::Retain,
            (false, true) => ir::Keep::Replaced,
            (false, false) => ir::Keep::Delete,
        };
        for other in &document.after {
            resource.after.push(self.find(path, other)?.0);
        }
        Ok(resource)
    }

    fn spelled(
        &self,
        path: &str,
        spelled: Option<&Spelled>,
    ) -> Result<Option<(ir::value::Text, ir::Value)>, Mismatch> {
        let convert =
            |it: &Spelled| Ok((it.kind.clone().into(), self.value(path, &it.properties)?));
        spelled.map(convert).transpose()
    }

    fn find(&self, path: &str, other: &str) -> Result<(ResourceId, &'d Resource), Mismatch> {
        let found = self.resources.get(other).copied();
        found.ok_or_else(|| mismatch(path, &format!("its stack has no resource `{other}`")))
    }

    fn value(&self, path: &str, document: &Value) -> Result<ir::Value, Mismatch> {
        let all = |items: &[Value]| {
            items.iter().map(|item| self.value(path, item)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match document {
            Value::Bool(value) => ir::Value::Bool(*value),
            Value::Integer(number) => ir::Value::Integer(*number),
            Value::Decimal(number) => ir::Value::Decimal(*number),
            Value::Text(text) => ir::Value::Text(text.clone().into()),
            Value::List(items) => ir::Value::List(all(items)?),
            Value::Object(entries) => {
                let entries =
                    entries.iter().map(|(key, it)| Ok((key.clone().into(), self.value(path, it)?)));
                ir::Value::Object(entries.collect::<Result<_, Mismatch>>()?)
            }
            Value::Reference { resource, attribute } => {
                self.reference(path, resource, attribute)?
            }
            Value::Knob(name) => match self.knobs.get(&**name) {
                Some(id) => ir::Value::Knob(*id),
                None => return Err(mismatch(path, &format!("its stack has no knob `{name}`"))),
            },
            Value::Concat(parts) => ir::Value::Concat(all(parts)?),
            Value::Pseudo(pseudo) => ir::Value::Pseudo((*pseudo).into()),
            Value::Import { stack, output } => {
                let missing = || {
                    mismatch(path, &format!("its stack does not import `{output}` of `{stack}`"))
                };
                let id = self.imports.get(&(&**stack, &**output)).ok_or_else(missing)?;
                ir::Value::Import(*id)
            }
            Value::Element { list, index } => {
                ir::Value::Element(Box::new(self.value(path, list)?), *index)
            }
            Value::Zone(index) => ir::Value::Zone(*index),
            Value::Unknown { why, place } => {
                ir::Value::Unknown { why: why.clone().into(), place: place.clone().into() }
            }
        })
    }

    fn reference(&self, path: &str, other: &str, attribute: &str) -> Result<ir::Value, Mismatch> {
        let (id, target) = self.find(path, other)?;
        let Body::Declared { kind, .. } = &target.body else {
            return Ok(ir::Value::Reference(id, attribute.to_owned().into()));
        };
        let known = ir::kinds::by_name(kind).and_then(|kind| kind.attribute(attribute));
        let missing = || mismatch(path, &format!("`{kind}` has no attribute `{attribute}`"));
        Ok(id.get(known.ok_or_else(missing)?.name))
    }
}

fn knob(document: &Knob) -> Result<ir::Knob, Mismatch> {
    let literal = |value: &Value| match value {
        Value::Bool(value) => Ok(ir::Literal::Bool(*value)),
        Value::Integer(number) => Ok(ir::Literal::Integer(*number)),
        Value::Decimal(number) => Ok(ir::Literal::Decimal(*number)),
        Value::Text(text) => Ok(ir::Literal::Text(text.clone().into())),
        _ => {
            Err(mismatch(&document.path, "the value of a knob is text, a number or a truth value"))
        }
    };
    Ok(ir::Knob {
        path: document.path.clone(),
        description: document.description.clone().into(),
        kind: match &document.kind {
            KnobType::Text(allowed) => {
                ir::KnobType::Text(allowed.iter().cloned().map(Into::into).collect())
            }
            KnobType::Number { least, most } => ir::KnobType::Number(*least, *most),
            KnobType::Decimal => ir::KnobType::Decimal,
            KnobType::Bool => ir::KnobType::Bool,
            KnobType::Pattern { pattern, meaning } => {
                ir::KnobType::Pattern(pattern.clone().into(), meaning.clone().into())
            }
        },
        class: document.class.clone().into(),
        source: match &document.source {
            KnobSource::Environments(values) => {
                IrSource::Environments(values.iter().map(literal).collect::<Result<_, _>>()?)
            }
            KnobSource::Image => IrSource::Deployment(ir::Given::Image),
            KnobSource::Release => IrSource::Deployment(ir::Given::Release),
        },
    })
}

impl From<Dialect> for ir::Dialect {
    fn from(dialect: Dialect) -> Self {
        match dialect {
            Dialect::CloudFormation => Self::CloudFormation,
            Dialect::Terraform => Self::Terraform,
        }
    }
}

impl From<Pseudo> for ir::Pseudo {
    fn from(pseudo: Pseudo) -> Self {
        match pseudo {
            Pseudo::Account => Self::Account,
            Pseudo::Region => Self::Region,
            Pseudo::Partition => Self::Partition,
            Pseudo::UrlSuffix => Self::UrlSuffix,
        }
    }
}

impl From<ImportKind> for ir::ImportKind {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Text => Self::Text,
            ImportKind::VpcId => Self::VpcId,
            ImportKind::SecurityGroupId => Self::SecurityGroupId,
            ImportKind::SubnetIds => Self::SubnetIds,
            ImportKind::HostedZoneId => Self::HostedZoneId,
        }
    }
}

fn mismatch(path: &str, message: &str) -> Mismatch {
    Mismatch { path: path.to_owned(), message: message.to_owned() }
}
