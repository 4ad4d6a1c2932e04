//! What was read from a manifest: the graph of [`Stack`], with every value's place in its file.
//!
//! The front ends make a [`Manifest`]; the rules judge it; [`Manifest::to_stack`] forgets the places
//! and leaves the graph that the back ends write. A resource's properties are spelled as its kind's
//! rows are, whatever the dialect; one of a type outside the tables keeps its dialect's spelling.
//!
//! What is no resource but can be judged all the same (parameters, module calls, stages of an
//! image) is a [`Resource`] too, of a kind in [`declaration`].

pub mod asl;
mod condition;
pub mod declaration;
mod node;

pub use condition::{Assumed, Conditions, Holds, Logic};
pub use node::{Data, EXPORTED, Field, FileId, Input, Node, Span};

use std::collections::BTreeSet;

use super::graph::{Body, Keep, Resource as GraphResource, Stack};
use super::kind::{Kind, Row};
use super::value::{ResourceId, Text};

/// The syntax and vocabulary of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A CloudFormation template, YAML or JSON.
    CloudFormation,
    /// A Terraform module, HCL or JSON, with the local modules it calls.
    Terraform,
    /// What `terraform show -json` prints of a plan.
    Plan,
    /// An ECS task definition, as `aws ecs register-task-definition --cli-input-json` takes it.
    TaskDefinition,
    /// A Compose file.
    Compose,
    /// A Dockerfile.
    Dockerfile,
}

impl Format {
    /// Its name, as its makers write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CloudFormation => "CloudFormation",
            Self::Terraform => "Terraform",
            Self::Plan => "Terraform plan",
            Self::TaskDefinition => "ECS task definition",
            Self::Compose => "Compose",
            Self::Dockerfile => "Dockerfile",
        }
    }
}

/// One unit that is deployed, started or built: a template, a root module, a Compose file.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// What it is written in.
    pub format: Format,
    /// Resources and declarations, in the order they were written. A [`ResourceId`] is a position.
    pub resources: Vec<Resource>,
    /// Name, description, tags, knobs, imports and outputs, without the resources.
    pub frame: Stack,
    /// What stands beside the resources, as it is spelled: `Metadata`, `x-formwork-allow`.
    pub meta: Node,
    /// What else is made of it before it is deployed: the macros of a template.
    pub transforms: Vec<Text>,
    /// What decides between branches.
    pub conditions: Conditions,
    /// The resources that got another address: the old and the new one.
    pub moved: Vec<(String, String)>,
    /// What is not in it.
    pub unread: Vec<Unread>,
    /// Names that stand for nothing in it. Empty where something unread may declare them.
    pub dangling: Vec<Dangling>,
}

/// A name that stands for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// Where it is used.
    pub span: Span,
    /// The name.
    pub name: Text,
    /// What it should be the name of: `parameter or resource`, `condition`, `mapping`.
    pub of: &'static str,
    /// A name that is much like it.
    pub meant: Option<String>,
}

/// Something a manifest declares.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Logical ID, address (`module.web.aws_ecs_service.this`), or name; unique in its manifest.
    pub address: String,
    /// Its type, as it is written.
    pub type_name: Text,
    /// Its kind, if a table has it.
    pub kind: Option<&'static Kind>,
    /// Its properties: an object by the names of its kind's rows.
    pub properties: Node,
    /// What stands beside the properties, as it is spelled: `DependsOn`, `DeletionPolicy`,
    /// `Condition`; `count`, `for_each`, `lifecycle`.
    pub meta: Node,
    /// What names it: its logical ID, or the labels of its block.
    pub head: Span,
    /// All of it, which a suppression beside its head covers.
    pub span: Span,
    /// Resources it is created after, beside those it refers to.
    pub after: Vec<ResourceId>,
    /// What happens to it when it is removed from the stack.
    pub keep: Keep,
    /// What it is made of in its own dialect: itself, and in Terraform the resources that are parts
    /// of it. Schemas judge this. Empty where no schema speaks: declarations, plans, containers.
    pub written: Vec<Written>,
}

/// A resource as its dialect spells it, with references, inputs and branches understood.
#[derive(Clone, Debug)]
pub struct Written {
    /// Logical ID or address.
    pub address: String,
    /// Its type.
    pub type_name: Text,
    /// Its properties, without what is meant for the engine: `count`, `lifecycle`.
    pub properties: Node,
    /// What names it.
    pub head: Span,
    /// Whether its nested blocks can be told from its arguments.
    pub blocks: Blocks,
    /// Lists and objects in it that are text: what `jsonencode` is given, by its place.
    pub documents: BTreeSet<Span>,
}

/// Whether nested blocks can be told from arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocks {
    /// They can: the place of a block covers that of its name, and of several the first does.
    Told,
    /// They cannot: the syntax writes both alike, or has no blocks.
    Alike,
}

/// Something that was read past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where it stands.
    pub span: Span,
    /// Why it was not read.
    pub why: Text,
}

impl Resource {
    /// The neutral name of its kind, or the type it is written with.
    pub fn kind_name(&self) -> &str {
        self.kind.map_or(&*self.type_name, |kind| kind.name)
    }

