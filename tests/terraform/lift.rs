//! Blocks, dynamic blocks, parts of resources, what stands beside them, and declarations.

use crate::{file, files, print, resources, show};

fn check(text: &str, expected: &[&str]) {
    assert_eq!(resources(&file("main.tf", text)), expected, "{text}");
}

#[test]
fn blocks_are_objects_and_repeated_ones_lists() {
    check(
        "resource \"aws_test\" \"x\" {\n  one { a = 1 }\n  two { a = 1 }\n  b = 2\n  two { a = 3 }\n}\n",
        &["aws_test.x {one: {a: 1}, two: [{a: 1}, {a: 3}], b: 2}"],
    );
    check(
        r#"
resource "aws_ecs_service" "web" {
  name = "web"
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  network_configuration { subnets = ["a"] }
  load_balancer {
    container_name = "web"
    container_port = 80
  }
}
"#,
        &[
            "aws_ecs_service.web {name: \"web\", network_configuration: {subnets: [\"a\"]}, load_balancer: [{container_name: \"web\", container_port: 80}], deployment_circuit_breaker: {enable: true, rollback: true}}",
        ],
    );
}

#[test]
fn dynamic_blocks_are_expanded_where_their_number_is_known() {
    let dynamic = |over: &str, content: &str| {
        format!(
            "variable \"v\" {{}}\nresource \"aws_test\" \"x\" {{\n  dynamic \"rule\" {{\n    for_each = {over}\n    {content}\n  }}\n}}\n"
        )
    };
    let text = dynamic("[1, 2]", "content {\n      n = rule.value\n    }");
    check(&text, &["aws_test.x {rule: [{n: 1}, {n: 2}]}"]);
    let text = dynamic(
        "{ a = 1 }",
        "iterator = it\n    content {\n      k = it.key\n      v = it.value\n    }",
    );
    check(&text, &["aws_test.x {rule: {k: \"a\", v: 1}}"]);
    let text = dynamic("[]", "content {}");
    check(&text, &["aws_test.x {}"]);
    let text = dynamic("var.v", "content {\n      n = rule.value\n    }");
    check(&text, &["aws_test.x {rule: ?}"]);
    let json = r#"{"resource": {"aws_test": {"x": {"dynamic": {"rule": {"for_each": [1], "content": {"n": "${rule.value}"}}}}}}}"#;
    assert_eq!(resources(&file("main.tf.json", json)), ["aws_test.x {rule: {n: 1}}"]);
}

#[test]
fn count_and_for_each_make_instances() {
    check(
        "resource \"aws_test\" \"x\" {\n  count = 2\n  n = count.index\n}\n",
        &["aws_test.x[0] {n: 0}", "aws_test.x[1] {n: 1}"],
    );
    check(
        "resource \"aws_test\" \"x\" {\n  for_each = { a = 1, b = 2 }\n  n = each.value\n  k = each.key\n}\n",
        &["aws_test.x[\"a\"] {n: 1, k: \"a\"}", "aws_test.x[\"b\"] {n: 2, k: \"b\"}"],
    );
    check(
        "resource \"aws_test\" \"x\" {\n  for_each = toset([\"a\"])\n  n = each.value\n}\n",
        &["aws_test.x[\"a\"] {n: \"a\"}"],
    );
    check("resource \"aws_test\" \"x\" { count = 0 }\n", &[]);
    check(
        "variable \"on\" { default = false }\nresource \"aws_test\" \"x\" {\n  count = var.on ? 1 : 0\n  n = count.index\n}\n",
        &["aws_test.x[0] {n: 0}"],
    );
    check(
        "variable \"n\" {}\nresource \"aws_test\" \"x\" {\n  count = var.n\n  n = count.index\n}\n",
        &["aws_test.x {n: ?}"],
    );
    check(
        "variable \"n\" { default = 0 }\nresource \"aws_test\" \"x\" { count = var.n }\n",
        &["aws_test.x {}"],
    );
    check("resource \"aws_test\" \"x\" { count = 1000000000 }\n", &["aws_test.x {}"]);
    check(
        "resource \"aws_test\" \"x\" { count = length(aws_test.y) }\nresource \"aws_test\" \"y\" { count = length(aws_test.x) }\n",
        &["aws_test.x {}", "aws_test.y {}"],
    );
}

