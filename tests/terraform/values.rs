//! What expressions are worth.

use crate::{file, show};

/// What the expressions below may name.
const AROUND: &str = r#"
variable "given" { default = "dev" }
variable "unset" {}
variable "secret" {
  default   = "hunter2"
  sensitive = true
}
variable "flag" { default = false }
variable "settings" {
  type    = object({ size = number, name = optional(string, "web"), none = optional(string) })
  default = { size = 2 }
}
variable "sizes" {
  type    = map(object({ cpu = optional(number, 256) }))
  default = { small = {}, large = { cpu = 1024 } }
}
locals {
  name   = "web"
  list   = ["a", "b", "c"]
  map    = { dev = 1, prod = 3 }
  nested = { one = { two = ["x", { three = true }] } }
  circle = local.round
  round  = [local.circle]
  image  = "nginx:${local.tag}"
  tag    = "1.27"
}
data "aws_region" "here" {}
data "aws_partition" "here" {}
data "aws_availability_zones" "all" {}
data "aws_ami" "some" {}
data "aws_iam_policy_document" "read" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::b/&{aws:username}", aws_sqs_queue.q.arn]
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["1", "2"]
    }
  }
}
data "aws_iam_policy_document" "trust" {
  source_policy_documents = [data.aws_iam_policy_document.read.json]
  statement {
    effect  = "Deny"
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "loop" {
  statement { actions = [data.aws_iam_policy_document.loop.json] }
}
data "aws_iam_policy_document" "unknown" {
  dynamic "statement" {
    for_each = var.unset
    content {
      actions = [statement.value]
    }
  }
}
resource "aws_sqs_queue" "q" {}
resource "aws_test" "two" { count = 2 }
resource "aws_test" "each" { for_each = toset(["a", "b"]) }
resource "aws_test" "some" { count = var.unset }
"#;

/// Reads an expression in the native syntax, and in JSON where it is a template.
fn check(expression: &str, expected: &str) {
    let text = format!("{AROUND}\nresource \"aws_test\" \"x\" {{\n  value = {expression}\n}}\n");
    let manifest = file("main.tf", &text);
    let value = |address: &str, manifest: &formwork::ir::lifted::Manifest| {
        let resource = manifest.resources.iter().find(|it| it.address == address);
        resource.and_then(|it| it.properties.fields().first()).map(|it| show(&it.value))
    };
    assert_eq!(value("aws_test.x", &manifest).as_deref(), Some(expected), "{expression}");
    if expression.starts_with("<<") {
        return;
    }
    let template = serde_json::json!({
        "resource": {"aws_test": {"x": {"value": format!("${{{expression}}}")}}},
    });
    let mut read = crate::files(&[("a.tf", AROUND), ("b.tf.json", &template.to_string())]);
    assert!(read.problems.is_empty(), "{expression}: {:?}", read.problems);
    let manifest = read.manifests.swap_remove(0);
    assert_eq!(value("aws_test.x", &manifest).as_deref(), Some(expected), "{template}");
}

#[test]
fn literals_and_structures() {
    check("null", "null");
    check("-1", "-1");
    check("1.5", "1.5");
    check("1e3", "1000");
    check("99999999999999999999", "100000000000000000000");
    check(r#""a\n\"\\\u00e9$${x}%%{y}""#, r#""a\n\"\\é${x}%{y}""#);
    check(r#"["a", 1, [true]]"#, r#"["a", 1, [true]]"#);
    check(r#"{ a = 1, "b c" : 2, (local.name) = 3 }"#, "{a: 1, b c: 2, web: 3}");
    check("{ (var.unset) = 1 }", "?");
    check("((1))", "1");
}

#[test]
fn names_and_steps() {
    check("local.name", r#""web""#);
    check("local.image", r#""nginx:1.27""#);
    check("local.list[1]", r#""b""#);
    check("local.list.1", r#""b""#);
    check("local.map[\"prod\"]", "3");
    check("local.nested.one.two[1].three", "true");
    check("local.nested[\"one\"][\"two\"][0]", r#""x""#);
    check("local.list[9]", r#"["a", "b", "c"][9]"#);
    check("local.nested.none", "?");
    check("local.circle", "[?]");
    check("local.none", "?");
    check("terraform.workspace", "?");
    check("path.module", r#"".""#);
    check("nothing", "?");
}

#[test]
fn variables_are_inputs() {
    check("var.given", r#"var(given = "dev")"#);
    check("var.unset", "var(unset)");
    check("var.unset.a.b", "var(unset.a.b)");
    check("var.unset[0]", "var(unset)[0]");
    check("var.secret", r#"var(secret! = "hunter2")"#);
    check("var.settings.size", "var(settings = 2)");
    check("var.settings.name", r#"var(settings = "web")"#);
    check("var.settings.none", "null");
    check("var.sizes[\"small\"].cpu", "var(sizes = 256)");
    check("{ for k, v in var.sizes : k => v.cpu }", "{large: 1024, small: 256}");
}

#[test]
fn texts_are_joined() {
    check(r#""${local.name}-${1}-${true}""#, r#""web-1-true""#);
    check(r#""${var.given}-x""#, r#"var(given = "dev-x")"#);
    check(r#""${var.unset}-x""#, r#"(var(unset) + "-x")"#);
    check(r#""${aws_sqs_queue.q.arn}/*""#, r#"(#0.arn + "/*")"#);
    check(r#""%{ if true }yes%{ else }no%{ endif }""#, r#""yes""#);
    check(r#""%{ for x in local.list ~} ${x},%{ endfor }""#, r#""a,b,c,""#);
    check(r#""%{ if var.unset }yes%{ endif }""#, "?");
    check(
        r#""x${jsonencode({ a = [1, var.unset] })}""#,
        r#"("x" + "{" + "\"a\":" + "[" + "1" + "," + "\"" + var(unset) + "\"" + "]" + "}")"#,
    );
    check("<<EOT\n  a\n    b ${local.name}\nEOT\n", r#""  a\n    b web\n""#);
    check("<<-EOT\n    a\n\n      b\n    EOT\n", r#""a\n\n  b\n""#);
    check("<<-EOT\n  ${local.name}\n  b\n  EOT\n", r#""web\nb\n""#);
    check("<<EOT\nEOT\n", r#""""#);
    check("<<EOT\nEOT\" no end\n  EOTX\nEOT\n", "\"EOT\\\" no end\\n  EOTX\\n\"");
}

#[test]
fn choices_are_decided_only_by_what_is_surely_known() {
    check("true ? 1 : 2", "1");
    check("local.name == \"web\" ? 1 : 2", "1");
    check("var.given == \"prod\" ? 3 : 1", "<3 | 1>");
    check("var.flag ? 1 : null", "<1 | null>");
    check("var.unset ? 1 : var.unset ? 2 : var.unset ? 3 : 4", "<1 | 2 | 3 | 4>");
    check("aws_sqs_queue.q.arn == \"x\" ? 1 : 2", "<1 | 2>");
    check("false && var.unset ? 1 : 2", "2");
    check("var.unset || true ? 1 : 2", "1");
    check("!var.flag ? 1 : 2", "<1 | 2>");
    check("local.map[var.given]", "<1 | 3>");
    check("(var.unset ? local.map : null)[terraform.workspace]", "<1 | 3>");
    check("lookup(local.map, var.given, 0)", "<1 | 3 | 0>");
    check("upper(var.unset ? \"a\" : \"b\")", r#"<"A" | "B">"#);
    check("(var.unset ? { a = 1 } : { a = 2 }).a", "<1 | 2>");
}

#[test]
fn operators() {
    check("1 + 2 * 3", "7");
    check("7 / 2", "3.5");
    check("8 / 2", "4");
    check("7 % 3", "1");
    check("-local.map.dev", "-1");
    check("1 / 0", "?");
    check("9223372036854775807 + 1", "9223372036854776000");
    check("1 < 2 && 2 >= 2 && 1 != 2 && !(1 > 2)", "true");
    check("1 == \"1\"", "false");
    check("[1, { a = 2 }] == [1, { a = 2 }]", "true");
    check("null == null", "true");
    check("var.settings.size * 256", "var(settings = 512)");
    check("var.unset + 1", "?");
}

#[test]
fn loops_and_splats() {
    check("[for x in local.list : upper(x) if x != \"b\"]", r#"["A", "C"]"#);
    check("[for i, x in local.list : i]", "[0, 1, 2]");
    check("{ for k, v in local.map : upper(k) => v * 2 }", "{DEV: 2, PROD: 6}");
    check("{ for x in [\"a\", \"b\", \"a\"] : x => 1... }", "{a: [1, 1], b: [1]}");
    check("[for x in var.unset : x]", "?");
    check("[for x in local.list : x if var.unset]", "?");
    check("[{ a = 1 }, { a = 2 }][*].a", "[1, 2]");
    check("[{ a = [1] }, { a = [2] }].*.a[0]", "[1]");
    check("[{ a = [1] }, { a = [2] }][*].a[0]", "[1, 2]");
    check("null[*]", "[]");
    check("local.name[*]", r#"["web"]"#);
    check("[for x in (var.unset ? [1] : [2, 3]) : x + 1]", "<[2] | [3, 4]>");
}

#[test]
fn references_have_neutral_names() {
    check("aws_sqs_queue.q.arn", "#0.arn");
    check("aws_sqs_queue.q.id", "#0.id");
    check("aws_sqs_queue.q.visibility_timeout_seconds", "#0.visibility_timeout_seconds");
    check("aws_test.two[1].id", "#2.ref");
    check("aws_test.two[*].id", "[#1.ref, #2.ref]");
    check("aws_test.two[0].list[3]", "#1.list[3]");
    check("aws_test.each[\"b\"].id", "#4.ref");
    check("[for k, v in aws_test.each : v.id]", "[#3.ref, #4.ref]");
    check("aws_test.some[0].id", "#5.ref");
    check("aws_test.some[*].id", "?");
    check("aws_test.none.id", "?");
    check("data.aws_region.here.name", "Region");
    check("data.aws_partition.here.partition", "Partition");
    check("data.aws_availability_zones.all.names[1]", "zone(1)");
    check("slice(data.aws_availability_zones.all.names, 0, 2)", "[zone(0), zone(1)]");
    check("data.aws_availability_zones.all.names", "?");
    check("data.aws_ami.some.id", "?");
    check("one(aws_test.two[*].id)", "?");
}

#[test]
fn functions_of_text() {
    check(r#"format("%s-%d-%03d%%", "a", 2, 7)"#, r#""a-2-007%""#);
    check(r#"format("%s-%s", "a", aws_sqs_queue.q.arn)"#, r#"("a-" + #0.arn)"#);
    check(r#"format("%s", var.given)"#, r#"var(given = "dev")"#);
    check(r#"format("%q", "a")"#, "?");
    check(r#"join("-", local.list, ["d"])"#, r#""a-b-c-d""#);
    check(r#"join(",", [aws_sqs_queue.q.arn, "b"])"#, r#"(#0.arn + "," + "b")"#);
    check(r#"split(",", "a,b")"#, r#"["a", "b"]"#);
    check(r#"replace("a.b.c", ".", "-")"#, r#""a-b-c""#);
    check(r#"replace("abc", "/b/", "-")"#, "?");
    check(r#"lower("AbC")"#, r#""abc""#);
    check(r#"title("hello world")"#, r#""Hello World""#);
    check(r#"trimspace("  a ")"#, r#""a""#);
    check(r#"trimprefix("web-a", "web-")"#, r#""a""#);
    check(r#"trimsuffix("a.json", ".json")"#, r#""a""#);
    check(r#"substr("hello", 1, 3)"#, r#""ell""#);
    check("tostring(5)", r#""5""#);
    check(r#"tonumber("5")"#, "5");
    check(r#"tobool("true")"#, "true");
    check(r#"base64encode("text")"#, r#""text""#);
    check(r#"startswith("abc", "ab")"#, "true");
    check("fileexists(\"none.tf\")", "?");
    check("timestamp()", "?");
    check("uuid()", "?");
    check("provider::aws::arn_parse(\"x\")", "?");
}

#[test]
fn functions_of_collections() {
    check("merge({ a = 1, b = 1 }, null, { b = 2 })", "{a: 1, b: 2}");
    check("merge({ a = 1 }, var.unset)", "?");
    check("concat([1], [2, 3])", "[1, 2, 3]");
    check("concat([[1], [2]]...)", "[1, 2]");
    check("flatten([[1, [2]], 3])", "[1, 2, 3]");
    check("compact([\"a\", \"\", null, \"b\"])", r#"["a", "b"]"#);
    check("distinct([\"a\", \"b\", \"a\"])", r#"["a", "b"]"#);
    check("toset([\"a\", \"a\"])", r#"["a"]"#);
    check("tolist(local.list)", r#"["a", "b", "c"]"#);
    check("contains(local.list, \"b\")", "true");
    check("contains(local.list, var.unset)", "?");
    check("contains([\"prod\"], var.given)", "var(given = false)");
    check("length(local.list)", "3");
    check("length(\"héé\")", "3");
    check("keys(local.map)", r#"["dev", "prod"]"#);
    check("values({ b = 1, a = 2 })", "[2, 1]");
    check("zipmap([\"a\", \"b\"], [1, 2])", "{a: 1, b: 2}");
    check("range(3)", "[0, 1, 2]");
    check("range(1, 10, 4)", "[1, 5, 9]");
    check("range(1000000000)", "?");
    check("element(local.list, 4)", r#""b""#);
    check("slice(local.list, 1, 3)", r#"["b", "c"]"#);
    check("reverse([1, 2])", "[2, 1]");
    check("sort([\"b\", \"a\"])", r#"["a", "b"]"#);
    check("setunion([\"a\"], [\"b\", \"a\"])", r#"["a", "b"]"#);
    check("setsubtract([\"a\", \"b\"], [\"a\"])", r#"["b"]"#);
    check("one([])", "null");
    check("one([1])", "1");
    check("min(3, 1, 2)", "1");
    check("max(1, 2.5)", "2.5");
    check("lookup({ a = 1 }, \"a\", 0)", "1");
    check("lookup({ a = 1 }, \"b\", 0)", "0");
    check("coalesce(null, \"\", \"a\")", r#""a""#);
    check("coalesce(var.unset, \"a\")", r#"<var(unset) | "a">"#);
    check("coalescelist([], [1])", "[1]");
    check("try(local.nested.none, 5)", "5");
    check("try(local.list[9], \"z\")", r#""z""#);
    check("try(var.unset, 5)", "var(unset)");
    check("try(data.aws_ami.some.id, 5)", "?");
    check("can(local.nested.none)", "false");
    check("can(local.name)", "true");
    check("nonsensitive(var.secret)", r#"var(secret! = "hunter2")"#);
}

#[test]
fn policies_written_as_blocks_are_documents() {
    let read = "{Sid: \"Read\", Effect: \"Allow\", Action: \"s3:GetObject\", Resource: [\"arn:aws:s3:::b/${aws:username}\", #0.arn], Condition: {StringEquals: {aws:SourceAccount: [\"1\", \"2\"]}}}";
    let document =
        |statements: &str| format!("{{Version: \"2012-10-17\", Statement: [{statements}]}}");
    check("data.aws_iam_policy_document.read.json", &document(read));
    let trust = "{Effect: \"Deny\", Principal: {Service: \"ecs-tasks.amazonaws.com\"}, Action: [\"sts:AssumeRole\", \"sts:TagSession\"]}";
    check("data.aws_iam_policy_document.trust.json", &document(&format!("{read}, {trust}")));
    check("data.aws_iam_policy_document.loop.json", &document("{Effect: \"Allow\", Action: ?}"));
    check("data.aws_iam_policy_document.unknown.json", "?");
    check("data.aws_iam_policy_document.none.json", "?");
}

#[test]
fn documents_are_structures() {
    check("jsonencode({ a = [1, null] })", "{a: [1, null]}");
    check("jsonencode(\"a\\\"\")", r#""\"a\\\"\"""#);
    check(r#"jsondecode("{\"a\": [1]}")"#, "{a: [1]}");
    check("jsondecode(jsonencode(local.map)).prod", "3");
}
