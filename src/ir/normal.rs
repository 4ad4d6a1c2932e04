//! The normal form of a stack: what two stacks have in common when they mean the same in one
//! dialect. `normal(lift(emit(stack))) == normal(stack)` for both dialects, and it is what
//! comparisons of graphs compare.
//!
//! # What is left out
//! - What stands in no template: origins, `was`, notes, the scope (values are those of the places
//!   the stack is deployed to), tags (they are checked beside the graph), outputs (each is an SSM
//!   parameter among the resources), a knob's class and what its pattern means in words.
//! - What the dialect does not have: resources whose kind has no type there, rows and nested rows
//!   without a path, the other half of a raw resource, the description (Terraform), all that other
//!   resources say about those.
//! - What the other dialect alone has ([`in_dialect`]).
//! - In Terraform, that a resource stays when it is replaced: a property says so there.
//! - What nothing uses: knobs and imports that no value reads.
//!
//! # What is folded
//! - A knob whose values are equal everywhere is that value.
//! - Nested concatenations are one, literals in them are text, neighbours are joined; one part alone
//!   is that part. An element of a list that is written out is the element.
//! - A whole number is an integer, whatever it was. Where a codec writes numbers or truth values as
//!   text (`NumberText`, `Words`, `Entry`), text that reads exactly like one is one.
//! - Rows that share a path in the dialect are the first of them; so are attributes that are spelled
//!   alike. A row inside a block that has a row of its own is part of that block.
//!
//! # What is sorted
//! Resources, knobs and imports by name; properties in the order of the table; keys of objects;
//! sets; what a resource comes after; and lists whose elements are resources of their own in
//! Terraform ([`Side::each`](super::kind::Side::each)). All other lists keep their order.
//!
//! # What is called differently
//! A path is what the dialect makes of it: a logical ID, a Terraform name, a parameter or variable.
//! In Terraform an import is text or a list of subnets, since a data source says no more.
//!
//! # What something else writes at run time
//! CloudFormation omits such rows. Terraform ignores changes to the whole argument that such a row
//! stands in, so there every row of that argument counts as owned.

mod order;
mod rows;

use std::collections::BTreeMap;

use super::graph::{Body, Keep, KnobSource};
use super::kind::Dialect;
use super::name::{pascal_case, snake_case};
use super::project::in_dialect;
use super::{
    Import, ImportId, ImportKind, Knob, KnobId, KnobType, Literal, Resource, ResourceId, Scope,
    Stack, Text, Value,
};

pub use rows::{entry_value, number, word};

/// The normal form of a stack in a dialect.
pub fn normal(stack: &Stack, dialect: Dialect) -> Stack {
    let stack = &*in_dialect(stack, dialect);
    let form = Form::new(stack, dialect);
    let mut normal = Stack::new(stack.name.clone(), "");
    if dialect == Dialect::CloudFormation {
        normal.description.clone_from(&stack.description);
    }
    for old in &form.order {
        normal.resources.push(form.resource(&stack.resources[*old]));
    }
    keep_used(&form, &mut normal);
    normal
}

/// A stack on its way to its normal form.
struct Form<'s> {
    stack: &'s Stack,
    dialect: Dialect,
    /// Positions of the resources that remain, in their new order.
    order: Vec<usize>,
    /// The new position of each resource.
    resources: BTreeMap<ResourceId, ResourceId>,
    /// Every knob: inlined, or renamed and moved.
    knobs: Vec<Result<Value, KnobId>>,
    /// The knobs that remain, in their new order.
    kept: Vec<Knob>,
    /// The imports in their new order, and where each went.
    imports: Vec<Import>,
    moved: Vec<ImportId>,
}

impl<'s> Form<'s> {
    fn new(stack: &'s Stack, dialect: Dialect) -> Self {
        let mut order: Vec<_> = (0..stack.resources.len())
            .filter(|position| stack.resources[*position].type_in(dialect).is_some())
            .collect();
        order.sort_by_cached_key(|position| {
            let resource = &stack.resources[*position];
            (name(resource, dialect), resource.type_in(dialect).map(str::to_owned))
        });
        let resources =
            order.iter().enumerate().map(|(new, old)| (ResourceId::at(*old), ResourceId::at(new)));
        let resources = resources.collect();
        let (knobs, kept) = knobs(stack, dialect);
        let (imports, moved) = imports(stack, dialect);
        Self { stack, dialect, order, resources, knobs, kept, imports, moved }
    }

