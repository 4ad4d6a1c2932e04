//! Every resource kind we know, by name and by the type either dialect gives it.

use super::kind::{Dialect, Kind};
use super::{
    acm, applicationautoscaling, cloudfront, cloudwatch, codeconnections, codedeploy, ec2, ecr,
    ecs, efs, elasticache, elbv2, iam, kms, logs, rds, route53, s3, scheduler, secretsmanager,
    servicediscovery, sns, sqs, ssm, wafv2,
};

/// The tables of all services.
pub static ALL: &[&[&Kind]] = &[
    acm::KINDS,
    applicationautoscaling::KINDS,
    cloudfront::KINDS,
    cloudwatch::KINDS,
    codeconnections::KINDS,
    codedeploy::KINDS,
    ec2::KINDS,
    ecr::KINDS,
    ecs::KINDS,
    efs::KINDS,
    elasticache::KINDS,
    elbv2::KINDS,
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
    wafv2::KINDS,
];

/// Every kind, in the order of the tables.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    ALL.iter().copied().flatten().copied()
}

/// The kind with this neutral name, as in `elbv2/target-group`.
pub fn by_name(name: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.name == name)
}

/// The first kind that `dialect` calls `type_name`; two kinds may share a type of one dialect, as
/// the instances of `rds` do.
pub fn by_type(dialect: Dialect, type_name: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.type_in(dialect) == Some(type_name))
}
