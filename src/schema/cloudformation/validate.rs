//! Judges what a resource says by the schema of its type.
//!
//! What is not known is not judged, and a form that may or may not fit is taken to fit. Branches are
//! judged each for itself; how properties belong together is judged for each condition that they
//! depend on, and only if those are few: nothing is multiplied out.

mod form;
mod format;
mod group;
mod same;
mod value;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::nearest;
use crate::ir::lifted::{Assumed, Conditions, Data, Field, Holds, Node, Resource, Span, Written};
use crate::schema::{Class, Step, Violation, names};

use super::shape::{Check, Closed, Flag, Pattern, Shape, ShapeId, Type};

/// How deep a value may be judged; schemas may hold themselves.
const DEPTH: usize = 64;

/// How often a value is looked at, on average: forms may hold forms, and each is tried.
const LOOKS: usize = 200;

/// How many violations of one resource are told.
const TOLD: usize = 1000;

/// Where a path with a text is a file that `aws cloudformation package` uploads.
const PACKAGED: &[(&str, &str)] = &[
    ("AWS::ApiGateway::RestApi", "BodyS3Location"),
    ("AWS::AppSync::FunctionConfiguration", "RequestMappingTemplateS3Location"),
    ("AWS::AppSync::FunctionConfiguration", "ResponseMappingTemplateS3Location"),
    ("AWS::AppSync::GraphQLSchema", "DefinitionS3Location"),
    ("AWS::AppSync::Resolver", "RequestMappingTemplateS3Location"),
    ("AWS::AppSync::Resolver", "ResponseMappingTemplateS3Location"),
    ("AWS::CloudFormation::Stack", "TemplateURL"),
    ("AWS::CodeCommit::Repository", "Code/S3"),
    ("AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle"),
    ("AWS::Lambda::Function", "Code"),
    ("AWS::Lambda::LayerVersion", "Content"),
    ("AWS::StepFunctions::StateMachine", "DefinitionS3Location"),
];

/// What is wrong with a resource as it is written; nothing, if its type is nobody's we know.
pub fn judge(written: &Written, resource: &Resource, conditions: &Conditions) -> Vec<Violation> {
    let name = &*written.type_name;
    let Some(schema) = super::find(schema_of(name)) else { return unknown_type(name, resource) };
    let mut here = Here {
        path: Vec::new(),
        assumed: assumed(resource, conditions),
        anchor: written.head,
        mode: Mode::Sure,
    };
    let judge = Judge { name, schema: &schema, conditions, steps: Cell::new(looks(written)) };
    let mut outcome = Outcome::default();
    if written.properties.data == Data::Absent {
        let message = "`Properties` must be an object, and is nothing".to_owned();
        let help = "write the properties, or leave `Properties` out".to_owned();
        let violation = (Class::WrongType, message, help);
        outcome.push(told(violation, &written.properties, &here));
    }
    judge.value(&written.properties, ShapeId(0), &mut here, &mut outcome);
    outcome.violations
}

fn looks(written: &Written) -> usize {
    let mut values = 1;
    written.properties.walk(&mut |_| values += 1);
    values * LOOKS
}

/// Everything that is custom is one type.
fn schema_of(name: &str) -> &str {
    if name.starts_with("Custom::") { "AWS::CloudFormation::CustomResource" } else { name }
}

/// What a condition on the resource itself decides.
fn assumed(resource: &Resource, conditions: &Conditions) -> Assumed {
    let none = Assumed::default();
    let Some(Node { data: Data::Text(name), .. }) = resource.meta.get("Condition") else {
        return none;
    };
    conditions.assume(name, Holds::Yes, &none).unwrap_or(none)
}

fn unknown_type(name: &str, resource: &Resource) -> Vec<Violation> {
    let is_provider = name.starts_with("AWS::") || name.starts_with("Alexa::");
    // SAM's types become others before CloudFormation sees them, and a module's are its author's.
    if !is_provider || name.starts_with("AWS::Serverless::") || name.ends_with("::MODULE") {
        return Vec::new();
    }
    vec![Violation {
        class: Class::UnknownType,
        span: resource.head,
        path: Vec::new(),
        value: name.to_owned(),
        message: format!("no resource type of CloudFormation is called `{name}`"),
        help: match nearest(name, similar(name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "look the type up in the resource reference; a newer one is not known yet"
                .to_owned(),
        },
    }]
}

/// Types of the same service, or called the same in another one.
fn similar(name: &str) -> impl Iterator<Item = &'static str> {
    let (service, last) = name.rsplit_once("::").unwrap_or((name, name));
    super::types().iter().copied().filter(move |it| {
        let (of, called) = it.rsplit_once("::").unwrap_or((it, it));
        of.eq_ignore_ascii_case(service) || called.eq_ignore_ascii_case(last)
    })
}

