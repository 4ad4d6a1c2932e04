//! Graph, stacks, resources, knobs and imports.
//!
//! Invariants, checked by [`verify`](super::verify): a resource's path is unique in the app; its
//! properties follow its kind's rows; references stay inside the stack, and what another stack
//! provides is an [`Import`]. A [`Knob`] whose values are equal everywhere does not exist: it was
//! inlined when it was made.

use std::panic::Location;

use super::kind::{Dialect, Kind, Row};
use super::value::{ImportId, KnobId, ResourceId, Text, Value};

/// Everything an app consists of, stack by stack in deployment order.
#[derive(Debug, Default)]
pub struct Graph {
    /// The app's name.
    pub app: String,
    /// Where it runs, in the order of `environments!`.
    pub places: Vec<Place>,
    /// Its stacks, each after those it imports from.
    pub stacks: Vec<Stack>,
}

/// An environment as the back ends see it: the values of the pseudo parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The environment's name.
    pub environment: String,
    /// Account number, twelve digits.
    pub account: String,
    /// Region, as in `eu-west-1`.
    pub region: String,
}

/// Resources that are deployed and changed together.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// Its name, unique in the app.
    pub name: String,
    /// What it is for; becomes the template's description.
    pub description: String,
    /// Where it is deployed.
    pub scope: Scope,
    /// Tags of every resource in it, beside those of the app.
    pub tags: Vec<(Text, Text)>,
    /// Values that may differ between environments.
    pub knobs: Vec<Knob>,
    /// Values of other stacks.
    pub imports: Vec<Import>,
    /// What it offers to other stacks.
    pub outputs: Vec<Output>,
    /// Its resources, in the order they were declared.
    pub resources: Vec<Resource>,
    /// What the first deployment of this stack needs to know.
    pub notes: Vec<String>,
}

/// Where a stack is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Once per environment, in its account and region.
    Environment,
    /// Once per environment, in its account and a fixed region.
    Region(Text),
    /// Once per app, in the place of the environment with this index.
    App(usize),
}

/// A resource: a kind and its properties, or something raw.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// The path the user wrote, as in `orders/service`: its logical ID and address.
    pub path: String,
    /// An earlier path whose recorded identity it keeps.
    pub was: Option<String>,
    /// The logical ID recorded for it, if it is not the one its path gives.
    pub recorded_id: Option<String>,
    /// The one dialect that has it, if not both do.
    pub only: Option<Dialect>,
    /// What it consists of.
    pub body: Body,
    /// Resources it is created after, beside those it refers to.
    pub after: Vec<ResourceId>,
    /// What happens to it when it is removed from the stack.
    pub keep: Keep,
    /// The spec it stands for.
    pub origin: Option<&'static Location<'static>>,
}

/// What a resource consists of.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A kind of the tables.
    Declared {
        /// Its kind.
        kind: &'static Kind,
        /// Its properties, in the order of the kind's rows.
        properties: Vec<(&'static Row, Value)>,
        /// Rows that something else writes at run time: CloudFormation omits them, Terraform sets
        /// the first value and ignores changes.
        runtime_owned: Vec<&'static Row>,
        /// Properties that one dialect alone has, or has with another value, and owns.
        differing: Vec<(Dialect, &'static Row, Value)>,
    },
    /// A resource of any type, spelled by the user for each dialect.
    Raw {
        /// CloudFormation type and properties.
        cloudformation: Option<(Text, Value)>,
        /// Terraform type and arguments.
        terraform: Option<(Text, Value)>,
    },
}

/// What happens to a resource that leaves its stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It is deleted.
    Delete,
    /// It is deleted, but stays when a change replaces it: CloudFormation's `UpdateReplacePolicy`.
    /// Terraform has a property of the resource for that, as in `skip_destroy`.
    Replaced,
    /// It stays once it was created: CloudFormation's `RetainExceptOnCreate` and `Retain`,
    /// Terraform's `prevent_destroy`.
    Retain,
}

impl Resource {
    /// A resource of a kind, without properties.
    pub fn new(path: impl Into<String>, kind: &'static Kind) -> Self {
        Self {
            path: path.into(),
            was: None,
            recorded_id: None,
            only: None,
            body: Body::Declared {
                kind,
                properties: Vec::new(),
                runtime_owned: Vec::new(),
                differing: Vec::new(),
            },
            after: Vec::new(),
            keep: Keep::Delete,
            origin: None,
        }
    }

