//! The CloudFormation front end: a template, and the values of its parameters, become a manifest.
//!
//! Functions become what they say as far as that is known: a parameter keeps its default, `Fn::If`
//! becomes both of its branches. Nothing is ever multiplied out, so that reading is linear in the
//! size of the template however many conditions it has.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>

mod condition;
mod function;
mod parameter;
mod stack;
mod substitution;

pub use stack::{lift, lift_deployed};

use crate::ir::Dialect;
use crate::ir::lifted::{Data, Node};

const DIALECT: Dialect = Dialect::CloudFormation;

/// Whether a document is a template: it says so, or has resources with AWS's types.
pub fn is_template(root: &Node) -> bool {
    let Data::Object(sections) = &root.data else { return false };
    let has = |name: &str| sections.iter().any(|section| section.key == name);
    let resources = root.get("Resources").map(Node::fields).unwrap_or_default();
    let is_typed = |node: &Node| {
        let kind = node.get("Type").and_then(Node::text);
        kind.is_some_and(|kind| kind.contains("::"))
    };
    has("AWSTemplateFormatVersion") || resources.iter().any(|resource| is_typed(&resource.value))
}