    fn resource(&self, resource: &Resource) -> Resource {
        let body = match &resource.body {
            Body::Declared { kind, properties, runtime_owned, differing: _ } => {
                let (properties, runtime_owned) = self.properties(kind, properties, runtime_owned);
                Body::Declared { kind, properties, runtime_owned, differing: Vec::new() }
            }
            Body::Raw { cloudformation, terraform } => {
                let half = |wanted: Dialect, half: &Option<(Text, Value)>| {
                    half.as_ref()
                        .filter(|_| self.dialect == wanted)
                        .map(|(kind, body)| (kind.clone(), self.value(body)))
                };
                Body::Raw {
                    cloudformation: half(Dialect::CloudFormation, cloudformation),
                    terraform: half(Dialect::Terraform, terraform),
                }
            }
        };
        let mut after: Vec<_> =
            resource.after.iter().filter_map(|it| self.resources.get(it)).copied().collect();
        after.sort_unstable();
        after.dedup();
        Resource {
            path: name(resource, self.dialect),
            was: None,
            recorded_id: None,
            only: None,
            body,
            after,
            keep: match (resource.keep, self.dialect) {
                (Keep::Replaced, Dialect::Terraform) => Keep::Delete,
                (keep, _) => keep,
            },
            origin: None,
        }
    }

    /// A value without regard to where it stands.
    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Bool(_)
            | Value::Integer(_)
            | Value::Text(_)
            | Value::Pseudo(_)
            | Value::Zone(_)
            | Value::Unknown { .. } => value.clone(),
            Value::Decimal(number) => whole(*number),
            Value::List(items) => Value::List(items.iter().map(|it| self.value(it)).collect()),
            Value::Object(entries) => {
                let mut entries: Vec<_> =
                    entries.iter().map(|(key, value)| (key.clone(), self.value(value))).collect();
                entries.sort_by(|(a, _), (b, _)| a.cmp(b));
                Value::Object(entries)
            }
            Value::Reference(id, attribute) => self.reference(*id, attribute),
            Value::Knob(id) => match &self.knobs[id.0 as usize] {
                Ok(literal) => literal.clone(),
                Err(id) => Value::Knob(*id),
            },
            Value::Concat(parts) => match Value::concat(parts.iter().map(|it| self.value(it))) {
                Value::Concat(mut parts) if parts.len() == 1 => parts.swap_remove(0),
                joined => joined,
            },
            Value::Import(id) => Value::Import(self.moved[id.0 as usize]),
            Value::Element(list, index) => Value::element(self.value(list), *index),
        }
    }

    /// A reference, to the first attribute that the dialect spells alike.
    fn reference(&self, id: ResourceId, attribute: &Text) -> Value {
        let Some(new) = self.resources.get(&id) else {
            let why = format!("there is no such resource in {:?}", self.dialect);
            return Value::Unknown { why: why.into(), place: "".into() };
        };
        let attribute = match self.stack.resource(id).kind() {
            None if self.dialect == Dialect::Terraform && attribute == "id" => Text::from("ref"),
            None => attribute.clone(),
            Some(kind) => {
                let spelled = kind.attribute(attribute).and_then(|it| it.spelled_in(self.dialect));
                let first = kind
                    .attributes
                    .iter()
                    .find(|it| spelled.is_some() && it.spelled_in(self.dialect) == spelled);
                first.map_or_else(|| attribute.clone(), |it| it.name.into())
            }
        };
        Value::Reference(*new, attribute)
    }
}

/// What the dialect calls a resource.
fn name(resource: &Resource, dialect: Dialect) -> String {
    match dialect {
        Dialect::CloudFormation => resource.logical_id(),
        Dialect::Terraform => resource.terraform_name(),
    }
}

/// 2^53: up to here, a number with a fraction writes every whole number exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number with a fraction, if it has one.
pub(super) fn whole(number: f64) -> Value {
    let rounded = number.trunc();
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
    #[expect(clippy::float_cmp, reason = "a whole number equals its whole part exactly")]
    if rounded == number && (-EXACT..=EXACT).contains(&number) {
        return Value::Integer(rounded as i64);
    }
    Value::Decimal(number)
}

