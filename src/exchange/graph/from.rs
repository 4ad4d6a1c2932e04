//! From the graph to its document.

use crate::ir;
use crate::ir::graph::{Body as IrBody, KnobSource as IrSource};

use super::{
    Body, Dialect, Differing, Graph, Import, ImportKind, Knob, KnobSource, KnobType, Output, Place,
    Pseudo, Resource, Scope, Spelled, Stack, Value, Written,
};

impl From<&ir::Graph> for Graph {
    fn from(graph: &ir::Graph) -> Self {
        Self {
            app: graph.app.clone(),
            places: graph.places.iter().map(Place::from).collect(),
            stacks: graph.stacks.iter().map(Stack::from).collect(),
        }
    }
}

impl From<&ir::Place> for Place {
    fn from(place: &ir::Place) -> Self {
        Self {
            environment: place.environment.clone(),
            account: place.account.clone(),
            region: place.region.clone(),
        }
    }
}

impl From<&ir::Stack> for Stack {
    fn from(stack: &ir::Stack) -> Self {
        let imports = stack.imports.iter().map(|import| Import {
            stack: import.stack.clone(),
            output: import.output.clone(),
            kind: import.kind.into(),
        });
        let outputs = stack.outputs.iter().map(|output| Output {
            name: output.name.clone(),
            kind: output.kind.into(),
            value: value(stack, &output.value),
        });
        Self {
            name: stack.name.clone(),
            description: stack.description.clone(),
            scope: match &stack.scope {
                ir::Scope::Environment => Scope::Environment,
                ir::Scope::Region(region) => Scope::Region(region.to_string()),
                ir::Scope::App(index) => Scope::App(*index),
            },
            tags: stack.tags.iter().map(|(key, it)| (key.to_string(), it.to_string())).collect(),
            knobs: stack.knobs.iter().map(knob).collect(),
            imports: imports.collect(),
            outputs: outputs.collect(),
            resources: stack.resources.iter().map(|it| resource(stack, it)).collect(),
            notes: stack.notes.clone(),
        }
    }
}

fn knob(knob: &ir::Knob) -> Knob {
    Knob {
        path: knob.path.clone(),
        description: knob.description.to_string(),
        kind: match &knob.kind {
            ir::KnobType::Text(allowed) => {
                KnobType::Text(allowed.iter().map(ToString::to_string).collect())
            }
            ir::KnobType::Number(least, most) => KnobType::Number { least: *least, most: *most },
            ir::KnobType::Decimal => KnobType::Decimal,
            ir::KnobType::Bool => KnobType::Bool,
            ir::KnobType::Pattern(pattern, meaning) => {
                KnobType::Pattern { pattern: pattern.to_string(), meaning: meaning.to_string() }
            }
        },
        class: knob.class.to_string(),
        source: match &knob.source {
            IrSource::Environments(values) => {
                KnobSource::Environments(values.iter().map(literal).collect())
            }
            IrSource::Deployment(ir::Given::Image) => KnobSource::Image,
            IrSource::Deployment(ir::Given::Release) => KnobSource::Release,
        },
    }
}

fn literal(literal: &ir::Literal) -> Value {
    match literal {
        ir::Literal::Text(text) => Value::Text(text.to_string()),
        ir::Literal::Integer(number) => Value::Integer(*number),
        ir::Literal::Decimal(number) => Value::Decimal(*number),
        ir::Literal::Bool(value) => Value::Bool(*value),
    }
}

