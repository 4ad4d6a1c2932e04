//! The CloudFormation front end: a template and its parameter files become a stack.
//!
//! It reads every intrinsic function that the back end writes, and `Fn::Join` with any delimiter.
//! All others, and conditions, are unknown values.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>

mod property;
mod stack;
mod value;
mod variables;

pub use stack::lift;

use crate::ir::Dialect;

const DIALECT: Dialect = Dialect::CloudFormation;
