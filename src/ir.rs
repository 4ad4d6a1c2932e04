//! The graph between what users write and what we emit: resources, references, and the tables that
//! say how each kind is spelled in CloudFormation and in Terraform.
//!
//! Nothing here knows about services or twelve factors, and nothing here is `Serialize`: each back
//! end writes its own form.

pub mod graph;
pub mod kind;
pub mod lifted;
pub mod name;
pub mod normal;
pub mod project;
pub mod value;
pub mod verify;

pub mod kinds;

pub mod acm;
pub mod applicationautoscaling;
pub mod autoscaling;
pub mod cloudfront;
pub mod cloudwatch;
pub mod codebuild;
pub mod codeconnections;
pub mod codedeploy;
pub mod codepipeline;
pub mod docdb;
pub mod dynamodb;
pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod efs;
pub mod elasticache;
pub mod elasticloadbalancing;
pub mod elbv2;
pub mod events;
pub mod iam;
pub mod kms;
pub mod lambda;
pub mod logs;
pub mod neptune;
pub mod opensearch;
pub mod rds;
pub mod redshift;
pub mod route53;
pub mod s3;
pub mod scheduler;
pub mod secretsmanager;
pub mod serverless;
pub mod servicediscovery;
pub mod sns;
pub mod sqs;
pub mod ssm;
pub mod stepfunctions;
pub mod wafv2;

pub use graph::{
    Given, Graph, Import, ImportKind, Keep, Knob, KnobType, Literal, Output, Place, Resource,
    Scope, Stack,
};
pub use kind::{Dialect, Kind};
pub use value::{ImportId, KnobId, Pseudo, ResourceId, Text, Value};
