//! Every resource kind we know, by name and by the type either dialect gives it.

use super::kind::{Dialect, Kind};
use super::{
    acm, applicationautoscaling, autoscaling, cloudfront, cloudwatch, codebuild, codeconnections,
    codedeploy, codepipeline, docdb, dynamodb, ec2, ecr, ecs, efs, elasticache,
    elasticloadbalancing, elbv2, events, iam, kms, lambda, logs, neptune, opensearch, rds,
    redshift, route53, s3, scheduler, secretsmanager, serverless, servicediscovery, sns, sqs, ssm,
    stepfunctions, wafv2,
};

/// The tables of what we write.
pub static ALL: &[&[&Kind]] = &[
    acm::KINDS,
    applicationautoscaling::KINDS,
    cloudfront::KINDS,
    cloudwatch::KINDS,
    codebuild::KINDS,
    codeconnections::KINDS,
    codedeploy::KINDS,
    codepipeline::KINDS,
    dynamodb::KINDS,
    ec2::KINDS,
    ecr::KINDS,
    ecs::KINDS,
    efs::KINDS,
    elasticache::KINDS,
    elbv2::KINDS,
    events::KINDS,
    iam::KINDS,
    kms::KINDS,
    logs::KINDS,
    rds::KINDS,
    route53::KINDS,
    s3::KINDS,
    scheduler::KINDS,
    secretsmanager::KINDS,
    servicediscovery::KINDS,
    sns::KINDS,
    sqs::KINDS,
    ssm::KINDS,
    stepfunctions::KINDS,
    wafv2::KINDS,
];

/// The tables of what manifests have and rules look at, and no back end writes. They have the
/// properties that say something to a reader, not all.
pub static READ: &[&[&Kind]] = &[
    autoscaling::KINDS,
    docdb::KINDS,
    ec2::instances::KINDS,
    elasticloadbalancing::KINDS,
    lambda::KINDS,
    neptune::KINDS,
    opensearch::KINDS,
    redshift::KINDS,
    serverless::KINDS,
];

/// Every kind that we write, in the order of the tables.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    ALL.iter().copied().flatten().copied()
}

/// Every kind that we know: those we write, then those we read only.
pub fn known() -> impl Iterator<Item = &'static Kind> {
    all().chain(READ.iter().copied().flatten().copied())
}

/// The kind with this neutral name, as in `elbv2/target-group`.
pub fn by_name(name: &str) -> Option<&'static Kind> {
    known().find(|kind| kind.name == name)
}

/// The first kind that `dialect` calls `type_name`; two kinds may share a type of one dialect, as
/// the instances of `rds` do.
pub fn by_type(dialect: Dialect, type_name: &str) -> Option<&'static Kind> {
    known().find(|kind| kind.type_in(dialect) == Some(type_name))
}
