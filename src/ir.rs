//! The graph between what users write and what we emit: values, resource kinds and their tables.

pub mod kind;
pub mod value;

pub mod kinds;

pub mod applicationautoscaling;
pub mod cloudwatch;
pub mod ec2;
pub mod ecs;
pub mod elbv2;
pub mod iam;
pub mod logs;
