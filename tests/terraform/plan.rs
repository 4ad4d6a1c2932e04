//! Plans.

use serde_json::json;

use crate::{file, print, resources, show};

fn plan() -> serde_json::Value {
    json!({
        "format_version": "1.2",
        "terraform_version": "1.11.0",
        "planned_values": {"root_module": {
            "resources": [
                {"address": "aws_s3_bucket.logs", "mode": "managed", "type": "aws_s3_bucket", "name": "logs",
                 "values": {"bucket": "logs", "tags": null, "timeouts": [], "force_destroy": false}},
                {"address": "aws_s3_bucket_versioning.v", "mode": "managed", "type": "aws_s3_bucket_versioning", "name": "v",
                 "values": {"versioning_configuration": [{"status": "Enabled", "mfa_delete": null}]}},
                {"address": "data.aws_region.here", "mode": "data", "type": "aws_region", "name": "here", "values": {}},
            ],
            "child_modules": [{
                "address": "module.web",
                "resources": [
                    {"address": "module.web.aws_ecs_task_definition.t", "mode": "managed", "type": "aws_ecs_task_definition", "name": "t",
                     "values": {"family": "web", "container_definitions": "[{\"name\":\"web\",\"image\":\"nginx:latest\"}]"}},
                    {"address": "module.web.aws_ecs_service.s[0]", "mode": "managed", "type": "aws_ecs_service", "name": "s", "index": 0,
                     "values": {"name": "s", "desired_count": 1, "deployment_circuit_breaker": [], "network_configuration": [{"subnets": ["a"]}]}},
                ],
            }],
        }},
        "resource_changes": [
            {"address": "aws_s3_bucket.logs", "change": {"actions": ["create"], "after_unknown": {"arn": true, "tags": {}}}},
            {"address": "aws_s3_bucket_versioning.v", "change": {"after_unknown": {"bucket": true, "versioning_configuration": [{}]}}},
            {"address": "module.web.aws_ecs_service.s[0]", "change": {"after_unknown": {
                "task_definition": true, "cluster": true, "network_configuration": [{"security_groups": true}]}}},
        ],
        "configuration": {
            "provider_config": {
                "aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws", "version_constraint": "~> 5.0"},
                "random": {"name": "random", "full_name": "registry.terraform.io/hashicorp/random"},
            },
            "root_module": {
                "variables": {"size": {"default": 1, "sensitive": true}},
                "resources": [
                    {"address": "aws_s3_bucket_versioning.v", "mode": "managed", "type": "aws_s3_bucket_versioning", "name": "v",
                     "depends_on": ["aws_s3_bucket.logs"],
                     "expressions": {"bucket": {"references": ["aws_s3_bucket.logs.id", "aws_s3_bucket.logs"]}}},
                ],
                "module_calls": {"web": {"source": "./web", "module": {"resources": [
                    {"address": "aws_ecs_service.s", "mode": "managed", "type": "aws_ecs_service", "name": "s",
                     "depends_on": ["aws_ecs_task_definition.t"],
                     "expressions": {
                        "task_definition": {"references": ["aws_ecs_task_definition.t.arn", "aws_ecs_task_definition.t"]},
                        "cluster": {"references": ["var.cluster"]},
                     }},
                ]}}},
            },
        },
    })
}

#[test]
fn a_plan_has_the_resources_of_all_modules() {
    let manifest = file("plan.json", &plan().to_string());
    assert_eq!(manifest.format, formwork::ir::lifted::Format::Plan);
    assert_eq!(
        resources(&manifest),
        [
            "aws_s3_bucket.logs {bucket: \"logs\", force_destroy: false, versioning_configuration_status: \"Enabled\"}",
            "module.web.aws_ecs_task_definition.t {family: \"web\", container_definitions: [{name: \"web\", image: \"nginx:latest\"}]}",
            "module.web.aws_ecs_service.s[0] {name: \"s\", cluster: ?, task_definition: #1.arn, desired_count: 1, network_configuration: {subnets: [\"a\"], security_groups: ?}}",
        ]
    );
    assert_eq!(show(&manifest.resources[2].meta), "{depends_on: [\"aws_ecs_task_definition.t\"]}");
    assert_eq!(manifest.resources[2].after, [formwork::ir::ResourceId(1)]);
    assert_eq!(
        print(&manifest)[3..],
        [
            "variable.size {name: \"size\", default: 1, secret: true}",
            "module.web {name: \"web\", source: \"./web\"}",
            "provider.aws {name: \"aws\", source: \"registry.terraform.io/hashicorp/aws\", version: \"~> 5.0\"}",
        ]
    );
}

#[test]
fn odd_plans_are_read_as_far_as_they_go() {
    for (pointer, value) in [
        ("/planned_values/root_module/resources", json!({})),
        ("/planned_values/root_module/child_modules/0/address", json!(1)),
        (
            "/resource_changes",
            json!([1, {"address": 2}, {"address": "aws_s3_bucket.logs", "change": []}]),
        ),
        ("/configuration", json!([])),
        ("/configuration/root_module/module_calls", json!({"web": 1})),
    ] {
        let mut plan = plan();
        *plan.pointer_mut(pointer).unwrap() = value;
        file("plan.json", &plan.to_string());
    }
}
