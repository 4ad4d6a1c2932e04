//! Judges the resources of Terraform by what the AWS provider says of them.
//!
//! It finds what `terraform validate` finds before it asks the provider: arguments and blocks that
//! are not there, or are missing, of the wrong type or not for the configuration to set. Blocks that
//! `dynamic` may make, and values that are not known, are passed over.
//!
//! Facts: `schemas/terraform.cat`; how values are converted is
//! <https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion>

mod block;
mod catalogue;
mod value;

use crate::diag::nearest;
use crate::ir::lifted::Written;

use super::{Class, Violation};

pub use catalogue::{Schema, types, version};

/// What the provider has against a resource; nothing if it is none of its resources.
pub fn judge(written: &Written) -> Vec<Violation> {
    let type_name = &*written.type_name;
    if !type_name.starts_with("aws_") {
        return Vec::new();
    }
    let Some(schema) = Schema::of(type_name) else { return vec![unknown_type(written)] };
    let mut judge = block::Judge::new(written);
    if schema.is_deprecated {
        judge.deprecated_type();
    }
    judge.resource(&schema);
    judge.found
}

fn unknown_type(written: &Written) -> Violation {
    let type_name = &written.type_name;
    let help = match nearest(type_name, types()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see the provider's documentation for what it has".to_owned(),
    };
    Violation {
        class: Class::UnknownType,
        span: written.head,
        path: Vec::new(),
        value: type_name.to_string(),
        message: format!("the AWS provider {} has no resource `{type_name}`", version()),
        help,
    }
}