fn resource(stack: &ir::Stack, resource: &ir::Resource) -> Resource {
    let spelled = |it: &Option<(ir::value::Text, ir::Value)>| {
        it.as_ref().map(|(kind, properties)| Spelled {
            kind: kind.to_string(),
            properties: value(stack, properties),
        })
    };
    let body = match &resource.body {
        IrBody::Declared { kind, properties, runtime_owned, differing } => Body::Declared {
            kind: kind.name.to_owned(),
            properties: properties
                .iter()
                .map(|(row, it)| (row.name.to_owned(), value(stack, it)))
                .collect(),
            runtime_owned: runtime_owned.iter().map(|row| row.name.to_owned()).collect(),
            differing: differing
                .iter()
                .map(|(dialect, row, it)| Differing {
                    dialect: (*dialect).into(),
                    property: row.name.to_owned(),
                    value: value(stack, it),
                })
                .collect(),
        },
        IrBody::Raw { cloudformation, terraform } => {
            Body::Raw { cloudformation: spelled(cloudformation), terraform: spelled(terraform) }
        }
    };
    Resource {
        path: resource.path.clone(),
        was: resource.was.clone(),
        id: resource.recorded_id.clone(),
        only: resource.only.map(Dialect::from),
        body,
        after: resource.after.iter().map(|id| stack.resource(*id).path.clone()).collect(),
        retain: resource.keep == ir::Keep::Retain,
        retain_replaced: resource.keep == ir::Keep::Replaced,
        written: resource.origin.map(Written::from),
    }
}

impl From<ir::Dialect> for Dialect {
    fn from(dialect: ir::Dialect) -> Self {
        match dialect {
            ir::Dialect::CloudFormation => Self::CloudFormation,
            ir::Dialect::Terraform => Self::Terraform,
        }
    }
}

impl From<&'static std::panic::Location<'static>> for Written {
    fn from(at: &'static std::panic::Location<'static>) -> Self {
        Self { file: at.file().to_owned(), line: at.line(), column: at.column() }
    }
}

fn value(stack: &ir::Stack, it: &ir::Value) -> Value {
    let all = |items: &[ir::Value]| items.iter().map(|item| value(stack, item)).collect();
    match it {
        ir::Value::Bool(value) => Value::Bool(*value),
        ir::Value::Integer(number) => Value::Integer(*number),
        ir::Value::Decimal(number) => Value::Decimal(*number),
        ir::Value::Text(text) => Value::Text(text.to_string()),
        ir::Value::List(items) => Value::List(all(items)),
        ir::Value::Object(entries) => Value::Object(
            entries.iter().map(|(key, it)| (key.to_string(), value(stack, it))).collect(),
        ),
        ir::Value::Reference(id, attribute) => Value::Reference {
            resource: stack.resource(*id).path.clone(),
            attribute: attribute.to_string(),
        },
        ir::Value::Knob(id) => Value::Knob(stack.knob(*id).path.clone()),
        ir::Value::Concat(parts) => Value::Concat(all(parts)),
        ir::Value::Pseudo(pseudo) => Value::Pseudo(match pseudo {
            ir::Pseudo::Account => Pseudo::Account,
            ir::Pseudo::Region => Pseudo::Region,
            ir::Pseudo::Partition => Pseudo::Partition,
            ir::Pseudo::UrlSuffix => Pseudo::UrlSuffix,
        }),
        ir::Value::Import(id) => {
            let import = stack.imported(*id);
            Value::Import { stack: import.stack.clone(), output: import.output.clone() }
        }
        ir::Value::Element(list, index) => {
            Value::Element { list: Box::new(value(stack, list)), index: *index }
        }
        ir::Value::Zone(index) => Value::Zone(*index),
        ir::Value::Unknown { why, place } => {
            Value::Unknown { why: why.to_string(), place: place.to_string() }
        }
    }
}

impl From<ir::ImportKind> for ImportKind {
    fn from(kind: ir::ImportKind) -> Self {
        match kind {
            ir::ImportKind::Text => Self::Text,
            ir::ImportKind::VpcId => Self::VpcId,
            ir::ImportKind::SecurityGroupId => Self::SecurityGroupId,
            ir::ImportKind::SubnetIds => Self::SubnetIds,
            ir::ImportKind::HostedZoneId => Self::HostedZoneId,
        }
    }
}
