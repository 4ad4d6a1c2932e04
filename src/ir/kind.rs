//! What a resource kind is: one neutral table that both back ends and the front ends read.
//!
//! A [`Kind`] declares each property once, as a [`Row`]: the name `lower` uses, the CloudFormation
//! path, the Terraform path, and the [`Codec`] that says how the value is written in each. Emitting
//! and lifting are then one loop over rows, and a property cannot be spelled in one back end alone
//! by accident: an empty path says so explicitly.
//!
//! Tables live beside this file, one per AWS service (`ir/ecs.rs`, `ir/elbv2.rs`, …).

/// One of the two languages we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// CloudFormation templates.
    CloudFormation,
    /// Terraform JSON configuration.
    Terraform,
}

/// A resource kind: a CloudFormation type, a Terraform type, and how their properties correspond.
#[derive(Debug)]
pub struct Kind {
    /// Neutral name, `service/kind`, as in `elbv2/target-group`.
    pub name: &'static str,
    /// CloudFormation resource type; empty for a kind only Terraform has.
    pub cloudformation: &'static str,
    /// Terraform resource type; empty for a kind only CloudFormation has.
    pub terraform: &'static str,
    /// Whether it holds data that a replacement or deletion would lose.
    pub stateful: bool,
    /// Whether Terraform must make a replacement before it destroys the old one.
    pub create_before_destroy: bool,
    /// Its properties, in the order they are emitted.
    pub rows: &'static [Row],
    /// Terraform resources that hold a part of what CloudFormation has in one resource.
    pub sides: &'static [Side],
    /// What other resources may refer to.
    pub attributes: &'static [Attribute],
}

impl Kind {
    /// A kind that both dialects have.
    pub const fn new(
        name: &'static str,
        cloudformation: &'static str,
        terraform: &'static str,
        rows: &'static [Row],
        attributes: &'static [Attribute],
    ) -> Self {
        Self {
            name,
            cloudformation,
            terraform,
            stateful: false,
            create_before_destroy: false,
            rows,
            sides: &[],
            attributes,
        }
    }

    /// Marks a kind whose loss is the loss of data.
    pub const fn stateful(mut self) -> Self {
        self.stateful = true;
        self
    }

    /// Makes a replacement before the old one is destroyed, since something refers to it.
    pub const fn replaced_before_destroyed(mut self) -> Self {
        self.create_before_destroy = true;
        self
    }

    /// Adds the side resources Terraform needs.
    pub const fn sides(mut self, sides: &'static [Side]) -> Self {
        self.sides = sides;
        self
    }

    /// The row called `name`.
    pub fn row(&self, name: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// The attribute called `name`.
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The side resource whose suffix is `suffix`.
    pub fn side(&self, suffix: &str) -> Option<&'static Side> {
        self.sides.iter().find(|side| side.suffix == suffix)
    }

    /// Its type in `dialect`, or `None` if that dialect has no such resource.
    pub fn type_in(&self, dialect: Dialect) -> Option<&'static str> {
        let name = match dialect {
            Dialect::CloudFormation => self.cloudformation,
            Dialect::Terraform => self.terraform,
        };
        (!name.is_empty()).then_some(name)
    }
}

/// Kinds are tables: one is equal only to itself.
impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// One property of a kind.
#[derive(Debug)]
pub struct Row {
    /// Neutral name, used by `lower`, rules and patches.
    pub name: &'static str,
    /// Dotted path below `Properties`; empty if CloudFormation has no such property. A step that
    /// is a number is an element of a list: `Certificates.0.CertificateArn`.
    pub cloudformation: &'static str,
    /// Dotted path of the argument; empty if Terraform has none.
    pub terraform: &'static str,
    /// How the value is written.
    pub codec: Codec,
    /// Whether a dialect refuses the resource (the object, in a nested row) without it, so that we
    /// always write it.
    pub required: bool,
    /// Whether a change replaces the resource.
    pub replaces: bool,
    /// Whether the dialects' defaults diverge, so that it must be set explicitly.
    pub explicit: bool,
    /// The side resource that holds it in Terraform, by suffix; empty for the resource itself.
    pub side: &'static str,
}

impl Row {
    const fn new(
        name: &'static str,
        cloudformation: &'static str,
        terraform: &'static str,
        codec: Codec,
    ) -> Self {
        Self {
            name,
            cloudformation,
            terraform,
            codec,
            required: false,
            replaces: false,
            explicit: false,
            side: "",
        }
    }