/// Where each knob goes: its value if it is equal everywhere, otherwise its place by name.
fn knobs(stack: &Stack, dialect: Dialect) -> (Vec<Result<Value, KnobId>>, Vec<Knob>) {
    let mut kept: Vec<(usize, Knob)> = Vec::new();
    let mut places = vec![Err(KnobId(0)); stack.knobs.len()];
    for (position, knob) in stack.knobs.iter().enumerate() {
        let values = values(stack, knob);
        match values.as_slice() {
            [first, rest @ ..] if rest.iter().all(|it| it == first) => {
                places[position] = Ok(first.clone().into());
            }
            _ => kept.push((position, renamed(knob, values, dialect))),
        }
    }
    kept.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    for (new, (old, _)) in kept.iter().enumerate() {
        places[*old] = Err(KnobId::at(new));
    }
    (places, kept.into_iter().map(|(_, knob)| knob).collect())
}

/// The values of a knob where its stack is deployed; none if they are given at deployment.
fn values(stack: &Stack, knob: &Knob) -> Vec<Literal> {
    let KnobSource::Environments(values) = &knob.source else { return Vec::new() };
    let folded = values.iter().map(|value| match value {
        Literal::Decimal(number) => match whole(*number) {
            Value::Integer(number) => Literal::Integer(number),
            _ => Literal::Decimal(*number),
        },
        other => other.clone(),
    });
    match stack.scope {
        Scope::App(only) => folded.skip(only).take(1).collect(),
        Scope::Environment | Scope::Region(_) => folded.collect(),
    }
}

fn renamed(knob: &Knob, values: Vec<Literal>, dialect: Dialect) -> Knob {
    let path = match dialect {
        Dialect::CloudFormation => pascal_case(&knob.path),
        Dialect::Terraform => snake_case(&knob.path),
    };
    let kind = match &knob.kind {
        KnobType::Pattern(pattern, _) => KnobType::Pattern(pattern.clone(), "".into()),
        other => other.clone(),
    };
    let source = KnobSource::Environments(values);
    Knob { path, description: knob.description.clone(), kind, class: "".into(), source }
}

/// The imports by name, and where each went.
fn imports(stack: &Stack, dialect: Dialect) -> (Vec<Import>, Vec<ImportId>) {
    let told = |import: &Import| {
        let kind = match (dialect, import.kind) {
            (Dialect::CloudFormation, kind) => kind,
            (Dialect::Terraform, ImportKind::SubnetIds) => ImportKind::SubnetIds,
            (
                Dialect::Terraform,
                ImportKind::Text
                | ImportKind::VpcId
                | ImportKind::SecurityGroupId
                | ImportKind::HostedZoneId,
            ) => ImportKind::Text,
        };
        Import { kind, ..import.clone() }
    };
    let told: Vec<_> = stack.imports.iter().map(told).collect();
    let mut sorted = told.clone();
    sorted.sort();
    sorted.dedup();
    let place = |import| ImportId::at(sorted.binary_search(import).unwrap_or_default());
    let moved = told.iter().map(place).collect();
    (sorted, moved)
}

/// Keeps the knobs and imports that some value reads.
fn keep_used(form: &Form<'_>, normal: &mut Stack) {
    let mut knobs = BTreeMap::new();
    let mut imports = BTreeMap::new();
    for resource in &normal.resources {
        resource.walk(&mut |value| match value {
            Value::Knob(id) => drop(knobs.insert(*id, KnobId(0))),
            Value::Import(id) => drop(imports.insert(*id, ImportId(0))),
            _ => {}
        });
    }
    knobs.values_mut().enumerate().for_each(|(new, it)| *it = KnobId::at(new));
    imports.values_mut().enumerate().for_each(|(new, it)| *it = ImportId::at(new));
    normal.knobs = knobs.keys().map(|it| form.kept[it.0 as usize].clone()).collect();
    normal.imports = imports.keys().map(|it| form.imports[it.0 as usize].clone()).collect();
    for resource in &mut normal.resources {
        resource.walk_mut(&mut |value| match value {
            Value::Knob(id) => *id = knobs[id],
            Value::Import(id) => *id = imports[id],
            _ => {}
        });
    }
}