    /// A resource of any type, spelled for each dialect.
    pub fn raw(
        path: impl Into<String>,
        cloudformation: Option<(Text, Value)>,
        terraform: Option<(Text, Value)>,
    ) -> Self {
        Self {
            path: path.into(),
            was: None,
            recorded_id: None,
            only: None,
            body: Body::Raw { cloudformation, terraform },
            after: Vec::new(),
            keep: Keep::Delete,
            origin: None,
        }
    }

    /// Its kind, unless it is raw.
    pub fn kind(&self) -> Option<&'static Kind> {
        match &self.body {
            Body::Declared { kind, .. } => Some(kind),
            Body::Raw { .. } => None,
        }
    }

    /// Its type in a dialect, or `None` if that dialect does not have the resource.
    pub fn type_in(&self, dialect: Dialect) -> Option<&str> {
        if self.only.is_some_and(|only| only != dialect) {
            return None;
        }
        match &self.body {
            Body::Declared { kind, .. } => kind.type_in(dialect),
            Body::Raw { cloudformation, terraform } => {
                let half = match dialect {
                    Dialect::CloudFormation => cloudformation,
                    Dialect::Terraform => terraform,
                };
                half.as_ref().map(|(kind, _)| &**kind)
            }
        }
    }

    /// Calls `visit` with every value in it.
    pub fn walk<'v>(&'v self, visit: &mut dyn FnMut(&'v Value)) {
        match &self.body {
            Body::Declared { properties, differing, .. } => {
                properties.iter().for_each(|(_, value)| value.walk(visit));
                differing.iter().for_each(|(_, _, value)| value.walk(visit));
            }
            Body::Raw { cloudformation, terraform } => {
                let bodies = cloudformation.iter().chain(terraform);
                bodies.for_each(|(_, value)| value.walk(visit));
            }
        }
    }

    /// Calls `visit` with every value in it, innermost first.
    pub fn walk_mut(&mut self, visit: &mut dyn FnMut(&mut Value)) {
        match &mut self.body {
            Body::Declared { properties, differing, .. } => {
                properties.iter_mut().for_each(|(_, value)| value.walk_mut(visit));
                differing.iter_mut().for_each(|(_, _, value)| value.walk_mut(visit));
            }
            Body::Raw { cloudformation, terraform } => {
                let bodies = cloudformation.iter_mut().chain(terraform);
                bodies.for_each(|(_, value)| value.walk_mut(visit));
            }
        }
    }

    /// Its logical ID: the recorded one, or its path in Pascal case.
    pub fn logical_id(&self) -> String {
        self.recorded_id.clone().unwrap_or_else(|| crate::ir::name::pascal_case(&self.path))
    }

    /// Its name in Terraform: its path in snake case.
    pub fn terraform_name(&self) -> String {
        crate::ir::name::snake_case(&self.path)
    }

    /// The value of a property, by its neutral name.
    pub fn property(&self, name: &str) -> Option<&Value> {
        match &self.body {
            Body::Declared { properties, .. } => {
                properties.iter().find(|(row, _)| row.name == name).map(|(_, value)| value)
            }
            Body::Raw { .. } => None,
        }
    }

    /// Sets a property by its neutral name; a second call replaces the value.
    ///
    /// # Panics
    /// If the kind has no such row, or the resource is raw: a mistake in the code that lowers.
    pub fn set(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.put(name, value.into()).unwrap_or_else(|kind| {
            panic!("`{kind}` has no row `{name}`: a bug in the code that lowers `{}`", self.path)
        });
        self
    }

    /// Sets a property if there is a value.
    pub fn set_some(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets a property by its neutral name.
    ///
    /// # Errors
    /// The kind's name if it has no such row.
    pub fn put(&mut self, name: &str, value: Value) -> Result<(), &'static str> {
        let Body::Declared { kind, properties, .. } = &mut self.body else { return Err("raw") };
        let Some(row) = kind.row(name) else { return Err(kind.name) };
        match properties.iter_mut().find(|(known, _)| std::ptr::eq(*known, row)) {
            Some((_, old)) => *old = value,
            None => properties.push((row, value)),
        }
        Ok(())
    }

    /// Sets a property that something else writes at run time; `initial` is its first value.
    pub fn runtime_owned(self, name: &'static str, initial: impl Into<Value>) -> Self {
        let mut this = self.set(name, initial);
        if let Body::Declared { kind, runtime_owned, .. } = &mut this.body {
            runtime_owned.extend(kind.row(name));
        }
        this
    }

    /// Sets a property whose first value both dialects write and that something else changes at run
    /// time: CloudFormation leaves it alone while the template says the same, Terraform ignores
    /// changes.
    pub fn initially(self, name: &'static str, initial: impl Into<Value>) -> Self {
        let initial = initial.into();
        self.runtime_owned(name, initial.clone()).set_in(Dialect::CloudFormation, name, initial)
    }

    /// Sets a property in one dialect, whatever it is in the other; there it is owned by us.
    ///
    /// # Panics
    /// If the kind has no such row, or the resource is raw: a mistake in the code that lowers.
    pub fn set_in(mut self, dialect: Dialect, name: &'static str, value: impl Into<Value>) -> Self {
        let Body::Declared { kind, differing, .. } = &mut self.body else {
            panic!("`{}` is raw: a bug in the code that lowers it", self.path)
        };
        let Some(row) = kind.row(name) else {
            panic!("`{}` has no row `{name}`: a bug in the code that lowers it", kind.name)
        };
        differing.retain(|(only, known, _)| *only != dialect || !std::ptr::eq(*known, row));
        differing.push((dialect, row, value.into()));
        self
    }

    /// Leaves it out of the other dialect.
    pub fn only(mut self, dialect: Dialect) -> Self {
        self.only = Some(dialect);
        self
    }

    /// Creates it after `other`.
    pub fn after(mut self, other: ResourceId) -> Self {
        self.after.push(other);
        self
    }

    /// Keeps it when it leaves the stack.
    pub fn retain(mut self) -> Self {
        self.keep = Keep::Retain;
        self
    }

    /// Keeps it when a change replaces it.
    pub fn retain_replaced(mut self) -> Self {
        self.keep = Keep::Replaced;
        self
    }

    /// Names the spec it stands for.
    pub fn origin(mut self, at: &'static Location<'static>) -> Self {
        self.origin = Some(at);
        self
    }

    /// Keeps the identity recorded for an earlier path.
    pub fn was(mut self, path: Option<String>) -> Self {
        self.was = path;
        self
    }
}