/// Whether what is not known matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// A value is judged.
    Sure,
    /// One of several forms is tried.
    Trial,
}

/// Where the judge stands.
#[derive(Clone)]
struct Here {
    path: Vec<Step>,
    assumed: Assumed,
    /// What is underlined if something is missing.
    anchor: Span,
    mode: Mode,
}

/// What a value came to.
#[derive(Default)]
struct Outcome {
    violations: Vec<Violation>,
    /// What was told: another case or form may come to the same.
    told: BTreeSet<(Class, Span, String)>,
    /// Whether something that matters is not known.
    unknown: bool,
}

impl Outcome {
    fn fits(&self) -> Option<bool> {
        if self.unknown { None } else { Some(self.violations.is_empty()) }
    }

    fn push(&mut self, violation: Violation) {
        // A pattern says more exactly what a format does.
        let before = self.violations.iter().rposition(|it| {
            it.span == violation.span
                && matches!(it.class, Class::FormatMismatch | Class::PatternMismatch)
        });
        let is_pattern = |class| class == Class::PatternMismatch;
        match before.map(|position| (position, self.violations[position].class)) {
            Some((_, known)) if violation.class == Class::FormatMismatch && is_pattern(known) => {
                return;
            }
            Some((position, known)) if is_pattern(violation.class) && !is_pattern(known) => {
                self.violations.remove(position);
            }
            _ => {}
        }
        let key = (violation.class, violation.span, violation.message.clone());
        if self.violations.len() < TOLD && self.told.insert(key) {
            self.violations.push(violation);
        }
    }
}

/// Judges by the schema of one type.
struct Judge<'s> {
    name: &'s str,
    schema: &'s Type,
    conditions: &'s Conditions,
    /// How many values may still be looked at.
    steps: Cell<usize>,
}