#[test]
fn what_stands_beside_the_properties_is_kept_as_it_is_spelled() {
    let text = r#"
resource "aws_sqs_queue" "q" {
  name = "q"
}
resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
  depends_on    = [aws_sqs_queue.q, module.x]
  provider      = aws.other
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [desired_count, tags["x"]]
  }
}
"#;
    let manifest = file("main.tf", text);
    let service = &manifest.resources[1];
    let expected = "{depends_on: [\"aws_sqs_queue.q\", \"module.x\"], provider: \"aws.other\", lifecycle: {prevent_destroy: true, ignore_changes: [\"desired_count\", \"tags[\\\"x\\\"]\"]}}";
    assert_eq!(show(&service.meta), expected);
    assert_eq!(service.after, [formwork::ir::ResourceId(0)]);
    assert_eq!(service.keep, formwork::ir::Keep::Retain);
    let all =
        file("main.tf", "resource \"aws_test\" \"x\" {\n  lifecycle { ignore_changes = all }\n}\n");
    assert_eq!(show(&all.resources[0].meta), "{lifecycle: {ignore_changes: \"all\"}}");
}

#[test]
fn parts_join_their_resource() {
    let text = r#"
resource "aws_s3_bucket" "logs" {
  count  = 2
  bucket = "logs"
}
resource "aws_s3_bucket_versioning" "any_name" {
  count  = 2
  bucket = aws_s3_bucket.logs[count.index].bucket
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_versioning" "other" {
  bucket = "elsewhere"
}
"#;
    check(
        text,
        &[
            "aws_s3_bucket.logs[0] {bucket: \"logs\", versioning_configuration_status: \"Enabled\"}",
            "aws_s3_bucket.logs[1] {bucket: \"logs\", versioning_configuration_status: \"Enabled\"}",
            "aws_s3_bucket_versioning.other {bucket: \"elsewhere\"}",
        ],
    );
}

#[test]
fn container_definitions_are_read_however_they_are_written() {
    let task = |containers: &str| {
        let text = format!(
            "variable \"text\" {{\n  default = \"[{{\\\"name\\\": \\\"web\\\", \\\"portMappings\\\": [{{\\\"containerPort\\\": 80}}]}}]\"\n}}\nlocals {{\n  one = [{{ name = \"web\", portMappings = [{{ containerPort = 80 }}] }}]\n}}\nresource \"aws_ecs_task_definition\" \"t\" {{\n  family = \"t\"\n  container_definitions = {containers}\n}}\n"
        );
        let manifest = files(&[
            ("main.tf", &text),
            (
                "c.tftpl",
                "[{\"name\": \"${name}\", \"portMappings\": [{\"containerPort\": ${port}}]}]",
            ),
        ])
        .manifests
        .swap_remove(0);
        show(manifest.resources[0].property("container_definitions").unwrap())
    };
    let expected = "[{name: \"web\", port_mappings: [{container_port: 80}]}]";
    assert_eq!(
        task("jsonencode([{ name = \"web\", portMappings = [{ containerPort = 80 }] }])"),
        expected
    );
    assert_eq!(task("jsonencode(local.one)"), expected);
    assert_eq!(
        task("templatefile(\"${path.module}/c.tftpl\", { name = \"web\", port = 80 })"),
        expected
    );
    assert_eq!(
        task("<<EOT\n[{\"name\": \"web\", \"portMappings\": [{\"containerPort\": 80}]}]\nEOT\n"),
        expected
    );
    assert_eq!(
        task(
            "\"[{\\\"name\\\": \\\"web\\\", \\\"portMappings\\\": [{\\\"containerPort\\\": 80}]}]\""
        ),
        expected
    );
    assert_eq!(task("\"[${jsonencode(local.one[0])}]\""), expected);
    assert_eq!(task("file(\"missing\")"), "?");
    assert_eq!(task("var.text"), format!("var(text = {expected})"));
}

