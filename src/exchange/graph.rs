//! The graph, as a description carries it: kinds, rows and attributes by their neutral names.
//!
//! Invariant: a graph that went through its document is emitted as the same bytes. What is lost is
//! where a resource was written, which the document has as plain text.

mod from;
mod into;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use into::Mismatch;

/// Everything an app consists of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Graph {
    /// The app's name.
    pub app: String,
    /// Where it runs.
    pub places: Vec<Place>,
    /// Its stacks, in deployment order.
    pub stacks: Vec<Stack>,
}

/// An environment as the back ends see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Place {
    /// The environment's name.
    pub environment: String,
    /// Its account.
    pub account: String,
    /// Its region.
    pub region: String,
}

/// Resources that are deployed and changed together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Stack {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where it is deployed.
    pub scope: Scope,
    /// Tags of every resource in it, in order.
    pub tags: Vec<(String, String)>,
    /// Values that may differ between environments.
    pub knobs: Vec<Knob>,
    /// Values of other stacks.
    pub imports: Vec<Import>,
    /// What it offers to other stacks.
    pub outputs: Vec<Output>,
    /// Its resources.
    pub resources: Vec<Resource>,
    /// What its first deployment needs to know.
    pub notes: Vec<String>,
}

/// Where a stack is deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Once per environment.
    Environment,
    /// Once per environment, in this region.
    Region(String),
    /// Once per app, in the place with this index.
    App(usize),
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Resource {
    /// Its path, unique in the app.
    pub path: String,
    /// An earlier path whose identity it keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Its logical ID, if it is not the one its path gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The one dialect that has it, if not both do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Dialect>,
    /// What it consists of.
    pub body: Body,
    /// Paths of resources it is created after, beside those it refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Whether it stays when it leaves the stack.
    #[serde(default)]
    pub retain: bool,
    /// Whether it stays when a change replaces it, and only then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retain_replaced: bool,
    /// Where the spec that it stands for was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Written>,
}

/// A place in a source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Written {
    /// The file, as the compiler names it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// What a resource consists of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// A kind that formwork knows.
    Declared {
        /// Its name, as in `ecs/service`.
        kind: String,
        /// Properties by their neutral names.
        properties: BTreeMap<String, Value>,
        /// Properties that something else writes at run time.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        runtime_owned: Vec<String>,
        /// Properties that one dialect alone has, or has with another value.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        differing: Vec<Differing>,
    },
    /// A resource spelled for each dialect.
    Raw {
        /// For CloudFormation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cloudformation: Option<Spelled>,
        /// For Terraform.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        terraform: Option<Spelled>,
    },
}

/// A dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// CloudFormation.
    CloudFormation,
    /// Terraform.
    Terraform,
}

/// A property of one dialect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Differing {
    /// The dialect.
    pub dialect: Dialect,
    /// The property, by its neutral name.
    pub property: String,
    /// Its value there.
    pub value: Value,
}

/// A raw resource in one dialect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Spelled {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its properties or arguments.
    pub properties: Value,
}

/// A property's value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// Text, taken literally.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, whose keys are in order.
    Object(Vec<(String, Value)>),
    /// An attribute of a resource in the same stack.
    Reference {
        /// The resource's path.
        resource: String,
        /// The attribute's neutral name.
        attribute: String,
    },
    /// The knob of the stack with this path.
    Knob(String),
    /// Parts joined to one text.
    Concat(Vec<Value>),
    /// What AWS knows about where the stack is deployed.
    Pseudo(Pseudo),
    /// An output of another stack.
    Import {
        /// The stack.
        stack: String,
        /// The output.
        output: String,
    },
    /// One element of a list.
    Element {
        /// The list.
        list: Box<Value>,
        /// The element's index, from 0.
        index: usize,
    },
    /// The name of an availability zone of the region, counted from 0.
    Zone(usize),
    /// Something that could not be resolved.
    Unknown {
        /// Why.
        why: String,
        /// Where it stands.
        place: String,
    },
}

/// What AWS knows about where a stack is deployed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pseudo {
    /// The account's number.
    Account,
    /// The region's name.
    Region,
    /// `aws`, `aws-cn` or `aws-us-gov`.
    Partition,
    /// `amazonaws.com`, or its counterpart in the partition.
    UrlSuffix,
}

/// A value that may differ between environments, or that is given at deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Knob {
    /// Its path.
    pub path: String,
    /// What it means.
    pub description: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: KnobType,
    /// What may differ here.
    pub class: String,
    /// Where its values come from.
    pub source: KnobSource,
}

/// The type of a knob.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum KnobType {
    /// Text; one of these, if there are any.
    Text(Vec<String>),
    /// A number between two bounds.
    Number {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// A number with a fraction.
    Decimal,
    /// `true` or `false`.
    Bool,
    /// Text of a form.
    Pattern {
        /// A regular expression.
        pattern: String,
        /// What it says, in words.
        meaning: String,
    },
}

/// Where the values of a knob come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum KnobSource {
    /// One for each environment, in order.
    Environments(Vec<Value>),
    /// The image of a service, given when a release is deployed.
    Image,
    /// The release's identifier, given when it is deployed.
    Release,
}

/// A value that another stack put into SSM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Import {
    /// The stack that provides it.
    pub stack: String,
    /// The output's name.
    pub output: String,
    /// What it is.
    pub kind: ImportKind,
}

/// A value that other stacks may import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Output {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ImportKind,
    /// Its value in the providing stack.
    pub value: Value,
}

/// What an imported value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Any text.
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
