//! Documents that formwork would not write: nothing panics, and what is not understood is said.

use formwork::ir::Dialect;
use formwork::ir::lifted::{Data, Manifest, Span};
use formwork::ir::normal::normal;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Document, json};

use crate::compare::{self, DIALECTS};
use crate::values::{config, text};

fn lift(dialect: Dialect, document: &Document, values: &[Document]) -> Manifest {
    compare::lift(dialect, "odd", document, values)
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
                normal(&lift(dialect, document, &[]).to_stack(), dialect);
                let values = [values.clone(), more.clone()];
                normal(&lift(dialect, document, &values).to_stack(), dialect);
            }
        }
    }
}

/// What stands at a place of a document.
fn written(document: &Document, span: Span) -> String {
    document.to_string()[span.start as usize..span.end as usize].to_owned()
}

fn unread(manifest: &Manifest, document: &Document) -> Vec<String> {
    manifest.unread.iter().map(|unread| written(document, unread.span)).collect()
}

/// Every unknown value of a manifest's resources, as it is written.
fn unknown(manifest: &Manifest, document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let resources = manifest.resources.iter().filter(|it| it.type_name.contains(['_', ':']));
    for resource in resources {
        resource.properties.walk(&mut |node| {
            if let Data::Unknown(_) = node.data {
                found.push(written(document, node.span));
            }
        });
    }
    found
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
    assert_eq!(unread(&lifted, &document), ["1", "\"Nothing\""]);
    let [queue, other, declarations @ ..] = lifted.resources.as_slice() else { panic!() };
    let name = queue.property("name").unwrap();
    assert!(matches!(&name.data, Data::Concat(parts) if parts.len() == 2), "{name:?}");
    let delays: Vec<_> = queue.property("delay_seconds").unwrap().branches();
    assert_eq!(delays.iter().map(|it| it.integer()).collect::<Vec<_>>(), [Some(1), Some(2)]);
    let arn = &other.properties.get("A").unwrap().data;
    assert_eq!(*arn, Data::Reference(formwork::ir::ResourceId(0), "arn".into()));
    let declared: Vec<_> = declarations.iter().map(|it| it.address.as_str()).collect();
    assert_eq!(declared, ["Parameters/Stage", "Conditions/Prod"]);
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
    let declared = lifted.resources.iter().filter(|it| it.type_name.starts_with("aws_"));
    let [logs, other, lines] = declared.collect::<Vec<_>>()[..] else { panic!("{lifted:?}") };
    let status = logs.property("versioning_configuration_status").unwrap();
    assert_eq!(status.text(), Some("Enabled"));
    assert!(other.kind.is_none(), "its bucket is not here");
    assert_eq!(unknown(&lifted, &document), ["local.x"]);
    let days = lines.property("retention_in_days").unwrap();
    assert_eq!(days.integer(), Some(7), "a default is a value");
}
