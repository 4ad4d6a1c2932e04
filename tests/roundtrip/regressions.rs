//! Cases that went wrong once.

use formwork::ir::kind::Kind;
use formwork::ir::{KnobId, Pseudo, Resource, ResourceId, Value, cloudwatch, elbv2, rds, s3, ssm};

use crate::compare::DIALECTS;
use crate::values::{round_trip, stack};

fn check(kind: &'static Kind, property: &'static str, value: Value) {
    let mut stack = stack();
    stack.add(Resource::new("a/b", kind).set(property, value));
    for dialect in DIALECTS {
        round_trip(&stack, dialect).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}

fn knob() -> Value {
    Value::Knob(KnobId(3))
}

/// Terraform reads `$${` as text, whatever the parts are that it comes from.
#[test]
fn a_dollar_sign_before_a_reference() {
    for text in ["$", "US$$", "$${", "${$"] {
        let value = Value::Concat(vec![Value::from(text), knob(), Value::from(text)]);
        check(&ssm::PARAMETER, "insecure_value", value.clone());
        let document = Value::object([("key", value)]);
        check(&cloudwatch::DASHBOARD, "dashboard_body", document);
    }
}

#[test]
fn literal_neighbours_that_are_an_interpolation_together() {
    let nested = Value::Concat(vec![Value::from("{var.x}"), knob()]);
    let value = Value::Concat(vec![Value::from("a $"), nested]);
    check(&ssm::PARAMETER, "insecure_value", value);
}

#[test]
fn joined_text_inside_a_document_is_escaped() {
    let text = Value::Concat(vec![Value::from("say \"hi\\\" to\n"), knob(), Value::from("\"")]);
    let document = Value::object([("markdown", text), ("same", knob())]);
    check(&cloudwatch::DASHBOARD, "dashboard_body", document);
}

#[test]
fn an_element_of_a_list_that_is_written_out_is_no_text() {
    let element = Value::Element(Box::new(Value::list([false])), 0);
    check(&cloudwatch::DASHBOARD, "dashboard_body", Value::object([("key", element)]));
}

#[test]
fn truth_values_and_fractions_in_a_joined_text() {
    let parts = [Value::from(true), knob(), Value::Decimal(1.0), Value::Decimal(0.5)];
    check(&ssm::PARAMETER, "insecure_value", Value::Concat(parts.into()));
}

#[test]
fn an_index_behind_an_attribute_of_a_raw_resource() {
    let mut stack = stack();
    let body = || Value::object([("key", Value::from(1))]);
    let raw = Resource::raw(
        "a/raw",
        Some(("AWS::Test::Thing".into(), body())),
        Some(("aws_test_thing".into(), body())),
    );
    let raw = stack.add(raw);
    let value = Value::Element(Box::new(raw.get("texts")), 2);
    stack.add(Resource::new("a/b", &ssm::PARAMETER).set("insecure_value", value));
    for dialect in DIALECTS {
        round_trip(&stack, dialect).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}

/// Two rows share one argument in Terraform; one of them stands for both.
#[test]
fn rows_that_share_a_path() {
    check(&elbv2::TARGET_GROUP, "health_check_matcher_grpc_code", Value::from("0"));
    check(&elbv2::TARGET_GROUP, "stickiness_app_cookie_duration", Value::from(60));
}

/// Two kinds share one type in CloudFormation.
#[test]
fn an_instance_of_a_cluster() {
    let mut stack = stack();
    stack.add(Resource::new("a/cluster", &rds::CLUSTER).set("engine", "aurora-postgresql"));
    stack.add(
        Resource::new("a/instance", &rds::CLUSTER_INSTANCE)
            .set("cluster_identifier", ResourceId(0).get("id"))
            .set("engine", "aurora-postgresql")
            .set("instance_class", "db.serverless"),
    );
    for dialect in DIALECTS {
        round_trip(&stack, dialect).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}

/// Several rows of one side, and a side with several links.
#[test]
fn sides_with_several_rows() {
    let mut stack = stack();
    let region = Value::Pseudo(Pseudo::Region);
    stack.add(
        Resource::new("a/bucket", &s3::BUCKET)
            .set("block_public_acls", true)
            .set("block_public_policy", true)
            .set("versioning_configuration_status", "Enabled")
            .set("target_bucket", Value::concat([Value::from("logs-"), region])),
    );
    for dialect in DIALECTS {
        round_trip(&stack, dialect).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}