const TWIN: &str = r#"
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}
provider "aws" {
  region = var.region
  default_tags { tags = { app = "shop" } }
}
variable "region" {
  type        = string
  description = "not ${filled}"
}
variable "environment" {
  type    = string
  default = "dev"
}
locals {
  sizes = { dev = 1, prod = 3 }
}
resource "aws_sqs_queue" "jobs" {
  name                       = "jobs-${var.environment}"
  visibility_timeout_seconds = 30
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })
  lifecycle {
    ignore_changes = [visibility_timeout_seconds]
  }
}
resource "aws_sqs_queue" "dead" {
  count = var.environment == "prod" ? 1 : 0
  name  = "dead"
}
resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = lookup(local.sizes, var.environment)
  depends_on    = [aws_sqs_queue.jobs]
  network_configuration {
    subnets = [var.region]
  }
}
module "other" {
  source  = "git::https://example.org/x.git"
  version = "1.0"
}
"#;

const TWIN_JSON: &str = r#"{
  "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.0"}}},
  "provider": {"aws": {"region": "${var.region}", "default_tags": {"tags": {"app": "shop"}}}},
  "variable": {
    "region": {"type": "string", "description": "not ${filled}"},
    "environment": {"type": "string", "default": "dev"}
  },
  "locals": {"sizes": {"dev": 1, "prod": 3}},
  "resource": {
    "aws_sqs_queue": {
      "jobs": {
        "name": "jobs-${var.environment}",
        "visibility_timeout_seconds": 30,
        "redrive_policy": "${jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })}",
        "lifecycle": {"ignore_changes": ["visibility_timeout_seconds"]}
      },
      "dead": {"count": "${var.environment == \"prod\" ? 1 : 0}", "name": "dead"}
    },
    "aws_ecs_service": {"web": [{
      "name": "web",
      "desired_count": "${lookup(local.sizes, var.environment)}",
      "depends_on": ["aws_sqs_queue.jobs"],
      "network_configuration": [{"subnets": ["${var.region}"]}]
    }]}
  },
  "module": {"other": {"source": "git::https://example.org/x.git", "version": "1.0"}}
}"#;

#[test]
fn both_syntaxes_say_the_same() {
    let (native, json) = (file("main.tf", TWIN), file("main.tf.json", TWIN_JSON));
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines
    };
    assert_eq!(sorted(print(&native)), sorted(print(&json)));
    let meta = |manifest: &formwork::ir::lifted::Manifest| {
        sorted(
            manifest
                .resources
                .iter()
                .map(|it| format!("{} {}", it.address, show(&it.meta)))
                .collect(),
        )
    };
    assert_eq!(meta(&native), meta(&json));
    assert_eq!(native.frame.tags, json.frame.tags);
    assert_eq!(native.frame.tags.len(), 1);
}

#[test]
fn declarations_stand_behind_the_resources() {
    let lines = print(&file("main.tf", TWIN));
    assert_eq!(
        lines[3..],
        [
            "provider.aws {name: \"aws\", source: \"hashicorp/aws\", version: \"~> 5.0\"}",
            "variable.region {name: \"region\", type: \"string\"}",
            "variable.environment {name: \"environment\", type: \"string\", default: \"dev\"}",
            "module.other {source: \"git::https://example.org/x.git\", version: \"1.0\"}",
            "aws_sqs_queue.dead {left: \"var.environment\", right: \"prod\", decides: \"count\"}",
            "aws_ecs_service.web {index: \"var.environment\", table: {dev: 1, prod: 3}}",
        ]
    );
    let old =
        file("main.tf", "terraform {\n  required_providers {\n    aws = \"~> 2.0\"\n  }\n}\n");
    assert_eq!(print(&old), ["provider.aws {name: \"aws\", version: \"~> 2.0\"}"]);
    let secret = file("main.tf", "variable \"p\" {\n  sensitive = true\n  default = null\n}\n");
    assert_eq!(print(&secret), ["variable.p {name: \"p\", secret: true, default: null}"]);
}
