//! The graph between what users write and what we emit: values, resource kinds and their tables.

pub mod kind;
pub mod value;

pub mod kinds;

pub mod acm;
pub mod applicationautoscaling;
pub mod cloudfront;
pub mod cloudwatch;
pub mod codeconnections;
pub mod codedeploy;
pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod efs;
pub mod elasticache;
pub mod elbv2;
pub mod iam;
pub mod kms;
pub mod logs;
pub mod rds;
pub mod route53;
pub mod s3;
pub mod scheduler;
pub mod secretsmanager;
pub mod servicediscovery;
pub mod sns;
pub mod sqs;
pub mod ssm;
pub mod wafv2;