/// A value that differs between environments, or that is given at deployment.
#[derive(Clone, Debug, PartialEq)]
pub struct Knob {
    /// Its path, as in `orders/tasks-least`: parameter and variable name.
    pub path: String,
    /// What it means, for the parameter's description.
    pub description: Text,
    /// Its type.
    pub kind: KnobType,
    /// What may differ here, as `parity.json` calls it: `count`, `size`, `host`, …
    pub class: Text,
    /// Where its values come from.
    pub source: KnobSource,
}

impl Knob {
    /// Whether the description has its values, and they are not given at deployment.
    pub const fn is_described(&self) -> bool {
        matches!(self.source, KnobSource::Environments(_))
    }
}

/// Where the values of a knob come from.
#[derive(Clone, Debug, PartialEq)]
pub enum KnobSource {
    /// One value for each environment, in order.
    Environments(Vec<Literal>),
    /// Given when a release is deployed.
    Deployment(Given),
}

/// What is known only when a release is deployed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The image of a service, as `repository@sha256:digest`.
    Image,
    /// The release's identifier.
    Release,
}

/// The type of a knob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnobType {
    /// Text; with allowed values if there are any.
    Text(Vec<Text>),
    /// A number between two bounds.
    Number(i64, i64),
    /// A number with a fraction.
    Decimal,
    /// `true` or `false`.
    Bool,
    /// Text that matches a regular expression, with what it says in words.
    Pattern(Text, Text),
}

/// A literal, as parameter files hold it.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Text.
    Text(Text),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// `true` or `false`.
    Bool(bool),
}

impl From<Literal> for Value {
    fn from(literal: Literal) -> Self {
        match literal {
            Literal::Text(text) => Self::Text(text),
            Literal::Integer(number) => Self::Integer(number),
            Literal::Decimal(number) => Self::Decimal(number),
            Literal::Bool(value) => Self::Bool(value),
        }
    }
}

impl std::fmt::Display for Literal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::Bool(value) => write!(f, "{value}"),
        }
    }
}