    /// Marks a property without which the resource is refused.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Marks a property whose change replaces the resource.
    pub const fn replaces(mut self) -> Self {
        self.replaces = true;
        self
    }

    /// Marks a property whose default differs between the dialects: verification wants it set.
    pub const fn explicit(mut self) -> Self {
        self.explicit = true;
        self
    }

    /// Moves the property to the Terraform side resource with this suffix.
    pub const fn on(mut self, side: &'static str) -> Self {
        self.side = side;
        self
    }

    /// Its path in `dialect`, or `None` if that dialect has no such property.
    pub fn path_in(&self, dialect: Dialect) -> Option<&'static str> {
        let path = match dialect {
            Dialect::CloudFormation => self.cloudformation,
            Dialect::Terraform => self.terraform,
        };
        (!path.is_empty()).then_some(path)
    }
}

/// Rows are places in tables: one is equal only to itself.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// How a value of the graph is written in each dialect. The set is closed on purpose: each codec
/// has one encoder per back end, one decoder per front end and one round-trip property test.
#[derive(Clone, Copy, Debug)]
pub enum Codec {
    /// The same JSON value in both.
    Same,
    /// A number in the graph, text in the dialects named.
    NumberText(In),
    /// A truth value in the graph, one of two words in the dialects named.
    Words {
        /// The word for true.
        yes: &'static str,
        /// The word for false.
        no: &'static str,
        /// Where the words are used; the other dialect has a truth value.
        dialects: In,
    },
    /// A list whose order means nothing.
    Set,
    /// One object: an object in CloudFormation, a nested block in Terraform.
    Block(&'static [Row]),
    /// A list of objects: a list in CloudFormation, a repeated block in Terraform.
    Blocks(&'static [Row]),
    /// A map in the graph and in Terraform, a list of pairs in CloudFormation.
    Pairs {
        /// The name of the pair's key, as in `Key` or `Name`.
        key: &'static str,
        /// The name of the pair's value.
        value: &'static str,
    },
    /// One entry of an attribute list (`[{"Key": …, "Value": …}]`) in CloudFormation, an argument
    /// of its own in Terraform. The row's CloudFormation path is the list, this is the entry's key.
    Entry(&'static str),
    /// A JSON document whose keys are the user's or AWS's, not ours.
    Document {
        /// Where it is written as text; the other dialect takes the structure.
        text: In,
    },
    /// A list of objects that CloudFormation takes as a structure and Terraform as JSON text, each
    /// with its own spelling of the keys (container definitions).
    TextBlocks(&'static [Row]),
}

/// Dialects a codec applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum In {
    /// CloudFormation alone.
    CloudFormation,
    /// Terraform alone.
    Terraform,
    /// Both.
    Both,
}

impl In {
    /// Whether `dialect` is among them.
    pub const fn has(self, dialect: Dialect) -> bool {
        match self {
            Self::Both => true,
            Self::CloudFormation => matches!(dialect, Dialect::CloudFormation),
            Self::Terraform => matches!(dialect, Dialect::Terraform),
        }
    }
}

/// A Terraform resource that holds a part of a kind which CloudFormation has in one resource.
///
/// It is emitted when one of its rows is set; with no rows, when the resource itself is.
#[derive(Debug)]
pub struct Side {
    /// Appended to the Terraform name of the resource: `logs` + `versioning` = `logs_versioning`.
    pub suffix: &'static str,
    /// Terraform resource type.
    pub terraform: &'static str,
    /// Arguments that tie it to the resource.
    pub links: &'static [Link],
    /// Whether each element of its (single) row's list becomes a resource of its own. The row's
    /// Terraform path then only names the list; its nested rows are arguments of the resource.
    pub each: bool,
}

/// An argument of a [`Side`] that does not depend on the user's values.
#[derive(Debug)]
pub struct Link {
    /// Argument name.
    pub argument: &'static str,
    /// Terraform expression, in which `{parent}` is the resource's address and `{name}` its name.
    pub expression: &'static str,
}

impl Link {
    /// The expression for the resource with this address and name.
    pub fn filled(&self, parent: &str, name: &str) -> String {
        self.expression.replace("{parent}", parent).replace("{name}", name)
    }
}

/// Something another resource may refer to.
#[derive(Debug)]
pub struct Attribute {
    /// Neutral name, as in `arn`.
    pub name: &'static str,
    /// Return value in CloudFormation.
    pub cloudformation: ReturnValue,
    /// Attribute in Terraform: `arn`, or `side:attribute` when a side resource yields it.
    pub terraform: &'static str,
}

impl Attribute {
    /// How `dialect` spells it, `Ref` for what CloudFormation's `Ref` returns; `None` if that
    /// dialect has no such attribute.
    pub fn spelled_in(&self, dialect: Dialect) -> Option<&'static str> {
        match (dialect, self.cloudformation) {
            (Dialect::CloudFormation, ReturnValue::Ref) => Some("Ref"),
            (Dialect::CloudFormation, ReturnValue::GetAtt(name)) => Some(name),
            (Dialect::CloudFormation, ReturnValue::None) => None,
            (Dialect::Terraform, _) => (!self.terraform.is_empty()).then_some(self.terraform),
        }
    }
}

/// How CloudFormation returns an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnValue {
    /// `{"Ref": …}`.
    Ref,
    /// `{"Fn::GetAtt": […, name]}`.
    GetAtt(&'static str),
    /// Not available.
    None,
}

/// A property with the same value in both dialects.
pub const fn same(name: &'static str, cfn: &'static str, tf: &'static str) -> Row {
    Row::new(name, cfn, tf, Codec::Same)
}

/// A number that the dialects named write as text.
pub const fn number_text(
    name: &'static str,
    cfn: &'static str,
    tf: &'static str,
    dialects: In,
) -> Row {
    Row::new(name, cfn, tf, Codec::NumberText(dialects))
}

/// A truth value that the dialects named write as one of two words.
pub const fn words(
    name: &'static str,
    cfn: &'static str,
    tf: &'static str,
    (yes, no): (&'static str, &'static str),
    dialects: In,
) -> Row {
    Row::new(name, cfn, tf, Codec::Words { yes, no, dialects })
}

/// A list whose order means nothing.
pub const fn set(name: &'static str, cfn: &'static str, tf: &'static str) -> Row {
    Row::new(name, cfn, tf, Codec::Set)
}

/// One nested object.
pub const fn block(
    name: &'static str,
    cfn: &'static str,
    tf: &'static str,
    rows: &'static [Row],
) -> Row {
    Row::new(name, cfn, tf, Codec::Block(rows))
}

/// A list of nested objects.
pub const fn blocks(
    name: &'static str,
    cfn: &'static str,
    tf: &'static str,
    rows: &'static [Row],
) -> Row {
    Row::new(name, cfn, tf, Codec::Blocks(rows))
}

/// A map that CloudFormation writes as a list of pairs.
pub const fn pairs(
    name: &'static str,
    cfn: &'static str,
    tf: &'static str,
    (key, value): (&'static str, &'static str),
) -> Row {
    Row::new(name, cfn, tf, Codec::Pairs { key, value })
}

/// The `Tags` of a resource: a list of `Key` and `Value` in CloudFormation, a map in Terraform.
pub const fn tags() -> Row {
    pairs("tags", "Tags", "tags", ("Key", "Value"))
}

/// One entry of a CloudFormation attribute list.
pub const fn entry(
    name: &'static str,
    cfn: &'static str,
    key: &'static str,
    tf: &'static str,
) -> Row {
    Row::new(name, cfn, tf, Codec::Entry(key))
}

/// A JSON document: a structure in CloudFormation, text in Terraform.
pub const fn document(name: &'static str, cfn: &'static str, tf: &'static str) -> Row {
    Row::new(name, cfn, tf, Codec::Document { text: In::Terraform })
}

/// A JSON document that both dialects take as text.
pub const fn document_text(name: &'static str, cfn: &'static str, tf: &'static str) -> Row {
    Row::new(name, cfn, tf, Codec::Document { text: In::Both })
}

/// A list of objects that Terraform takes as JSON text with its own spelling.
pub const fn text_blocks(
    name: &'static str,
    cfn: &'static str,
    tf: &'static str,
    rows: &'static [Row],
) -> Row {
    Row::new(name, cfn, tf, Codec::TextBlocks(rows))
}

/// An attribute that CloudFormation returns for `Ref`.
pub const fn by_ref(name: &'static str, tf: &'static str) -> Attribute {
    Attribute { name, cloudformation: ReturnValue::Ref, terraform: tf }
}

/// An attribute that CloudFormation returns for `Fn::GetAtt`.
pub const fn by_att(name: &'static str, cfn: &'static str, tf: &'static str) -> Attribute {
    Attribute { name, cloudformation: ReturnValue::GetAtt(cfn), terraform: tf }
}
