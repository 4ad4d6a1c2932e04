//! The pairing test: names that both exist may still not correspond.
//!
//! Every kind that we emit is deployed through both back ends with values that differ from each
//! other and from the defaults, and is read back: the two estates are equal, and each value is in
//! both. It needs Terraform and the emulator and takes minutes, so it runs where `FORMWORK_REQUIRE`
//! names `terraform` and `moto`, as in CI.

#![recursion_limit = "512"]
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test writes what it deploys, reads what CI requires, and says that it is skipped"
)]

#[path = "pairing/delivery.rs"]
mod delivery;
#[path = "pairing/deployment.rs"]
mod deployment;
#[path = "pairing/estate.rs"]
mod estate;
#[path = "pairing/resources.rs"]
mod resources;
#[path = "pairing/stack.rs"]
mod stack;
#[path = "pairing/unseen.rs"]
mod unseen;

use std::collections::{BTreeMap, BTreeSet};

use formwork::ir::Dialect;
use formwork::ir::verify::verify;

/// Kinds that `lower` and the modules emit, except `cloudfront/function`: the emulator has no
/// functions.
const EMITTED: &[&str] = &[
    "acm/certificate",
    "applicationautoscaling/policy",
    "applicationautoscaling/target",
    "cloudfront/distribution",
    "cloudfront/origin-access-control",
    "cloudwatch/alarm",
    "codebuild/project",
    "codepipeline/pipeline",
    "dynamodb/table",
    "ec2/default-security-group",
    "ec2/egress-rule",
    "ec2/eip",
    "ec2/flow-log",
    "ec2/gateway-attachment",
    "ec2/ingress-rule",
    "ec2/internet-gateway",
    "ec2/nat-gateway",
    "ec2/route",
    "ec2/route-table",
    "ec2/route-table-association",
    "ec2/security-group",
    "ec2/subnet",
    "ec2/vpc",
    "ec2/vpc-endpoint",
    "ecr/repository",
    "ecs/cluster",
    "ecs/service",
    "ecs/task-definition",
    "elbv2/listener",
    "elbv2/listener-certificate",
    "elbv2/listener-rule",
    "elbv2/load-balancer",
    "elbv2/target-group",
    "events/rule",
    "iam/policy",
    "iam/role",
    "kms/key",
    "logs/log-group",
    "rds/cluster",
    "rds/cluster-instance",
    "rds/cluster-parameter-group",
    "rds/subnet-group",
    "route53/record",
    "s3/bucket",
    "s3/bucket-policy",
    "scheduler/schedule",
    "servicediscovery/http-namespace",
    "sqs/queue",
    "sqs/queue-policy",
    "ssm/parameter",
    "stepfunctions/state-machine",
];

#[test]
fn the_stack_is_sound_and_holds_every_kind() {
    let (stack, kinds) = stack::build();
    let found = verify(&stack);
    assert!(found.is_empty(), "{found:#?}");
    let absent: Vec<_> = EMITTED.iter().filter(|kind| !kinds.contains(**kind)).collect();
    assert!(absent.is_empty(), "no resource of {absent:?}");
}

/// Two equal values could be exchanged without anybody noticing.
#[test]
fn values_differ_within_their_resource() {
    let (stack, _) = stack::build();
    let mut equal = Vec::new();
    for resource in &stack.resources {
        let mut rows = BTreeMap::new();
        for leaf in stack::leaves(&stack, resource) {
            if leaf.is_reference || leaf.is_part || unseen::SHARED.contains(&&*leaf.needle) {
                continue;
            }
            if let Some(other) = rows.insert(leaf.needle.clone(), leaf.row.clone())
                && other != leaf.row
            {
                let (path, value) = (&resource.path, leaf.needle);
                equal.push(format!("{path}: `{other}` and `{}` are both {value}", leaf.row));
            }
        }
    }
    assert!(equal.is_empty(), "{}", equal.join("\n"));
}

#[test]
fn both_back_ends_make_the_same_of_every_row() {
    if let Some(reason) = deployment::missing() {
        println!("skipped: {reason}");
        return;
    }
    let (stack, _) = stack::build();
    let estates = deployment::deploy(&stack);
    let mut lost = Vec::new();
    let mut excused = BTreeSet::new();
    for (dialect, estate) in [
        (Dialect::CloudFormation, &estates.cloudformation),
        (Dialect::Terraform, &estates.terraform),
    ] {
        for resource in stack.resources.iter().filter(|it| it.type_in(dialect).is_some()) {
            for leaf in stack::leaves(&stack, resource).filter(|it| it.is_in(dialect)) {
                if estate.shows(&resource.path, &leaf) {
                    continue;
                }
                match unseen::position(leaf.kind, &leaf.row, dialect) {
                    Some(position) => {
                        excused.insert(position);
                    }
                    None => lost.push(format!(
                        "{} ({}), {dialect:?}: `{}` {}",
                        resource.path, leaf.kind, leaf.row, leaf.needle
                    )),
                }
            }
        }
    }
    let left = (0..unseen::UNSEEN.len()).filter(|position| !excused.contains(position));
    lost.extend(left.map(|position| {
        let it = &unseen::UNSEEN[position];
        format!("{} `{}`: the emulator shows it, so it needs no entry", it.kind, it.row)
    }));
    assert!(lost.is_empty(), "{} values did not arrive:\n{}", lost.len(), lost.join("\n"));
}
