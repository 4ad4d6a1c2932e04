//! The graph between what users write and what we emit: resources, references, and the tables that
//! say how each kind is spelled in CloudFormation and in Terraform.
//!
//! Nothing here knows about services or twelve factors, and nothing here is `Serialize`: each back
//! end writes its own form.

pub mod graph;
pub mod kind;
pub mod name;
pub mod value;
pub mod verify;

pub mod kinds;

pub mod applicationautoscaling;
pub mod cloudwatch;
pub mod ec2;
pub mod ecs;
pub mod elbv2;
pub mod iam;
pub mod logs;

pub use graph::{
    Given, Graph, Import, ImportKind, Keep, Knob, KnobType, Literal, Output, Place, Resource,
    Scope, Stack,
};
pub use kind::{Dialect, Kind};
pub use value::{ImportId, KnobId, Pseudo, ResourceId, Text, Value};
