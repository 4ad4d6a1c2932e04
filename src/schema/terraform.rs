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
mod release;
mod resource;
mod value;

use crate::ir::lifted::Written;

use super::Violation;

pub use catalogue::{Schema, types, version};
pub use release::{Release, Releases, releases};

/// What the provider has against a resource; nothing if it is none of its resources.
pub fn judge(written: &Written, releases: Releases) -> Vec<Violation> {
    let type_name = &*written.type_name;
    if !type_name.starts_with("aws_") {
        return Vec::new();
    }
    let mut judge = resource::Judge::new(written, releases);
    match Schema::of(type_name) {
        Some(schema) => judge.resource(&schema),
        None => judge.unknown_type(),
    }
    judge.found
}
