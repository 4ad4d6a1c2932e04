//! Typed Rust constants become CloudFormation and Terraform, with the twelve factors checked.

pub mod ir;