    /// Whether it is of the kind with this neutral name, or of this type.
    pub fn is(&self, kind: &str) -> bool {
        self.kind_name() == kind
    }

    /// A property, by its neutral name; `None` if it is absent.
    pub fn property(&self, name: &str) -> Option<&Node> {
        self.properties.get(name)
    }
}

impl Manifest {
    /// An empty one.
    pub fn new(format: Format, name: impl Into<String>) -> Self {
        Self {
            format,
            resources: Vec::new(),
            frame: Stack::new(name, ""),
            meta: Node::empty(Span::default()),
            transforms: Vec::new(),
            conditions: Conditions::default(),
            moved: Vec::new(),
            unread: Vec::new(),
            dangling: Vec::new(),
        }
    }

    /// The resources of a kind, by its neutral name; or of a type, if no table has it.
    pub fn of<'m>(&'m self, kind: &'m str) -> impl Iterator<Item = &'m Resource> {
        self.resources.iter().filter(move |resource| resource.is(kind))
    }

    /// The resource at this position.
    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.0 as usize]
    }

    /// The resource that a value refers to, if it is one of this manifest.
    pub fn target(&self, node: &Node) -> Option<&Resource> {
        match &node.known().data {
            Data::Reference(id, _) => self.resources.get(id.0 as usize),
            _ => None,
        }
    }

    /// Every resource a value refers to, anywhere in it.
    pub fn targets<'m>(&'m self, node: &'m Node) -> Vec<&'m Resource> {
        let mut found = Vec::new();
        node.walk(&mut |node| {
            if let Data::Reference(id, _) = &node.data {
                found.extend(self.resources.get(id.0 as usize));
            }
        });
        found
    }

    /// The graph, without places. Declarations stay out of it; references move up accordingly.
    pub fn to_stack(&self) -> Stack {
        let is_resource = |it: &Resource| !it.kind.is_some_and(declaration::is_declaration);
        let mut ids = Vec::with_capacity(self.resources.len());
        let mut next = 0;
        for resource in &self.resources {
            ids.push(is_resource(resource).then(|| ResourceId::at(next)));
            next += usize::from(is_resource(resource));
        }
        let renumbered = |id: ResourceId| ids.get(id.0 as usize).copied().flatten();
        let mut stack = self.frame.clone();
        for resource in self.resources.iter().filter(|it| is_resource(it)) {
            stack.add(self.to_resource(resource, &renumbered));
        }
        stack
    }

    /// What names a resource in the graph: in Terraform, the name without its type.
    fn path(&self, resource: &Resource) -> String {
        let name = match self.format {
            Format::Terraform | Format::Plan => resource
                .address
                .strip_prefix(&*resource.type_name)
                .and_then(|rest| rest.strip_prefix('.')),
            Format::CloudFormation
            | Format::TaskDefinition
            | Format::Compose
            | Format::Dockerfile => None,
        };
        name.unwrap_or(&resource.address).to_owned()
    }

    fn to_resource(
        &self,
        resource: &Resource,
        renumbered: &dyn Fn(ResourceId) -> Option<ResourceId>,
    ) -> GraphResource {
        let mut bare = GraphResource::raw(self.path(resource), None, None);
        bare.keep = resource.keep;
        bare.after = resource.after.iter().filter_map(|id| renumbered(*id)).collect();
        bare.body = self.body(resource, renumbered);
        bare
    }

    fn body(
        &self,
        resource: &Resource,
        renumbered: &dyn Fn(ResourceId) -> Option<ResourceId>,
    ) -> Body {
        if let Some(kind) = resource.kind {
            let properties = rows(kind, &resource.properties, renumbered);
            let runtime_owned = ignored(kind, resource);
            return Body::Declared { kind, properties, runtime_owned, differing: Vec::new() };
        }
        let half = Some((resource.type_name.clone(), resource.properties.value(renumbered)));
        match self.format {
            Format::CloudFormation => Body::Raw { cloudformation: half, terraform: None },
            Format::Terraform
            | Format::Plan
            | Format::TaskDefinition
            | Format::Compose
            | Format::Dockerfile => Body::Raw { cloudformation: None, terraform: half },
        }
    }
}

/// The rows that are set, and whose changes are ignored since something else makes them.
fn ignored(kind: &'static Kind, resource: &Resource) -> Vec<&'static Row> {
    let names = resource.meta.at("lifecycle.ignore_changes").map(Node::items).unwrap_or_default();
    let is_ignored = |row: &&Row| {
        let argument = row.terraform.split('.').next();
        row.side.is_empty() && names.iter().any(|name| name.text() == argument)
    };
    let set = resource.properties.fields().iter().filter_map(|field| kind.row(&field.key));
    set.filter(is_ignored).collect()
}

/// The rows that an object sets.
fn rows(
    kind: &'static Kind,
    properties: &Node,
    renumbered: &dyn Fn(ResourceId) -> Option<ResourceId>,
) -> Vec<(&'static Row, super::Value)> {
    let fields = properties.fields();
    let row = |field: &Field| Some((kind.row(&field.key)?, field.value.value(renumbered)));
    fields.iter().filter_map(row).collect()
}