impl Judge<'_> {
    fn value(&self, node: &Node, id: ShapeId, here: &mut Here, outcome: &mut Outcome) {
        let left = self.steps.get().checked_sub(1);
        self.steps.set(left.unwrap_or_default());
        if left.is_none() || here.path.len() > DEPTH || outcome.violations.len() >= TOLD {
            outcome.unknown = true;
            return;
        }
        match &node.data {
            Data::Absent => {}
            Data::OneOf(_) if here.mode == Mode::Trial => outcome.unknown = true,
            Data::OneOf(branches) => self.branches(node, branches, id, here, outcome),
            Data::Text(text) if is_resolved_later(text) => outcome.unknown = true,
            Data::Bool(_)
            | Data::Integer(_)
            | Data::Decimal(_)
            | Data::Text(_)
            | Data::List(_)
            | Data::Object(_) => self.known(node, id, here, outcome),
            Data::Reference(..)
            | Data::Input(_)
            | Data::Concat(_)
            | Data::Pseudo(_)
            | Data::Import(_)
            | Data::Element(..)
            | Data::Zone(_)
            | Data::Unknown(_) => outcome.unknown = true,
        }
    }

    /// Each branch that can be taken, with what taking it says of other choices.
    fn branches(
        &self,
        choice: &Node,
        branches: &[Node],
        id: ShapeId,
        here: &mut Here,
        outcome: &mut Outcome,
    ) {
        let name = self.conditions.of(choice).filter(|_| branches.len() == 2);
        if name.is_some_and(|name| !self.conditions.logic.contains_key(name)) {
            // CloudFormation refuses the choice itself: nobody declares its condition.
            outcome.unknown = true;
            return;
        }
        for (branch, holds) in branches.iter().zip([Holds::Yes, Holds::No].into_iter().cycle()) {
            let Some(name) = name else {
                self.value(branch, id, here, outcome);
                continue;
            };
            if let Some(after) = self.conditions.assume(name, holds, &here.assumed) {
                let before = std::mem::replace(&mut here.assumed, after);
                self.value(branch, id, here, outcome);
                here.assumed = before;
            }
        }
    }

    fn known(&self, node: &Node, id: ShapeId, here: &mut Here, outcome: &mut Outcome) {
        let shape = self.schema.shape(id);
        if let Some(same) = shape.same.filter(|same| *same != id) {
            self.value(node, same, here, outcome);
        }
        if !value::is_of(node, shape.types) && !self.is_packaged(node, here) {
            let violation = value::wrong_type(node, shape.types, &self.owner(here));
            outcome.push(told(violation, node, here));
        }
        match &node.data {
            Data::Object(fields) => self.object(fields, shape, here, outcome),
            Data::List(items) => self.list(items, shape, here, outcome),
            _ => {}
        }
        for check in &shape.checks {
            self.check(node, check, here, outcome);
        }
    }

    fn check(&self, node: &Node, check: &Check, here: &mut Here, outcome: &mut Outcome) {
        match check {
            Check::One(forms) => self.one_of(node, forms, here, outcome),
            Check::Any(forms) => self.any_of(node, forms, here, outcome),
            Check::All(forms) => {
                let tried: Vec<_> =
                    forms.iter().map(|form| self.trial(node, *form, here)).collect();
                if tried.iter().any(|it| it.unknown) {
                    outcome.unknown = true;
                } else {
                    tried.into_iter().flat_map(|it| it.violations).for_each(|it| outcome.push(it));
                }
            }
            Check::Not(form) => match self.trial(node, *form, here).fits() {
                Some(true) => {
                    let message = format!("{} has a form that is not allowed", self.owner(here));
                    let help = "see the type's reference for what is allowed".to_owned();
                    let violation = (Class::NoForm, message, help);
                    outcome.push(told(violation, node, here));
                }
                Some(false) => {}
                None => outcome.unknown = true,
            },
            Check::If([test, then, otherwise]) => match self.trial(node, *test, here).fits() {
                Some(true) => self.value(node, *then, here, outcome),
                Some(false) => self.value(node, *otherwise, here, outcome),
                None => outcome.unknown = true,
            },
            _ => match &node.data {
                Data::Object(_) => self.of_object(node, check, here, outcome),
                Data::List(items) => self.of_list(node, items, check, here, outcome),
                _ => {
                    if let Some(violation) = value::broken(node, check, &self.owner(here)) {
                        outcome.push(told(violation, node, here));
                    }
                }
            },
        }
    }

    fn object(&self, all: &[Field], shape: &Shape, here: &mut Here, outcome: &mut Outcome) {
        // Of a key that stands twice, the last one counts.
        let set = all.iter().filter(|field| !field.value.is_absent());
        let last: BTreeMap<&str, &Field> = set.map(|field| (&*field.key, field)).collect();
        for field in last.into_values() {
            if outcome.violations.len() >= TOLD {
                return;
            }
            let anchor = std::mem::replace(&mut here.anchor, field.key_span);
            here.path.push(Step::Key(field.key.clone()));
            self.field(field, shape, here, outcome);
            here.path.pop();
            here.anchor = anchor;
        }
    }

    fn field(&self, field: &Field, shape: &Shape, here: &mut Here, outcome: &mut Outcome) {
        let named = shape.properties.get(&field.key).copied();
        let matches = |(pattern, _): &&(Pattern, ShapeId)| pattern.matches(&field.key);
        let matched: Vec<_> = shape.patterns.iter().filter(matches).map(|(_, id)| *id).collect();
        if named.is_none() && matched.is_empty() && shape.closed == Some(Closed) {
            outcome.push(self.unknown_property(field, shape, here));
        }
        if named.is_some() && here.mode == Mode::Sure {
            self.flags(field, here, outcome);
        }
        for id in named.into_iter().chain(matched) {
            self.value(&field.value, id, here, outcome);
        }
    }

    fn unknown_property(&self, field: &Field, shape: &Shape, here: &Here) -> Violation {
        let key = &*field.key;
        let above = Here { path: here.path[..here.path.len() - 1].to_vec(), ..here.clone() };
        let known = || shape.properties.keys().map(|name| &**name);
        let help = match nearest(key, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if shape.properties.is_empty() => "leave it out".to_owned(),
            None => format!("leave it out; there are {}", names(known(), "and")),
        };
        Violation {
            class: Class::UnknownProperty,
            span: field.key_span,
            path: here.path.clone(),
            value: field.value.literal_text().unwrap_or_default().into_owned(),
            message: format!("{} has no property `{key}`", self.owner(&above)),
            help,
        }
    }

    /// What the type says of a property: that it is read-only, that it is given up.
    fn flags(&self, field: &Field, here: &Here, outcome: &mut Outcome) {
        let (read_only, deprecated) =
            (self.schema.paths(Flag::ReadOnly), self.schema.paths(Flag::Deprecated));
        if read_only.is_empty() && deprecated.is_empty() {
            return;
        }
        let steps: Vec<&str> = here
            .path
            .iter()
            .map(|step| match step {
                Step::Key(name) => &**name,
                Step::Element(..) => "*",
            })
            .collect();
        let path = steps.join("/");
        let key = &*field.key;
        let mut tell = |class, message, help: &str| {
            let value = field.value.literal_text().unwrap_or_default().into_owned();
            let (span, path) = (field.key_span, here.path.clone());
            outcome.push(Violation { class, span, path, value, message, help: help.to_owned() });
        };
        if read_only.contains(&&*path) {
            let message = format!("`{key}` is read-only: CloudFormation never sets it");
            tell(Class::ReadOnly, message, "leave it out; `Fn::GetAtt` may return it");
        } else if deprecated.contains(&&*path) {
            let message = format!("`{key}` is deprecated");
            tell(Class::Deprecated, message, "see the type's reference for what replaces it");
        }
    }

    fn list(&self, items: &[Node], shape: &Shape, here: &mut Here, outcome: &mut Outcome) {
        if shape.items.is_none() && shape.first.is_empty() {
            return;
        }
        let ids = shape.first.iter().copied().map(Some).chain(std::iter::repeat(shape.items));
        for ((position, item), id) in items.iter().enumerate().zip(ids) {
            let Some(id) = id else { continue };
            let name = item.get("Name").or_else(|| item.get("Key")).and_then(Node::text);
            let first = item.fields().first();
            let anchor = first.map_or(item.span, |field| field.key_span);
            let anchor = std::mem::replace(&mut here.anchor, anchor);
            here.path.push(Step::Element(position, name.map(|it| it.to_owned().into())));
            self.value(item, id, here, outcome);
            here.path.pop();
            here.anchor = anchor;
        }
    }

    /// Where a text stands for a file that is uploaded before CloudFormation sees the template.
    fn is_packaged(&self, node: &Node, here: &Here) -> bool {
        let is_here = |path: &str| {
            let steps = here.path.iter().map(Step::to_string);
            steps.eq(path.split('/'))
        };
        let of_type = |(name, path): &&(&str, &str)| *name == self.name && is_here(path);
        matches!(node.data, Data::Text(_)) && PACKAGED.iter().any(|it| of_type(&it))
    }

    /// What has a property or an element: the property or type that it is in.
    fn owner(&self, here: &Here) -> String {
        let last = here.path.iter().rev().find_map(|step| match step {
            Step::Key(name) => Some(&**name),
            Step::Element(..) => None,
        });
        format!("`{}`", last.unwrap_or(self.name))
    }
}

/// What is wrong with a value, at its place.
fn told((class, message, help): (Class, String, String), node: &Node, here: &Here) -> Violation {
    let is_structure = matches!(node.data, Data::Object(_) | Data::List(_));
    Violation {
        class,
        span: if is_structure { here.anchor } else { node.span },
        path: here.path.clone(),
        value: node.literal_text().unwrap_or_default().into_owned(),
        message,
        help,
    }
}

/// Whether a text has a part that CloudFormation fetches at deployment, or that another function
/// would have made of it.
fn is_resolved_later(text: &str) -> bool {
    text.split_once("{{").is_some_and(|(_, rest)| rest.trim_start().starts_with("resolve"))
        || text.starts_with("AWS::") && PSEUDO.contains(&text)
}

const PSEUDO: &[&str] = &[
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];
