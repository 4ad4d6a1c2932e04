//! Documents that formwork would not write: nothing panics, and what is not understood is said.

use formwork::ir::graph::Body;
use formwork::ir::normal::normal;
use formwork::ir::{Dialect, Value};
use formwork::manifest::{self, Document, Lifted, Source};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::compare::DIALECTS;
use crate::values::{config, text};

fn lift(dialect: Dialect, document: &Document, values: &[Document]) -> Lifted {
    let source = Source { name: "odd", document, values };
    match dialect {
        Dialect::CloudFormation => manifest::cloudformation::lift(&source),
        Dialect::Terraform => manifest::terraform::lift(&source),
    }
}

/// Names that mean something at one level or another.
const NAMES: &[&str] = &[
    "Resources",
    "Parameters",
    "Type",
    "Properties",
    "DependsOn",
    "Ref",
    "Fn::Join",
    "Fn::GetAtt",
    "Fn::Select",
    "Fn::GetAZs",
    "Default",
    "AWS::ECS::Service",
    "AWS::S3::Bucket",
    "A",
    "A.Arn",
    "Number",
    "AllowedValues",
    "LoadBalancerAttributes",
    "Tags",
    "Key",
    "Value",
    "",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::RDS::DBInstance",
    "ContainerDefinitions",
    "resource",
    "variable",
    "data",
    "provider",
    "aws",
    "aws_s3_bucket",
    "aws_s3_bucket_versioning",
    "aws_security_group",
    "aws_vpc_security_group_ingress_rule",
    "a",
    "a_ingress_1",
    "bucket",
    "security_group_id",
    "lifecycle",
    "depends_on",
    "ignore_changes",
    "aws_ssm_parameter",
    "name",
    "${aws_s3_bucket.a.id}",
    "${aws_security_group.a.id}",
    "${var.a}",
    "${jsonencode([var.a])}",
    "${split(\",\", data.aws_ssm_parameter.a.value)[0]}",
    "aws_ecs_task_definition",
    "container_definitions",
    "[{\"name\": 1}]",
    "validation",
    "condition",
    "type",
    "default",
];

fn document() -> impl Strategy<Value = Document> {
    let word = || prop_oneof![6 => select(NAMES).prop_map(str::to_owned), 1 => text()];
    let leaf = prop_oneof![
        4 => word().prop_map(Document::from),
        1 => any::<i64>().prop_map(Document::from),
        1 => any::<bool>().prop_map(Document::from),
        1 => Just(Document::Null),
    ];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![
            1 => vec(inner.clone(), 0..4).prop_map(Document::from),
            4 => vec((word(), inner), 0..5).prop_map(|entries| Document::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn no_document_is_too_odd(inside in document(), more in document(), values in document()) {
        let documents = [
            inside.clone(),
            json!({"Parameters": more, "Resources": inside}),
            json!({"Parameters": more, "Resources": {"A": {"Type": "AWS::ECS::Service", "Properties": inside}}}),
            json!({"variable": more, "data": more, "resource": inside}),
            json!({"variable": more, "resource": {"aws_s3_bucket": {"a": inside}, "aws_s3_bucket_versioning": {"b": more}}}),
        ];
        for document in &documents {
            for dialect in DIALECTS {
                normal(&lift(dialect, document, &[]).stack, dialect);
                normal(&lift(dialect, document, &[values.clone(), more.clone()]).stack, dialect);
            }
        }
    }
}

fn unread(lifted: &Lifted) -> Vec<&str> {
    lifted.unread.iter().map(|unread| unread.place.as_str()).collect()
}

/// Every unknown value of a stack, by its place.
fn unknown(lifted: &Lifted) -> Vec<String> {
    let mut places = Vec::new();
    for resource in &lifted.stack.resources {
        resource.walk(&mut |value| {
            if let Value::Unknown { place, .. } = value {
                places.push(place.to_string());
            }
        });
    }
    places
}

#[test]
fn what_a_template_says_beyond_us_is_told_by_place() {
    let document = json!({
        "Conditions": {"Prod": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
        "Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
        "Resources": {
            "Queue": {
                "Type": "AWS::SQS::Queue",
                "Condition": "Prod",
                "DeletionPolicy": "Snapshot",
                "DependsOn": ["Nothing"],
                "Properties": {
                    "QueueName": {"Fn::Sub": "${Stage}-queue"},
                    "DelaySeconds": {"Fn::If": ["Prod", 1, 2]},
                    "VisibilityTimeout": "30",
                    "Typo": {"a/b": [1]},
                },
            },
            "Other": {"Type": "AWS::Test::Other", "Properties": {"A": {"Fn::GetAtt": "Queue.Arn"}}},
        },
    });
    let lifted = lift(Dialect::CloudFormation, &document, &[]);
    assert_eq!(
        unread(&lifted),
        [
            "/Conditions",
            "/Resources/Queue/Properties/Typo/a~1b/0",
            "/Resources/Queue/Condition",
            "/Resources/Queue/DeletionPolicy",
            "/Resources/Queue/DependsOn",
        ]
    );
    let queue = "/Resources/Queue/Properties";
    let names = ["QueueName/Fn::Sub", "DelaySeconds/Fn::If"];
    assert_eq!(unknown(&lifted), names.map(|name| format!("{queue}/{name}")));
    for place in unread(&lifted).into_iter().chain(unknown(&lifted).iter().map(String::as_str)) {
        assert!(document.pointer(place).is_some(), "{place}");
    }
    let Body::Raw { cloudformation: Some((_, Value::Object(raw))), .. } =
        &lifted.stack.resources[1].body
    else {
        panic!("a type outside the tables is raw");
    };
    assert_eq!(raw[0].1, formwork::ir::ResourceId(0).get("arn"));
}

/// Terraform of other authors: names of their own for sides, blocks as lists of one, defaults.
#[test]
fn sides_join_by_their_links_whatever_their_name() {
    let document = json!({
        "variable": {"days": {"type": "number", "default": 7}},
        "resource": [
            {"aws_s3_bucket": {"logs": {"bucket": "logs-${local.x}", "provider": "aws.other"}}},
            {"aws_s3_bucket_versioning": {"on": [{
                "bucket": "${aws_s3_bucket.logs.id}",
                "versioning_configuration": [{"status": "Enabled"}],
            }]}},
            {"aws_s3_bucket_logging": {"else": {"bucket": "x", "target_bucket": "y"}}},
            {"aws_cloudwatch_log_group": {"lines": {"retention_in_days": "${var.days}"}}},
        ],
    });
    let lifted = lift(Dialect::Terraform, &document, &[]);
    let resources = &lifted.stack.resources;
    assert_eq!(resources.len(), 3, "{resources:?}");
    let status = resources[0].property("versioning_configuration_status");
    assert_eq!(status, Some(&Value::from("Enabled")));
    assert!(resources[1].kind().is_none(), "its bucket is not here");
    assert_eq!(unread(&lifted), ["/resource/aws_s3_bucket/logs/provider"]);
    assert_eq!(unknown(&lifted), ["/resource/aws_s3_bucket/logs/bucket"]);
    let normal = normal(&lifted.stack, Dialect::Terraform);
    let lines = normal.resources.iter().find(|it| it.path == "lines").unwrap();
    assert_eq!(lines.property("retention_in_days"), Some(&Value::from(7)), "a default is a value");
}