/// A value that another stack put into SSM.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// The stack that provides it.
    pub stack: String,
    /// The output's name, as in `vpc-id`.
    pub output: String,
    /// What it is.
    pub kind: ImportKind,
}

impl Import {
    /// `stack/output`, which names its parameter and data source.
    pub fn path(&self) -> String {
        format!("{}/{}", self.stack, self.output)
    }
}

/// A value that other stacks of the same environment may import, put into SSM.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The output's name, as in `vpc-id`.
    pub name: String,
    /// What it is.
    pub kind: ImportKind,
    /// Its value in the providing stack.
    pub value: Value,
}

/// What an imported value is; CloudFormation checks the AWS ones before it deploys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportKind {
    /// Any text: an ARN, a name, a URL.
    Text,
    /// The ID of a VPC.
    VpcId,
    /// The ID of a security group.
    SecurityGroupId,
    /// The IDs of subnets.
    SubnetIds,
    /// The ID of a hosted zone.
    HostedZoneId,
}

impl Stack {
    /// A stack deployed once per environment.
    pub fn new(name: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: description.into(),
            scope: Scope::Environment,
            tags: Vec::new(),
            knobs: Vec::new(),
            imports: Vec::new(),
            outputs: Vec::new(),
            resources: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Deploys it elsewhere than once per environment in its region.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Adds a resource.
    pub fn add(&mut self, resource: Resource) -> ResourceId {
        self.resources.push(resource);
        ResourceId::at(self.resources.len() - 1)
    }

    /// The resource with this id.
    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.0 as usize]
    }

    /// The knob with this id.
    pub fn knob(&self, id: KnobId) -> &Knob {
        &self.knobs[id.0 as usize]
    }

    /// The import with this id.
    pub fn imported(&self, id: ImportId) -> &Import {
        &self.imports[id.0 as usize]
    }

    /// A knob with a value for each environment; its literal if they are all equal.
    pub fn vary(
        &mut self,
        path: impl Into<String>,
        class: impl Into<Text>,
        kind: KnobType,
        description: impl Into<Text>,
        values: Vec<Literal>,
    ) -> Value {
        if values.windows(2).all(|pair| pair[0] == pair[1])
            && let Some(value) = values.first()
        {
            return value.clone().into();
        }
        let source = KnobSource::Environments(values);
        self.knob_of(Knob {
            path: path.into(),
            description: description.into(),
            kind,
            class: class.into(),
            source,
        })
    }

    /// A value given when a release is deployed.
    pub fn given(&mut self, path: impl Into<String>, given: Given) -> Value {
        let (kind, class, description) = match given {
            Given::Image => (
                KnobType::Pattern(
                    "^[a-z0-9][a-z0-9._/:-]*@sha256:[0-9a-f]{64}$".into(),
                    "an image is pinned by digest: repository@sha256: and 64 hexadecimal digits"
                        .into(),
                ),
                "image",
                "Image of this release, the same in every environment",
            ),
            Given::Release => (
                KnobType::Pattern(
                    "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$".into(),
                    "a release is named by 1 to 64 letters, digits, dots, underscores and hyphens"
                        .into(),
                ),
                "release",
                "Identifier of this release",
            ),
        };
        let source = KnobSource::Deployment(given);
        self.knob_of(Knob {
            path: path.into(),
            description: description.into(),
            kind,
            class: class.into(),
            source,
        })
    }

    /// The knob itself; one with the same path is reused.
    pub fn knob_of(&mut self, knob: Knob) -> Value {
        let found = self.knobs.iter().position(|known| known.path == knob.path);
        let position = found.unwrap_or_else(|| {
            self.knobs.push(knob);
            self.knobs.len() - 1
        });
        Value::Knob(KnobId::at(position))
    }

    /// A value of another stack.
    pub fn import(&mut self, stack: &str, output: &str, kind: ImportKind) -> Value {
        let found =
            self.imports.iter().position(|import| import.stack == stack && import.output == output);
        let position = found.unwrap_or_else(|| {
            self.imports.push(Import { stack: stack.to_owned(), output: output.to_owned(), kind });
            self.imports.len() - 1
        });
        Value::Import(ImportId::at(position))
    }

    /// Offers a value to the other stacks of the environment.
    pub fn output(&mut self, name: impl Into<String>, kind: ImportKind, value: impl Into<Value>) {
        self.outputs.push(Output { name: name.into(), kind, value: value.into() });
    }
}
