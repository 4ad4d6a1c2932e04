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

/// Most bytes of a template that is passed in the request itself.
///
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
pub const MOST_INLINE_BYTES: usize = 51_200;
