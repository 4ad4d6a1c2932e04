//! Each codec alone: a random value in one property, written and read in both dialects.

use formwork::ir::kind::Kind;
use formwork::ir::{Resource, ecs, elasticache, elbv2, iam, logs, route53, ssm};
use formwork::ir::{cloudwatch, ecr};
use proptest::test_runner::TestRunner;

use crate::compare::DIALECTS;
use crate::values::{config, of_codec, refer, round_trip, stack};

/// Writes and reads random values of a property.
fn check(kind: &'static Kind, property: &'static str) {
    let row = kind.row(property).expect("the table has this row");
    TestRunner::new(config(64))
        .run(&of_codec(row.codec), |value| {
            let mut stack = stack();
            stack.add(Resource::new("a/b", kind).set(property, value));
            refer(&mut stack);
            for dialect in DIALECTS {
                round_trip(&stack, dialect).map_err(proptest::test_runner::TestCaseError::fail)?;
            }
            Ok(())
        })
        .unwrap_or_else(|wrong| panic!("{}: `{property}`: {wrong}", kind.name));
}

#[test]
fn same() {
    check(&ssm::PARAMETER, "insecure_value");
    check(&ecs::SERVICE, "deployment_maximum_percent");
    check(&elbv2::LISTENER, "certificate_arn");
}

#[test]
fn number_text() {
    check(&ecs::TASK_DEFINITION, "cpu");
    check(&route53::RECORD, "ttl");
}

#[test]
fn words() {
    check(&elbv2::LOAD_BALANCER, "internal");
    check(&elasticache::REPLICATION_GROUP, "at_rest_encryption_enabled");
}

#[test]
fn set() {
    check(&elbv2::LOAD_BALANCER, "subnets");
}

#[test]
fn block() {
    check(&ecs::SERVICE, "network_configuration");
    check(&ecs::SERVICE, "service_connect_configuration");
}

#[test]
fn blocks() {
    check(&logs::METRIC_FILTER, "metric_transformation");
    check(&elbv2::LISTENER_RULE, "action");
}

#[test]
fn pairs() {
    check(&elbv2::LOAD_BALANCER, "tags");
    check(&cloudwatch::ALARM, "dimensions");
}

#[test]
fn entry() {
    check(&elbv2::LOAD_BALANCER, "idle_timeout");
    check(&elbv2::TARGET_GROUP, "stickiness_enabled");
}

#[test]
fn document() {
    check(&iam::POLICY, "policy");
    check(&cloudwatch::DASHBOARD, "dashboard_body");
    check(&ecr::REPOSITORY, "lifecycle_policy");
}

#[test]
fn text_blocks() {
    check(&ecs::TASK_DEFINITION, "container_definitions");
}
