//! The CloudFormation back end: one template per stack, the same bytes for every environment, and
//! one parameter file per environment.
//!
//! Deliberately absent: `Conditions`, `Mappings`, `Transform`, `Outputs` with exports, `Fn::Sub`.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-reference.html>

mod property;
mod stack;
mod value;
mod variables;

pub use stack::{Resolved, emit, resolved};
pub use variables::{ParametersFormat, parameter_names};

/// Most resources in a template.
///
/// Source of this and the next two:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
pub const MOST_RESOURCES: usize = 500;
/// Most parameters of a template.
pub const MOST_PARAMETERS: usize = 200;
/// Most bytes of a template that is passed through S3.
pub const MOST_BYTES: usize = 1_000_000;
/// Most bytes of a template that is passed in the request itself.
pub const MOST_INLINE_BYTES: usize = 51_200;
