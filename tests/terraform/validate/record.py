#!/usr/bin/env python3
"""Breaks good resources one thing at a time, and records what `terraform validate` says of each.

Writes beside itself native.tf (resources of its own), written.tf.json (what formwork wrote for the
example `shop`) and verdicts.txt, which tests/terraform/validate.rs compares with our own judgement.
Needs terraform and a mirror with hashicorp/aws 5.100.0 (TF_CLI_CONFIG_FILE). It knows no schema and
no rule: it renames, deletes, moves, repeats and retypes what stands there.

Usage: record.py
"""

import copy
import json
import pathlib
import random
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parents[2] / "snapshots" / "shop" / "terraform" / "orders" / "main.tf.json"
SEED = 20261123
# How many mutants there are of each resource.
NATIVE, WRITTEN = 9, 4
VERSION = {"aws": {"source": "hashicorp/aws", "version": "5.100.0"}}


def block(name, *items):
    return (name, ("block", list(items)))


def code(text):
    return ("code", text)


BASES = {
    "aws_ecs_service": [
        ("name", "web"),
        ("cluster", code("aws_ecs_cluster.shop.id")),
        ("task_definition", "web:1"),
        ("desired_count", 2),
        ("launch_type", "FARGATE"),
        ("enable_execute_command", False),
        ("health_check_grace_period_seconds", 60),
        block(
            "network_configuration",
            ("subnets", ["subnet-1", "subnet-2"]),
            ("security_groups", ["sg-1"]),
            ("assign_public_ip", False),
        ),
        block(
            "load_balancer",
            ("target_group_arn", code("aws_lb_target_group.shop.arn")),
            ("container_name", "web"),
            ("container_port", 8080),
        ),
        block("deployment_circuit_breaker", ("enable", True), ("rollback", True)),
        block("alarms", ("alarm_names", ["errors"]), ("enable", True), ("rollback", True)),
        ("tags", {"team": "web"}),
    ],
    "aws_ecs_task_definition": [
        ("family", "web"),
        ("container_definitions", code('jsonencode([{ name = "web", image = "web:1", essential = true }])')),
        ("cpu", "256"),
        ("memory", "512"),
        ("network_mode", "awsvpc"),
        ("requires_compatibilities", ["FARGATE"]),
        ("execution_role_arn", code("aws_iam_role.shop.arn")),
        block(
            "runtime_platform",
            ("cpu_architecture", "ARM64"),
            ("operating_system_family", "LINUX"),
        ),
        block(
            "volume",
            ("name", "data"),
            block(
                "efs_volume_configuration",
                ("file_system_id", "fs-1"),
                ("transit_encryption", "ENABLED"),
                block("authorization_config", ("iam", "ENABLED")),
            ),
        ),
    ],
    "aws_lb": [
        ("name", "shop"),
        ("internal", False),
        ("load_balancer_type", "application"),
        ("security_groups", ["sg-1"]),
        ("subnets", ["subnet-1", "subnet-2"]),
        ("idle_timeout", 60),
        ("drop_invalid_header_fields", True),
        block("access_logs", ("bucket", "logs"), ("prefix", "shop"), ("enabled", True)),
    ],
    "aws_lb_target_group": [
        ("name", "web"),
        ("port", 8080),
        ("protocol", "HTTP"),
        ("target_type", "ip"),
        ("vpc_id", code("aws_vpc.shop.id")),
        ("deregistration_delay", 30),
        block(
            "health_check",
            ("path", "/healthz"),
            ("matcher", "200"),
            ("interval", 15),
            ("healthy_threshold", 2),
        ),
    ],
    "aws_lb_listener": [
        ("load_balancer_arn", code("aws_lb.shop.arn")),
        ("port", 443),
        ("protocol", "HTTPS"),
        ("ssl_policy", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
        ("certificate_arn", "arn:aws:acm:eu-west-1:111122223333:certificate/a"),
        block(
            "default_action",
            ("type", "fixed-response"),
            block("fixed_response", ("content_type", "text/plain"), ("status_code", "404")),
        ),
    ],
    "aws_lb_listener_rule": [
        ("listener_arn", code("aws_lb_listener.shop.arn")),
        ("priority", 10),
        block(
            "action",
            ("type", "forward"),
            block(
                "forward",
                block(
                    "target_group",
                    ("arn", code("aws_lb_target_group.shop.arn")),
                    ("weight", 100),
                ),
            ),
        ),
        block("condition", block("path_pattern", ("values", ["/api/*"]))),
    ],
    "aws_security_group": [
        ("name", "web"),
        ("description", "web"),
        ("vpc_id", code("aws_vpc.shop.id")),
        block(
            "ingress",
            ("description", "in"),
            ("from_port", 443),
            ("to_port", 443),
            ("protocol", "tcp"),
            ("cidr_blocks", ["10.0.0.0/16"]),
        ),
        block(
            "egress",
            ("from_port", 0),
            ("to_port", 0),
            ("protocol", "-1"),
            ("cidr_blocks", ["0.0.0.0/0"]),
        ),
    ],
    "aws_sqs_queue": [
        ("name", "orders"),
        ("visibility_timeout_seconds", 60),
        ("message_retention_seconds", 1209600),
        ("sqs_managed_sse_enabled", True),
        ("redrive_policy", code("jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })")),
    ],
    "aws_dynamodb_table": [
        ("name", "orders"),
        ("billing_mode", "PAY_PER_REQUEST"),
        ("hash_key", "id"),
        block("attribute", ("name", "id"), ("type", "S")),
        block("attribute", ("name", "day"), ("type", "S")),
        block(
            "global_secondary_index",
            ("name", "by-day"),
            ("hash_key", "day"),
            ("projection_type", "ALL"),
        ),
        block("point_in_time_recovery", ("enabled", True)),
        block("ttl", ("attribute_name", "until"), ("enabled", True)),
    ],
    "aws_s3_bucket_lifecycle_configuration": [
        ("bucket", "logs"),
        block(
            "rule",
            ("id", "old"),
            ("status", "Enabled"),
            block("filter", ("prefix", "logs/")),
            block("expiration", ("days", 30)),
        ),
    ],
    "aws_db_instance": [
        ("identifier", "orders"),
        ("engine", "postgres"),
        ("instance_class", "db.t4g.small"),
        ("allocated_storage", 20),
        ("username", "orders"),
        ("manage_master_user_password", True),
        ("multi_az", True),
        ("skip_final_snapshot", True),
        ("vpc_security_group_ids", ["sg-1"]),
        ("backup_retention_period", 14),
        block("timeouts", ("create", "60m")),
    ],
    "aws_iam_role": [
        ("name", "web"),
        ("assume_role_policy", code('jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })')),
        ("max_session_duration", 3600),
        ("tags", {"team": "web"}),
    ],
    "aws_cloudwatch_metric_alarm": [
        ("alarm_name", "errors"),
        ("comparison_operator", "GreaterThanThreshold"),
        ("evaluation_periods", 2),
        ("threshold", 1),
        ("metric_name", "Errors"),
        ("namespace", "Shop"),
        ("period", 60),
        ("statistic", "Sum"),
        ("dimensions", {"Service": "web"}),
        ("alarm_actions", ["arn:aws:sns:eu-west-1:111122223333:alarms"]),
    ],
    "aws_appautoscaling_policy": [
        ("name", "cpu"),
        ("policy_type", "TargetTrackingScaling"),
        ("resource_id", "service/shop/web"),
        ("scalable_dimension", "ecs:service:DesiredCount"),
        ("service_namespace", "ecs"),
        block(
            "target_tracking_scaling_policy_configuration",
            ("target_value", 60),
            ("scale_in_cooldown", 300),
            block(
                "predefined_metric_specification",
                ("predefined_metric_type", "ECSServiceAverageCPUUtilization"),
            ),
        ),
    ],
    "aws_cloudfront_distribution": [
        ("enabled", True),
        ("comment", "site"),
        block("origin", ("domain_name", "site.s3.amazonaws.com"), ("origin_id", "site")),
        block(
            "default_cache_behavior",
            ("target_origin_id", "site"),
            ("viewer_protocol_policy", "redirect-to-https"),
            ("allowed_methods", ["GET", "HEAD"]),
            ("cached_methods", ["GET", "HEAD"]),
            ("cache_policy_id", "658327ea-f89d-4fab-a63d-7e88639e58f6"),
        ),
        block("restrictions", block("geo_restriction", ("restriction_type", "none"))),
        block("viewer_certificate", ("cloudfront_default_certificate", True)),
    ],
    "aws_lambda_function": [
        ("function_name", "mail"),
        ("role", code("aws_iam_role.shop.arn")),
        ("handler", "index.handler"),
        ("runtime", "nodejs22.x"),
        ("filename", "mail.zip"),
        ("memory_size", 256),
        ("timeout", 30),
        ("architectures", ["arm64"]),
        block("environment", ("variables", {"STAGE": "prod"})),
        block("tracing_config", ("mode", "Active")),
        block("dead_letter_config", ("target_arn", "arn:aws:sqs:eu-west-1:111122223333:dead")),
    ],
    "aws_autoscaling_group": [
        ("name", "pool"),
        ("min_size", 1),
        ("max_size", 4),
        ("vpc_zone_identifier", ["subnet-1"]),
        block("launch_template", ("id", "lt-1"), ("version", "$Latest")),
        block("tag", ("key", "team"), ("value", "web"), ("propagate_at_launch", True)),
    ],
    "aws_wafv2_web_acl": [
        ("name", "shop"),
        ("scope", "REGIONAL"),
        block("default_action", block("allow")),
        block(
            "visibility_config",
            ("cloudwatch_metrics_enabled", True),
            ("metric_name", "shop"),
            ("sampled_requests_enabled", True),
        ),
        block(
            "rule",
            ("name", "rate"),
            ("priority", 1),
            block("action", block("block")),
            block(
                "statement",
                block("rate_based_statement", ("limit", 1000), ("aggregate_key_type", "IP")),
            ),
            block(
                "visibility_config",
                ("cloudwatch_metrics_enabled", True),
                ("metric_name", "rate"),
                ("sampled_requests_enabled", True),
            ),
        ),
    ],
    "aws_codebuild_project": [
        ("name", "build"),
        ("service_role", code("aws_iam_role.shop.arn")),
        ("build_timeout", 30),
        block("artifacts", ("type", "CODEPIPELINE")),
        block(
            "environment",
            ("compute_type", "BUILD_GENERAL1_SMALL"),
            ("image", "aws/codebuild/amazonlinux-aarch64-standard:3.0"),
            ("type", "ARM_CONTAINER"),
            block("environment_variable", ("name", "STAGE"), ("value", "prod")),
        ),
        block("source", ("type", "CODEPIPELINE")),
    ],
    "aws_scheduler_schedule": [
        ("name", "nightly"),
        ("schedule_expression", "rate(1 day)"),
        block("flexible_time_window", ("mode", "OFF")),
        block(
            "target",
            ("arn", "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"),
            ("role_arn", code("aws_iam_role.shop.arn")),
            block(
                "ecs_parameters",
                ("task_definition_arn", "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"),
                ("launch_type", "FARGATE"),
            ),
        ),
    ],
    "aws_cognito_user_pool": [
        ("name", "users"),
        ("auto_verified_attributes", ["email"]),
        block("password_policy", ("minimum_length", 12), ("require_numbers", True)),
        block(
            "account_recovery_setting",
            block("recovery_mechanism", ("name", "verified_email"), ("priority", 1)),
        ),
    ],
    "aws_route53_record": [
        ("zone_id", "Z1"),
        ("name", "www"),
        ("type", "A"),
        block(
            "alias",
            ("name", "lb.example.com"),
            ("zone_id", "Z2"),
            ("evaluate_target_health", True),
        ),
    ],
}

FIXED = '''resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_iam_role" "shop" {
  name               = "shop"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_sqs_queue" "shop" {
  name = "dead"
}

resource "aws_lb" "shop" {
  name    = "base"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "shop" {
  name     = "base"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.shop.id
}

resource "aws_lb_listener" "shop" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 80
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}
'''


WRONG = [["a", "b"], {"a": "b"}, "abc", True, 7, None, [], "12", "true"]
EXTRA = ["arn", "id", "unknown_thing", "owner"]


def is_block(value):
    return isinstance(value, tuple) and value[0] == "block"


def native_value(value):
    if isinstance(value, tuple):
        return value[1]
    if isinstance(value, list):
        return "[" + ", ".join(map(native_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {native_value(it)}" for key, it in value.items()) + " }"
    return json.dumps(value)


def native(items, depth=1, sign=""):
    """The lines of a body; with a sign, nested blocks are written as arguments."""
    indent = "  " * depth
    for name, value in items:
        if isinstance(value, tuple) and value[0] in ("block", "argument"):
            inner = " =" if value[0] == "argument" else sign
            yield f"{indent}{name}{inner} {{"
            yield from native(value[1], depth + 1, inner)
            yield f"{indent}}}"
        else:
            yield f"{indent}{name} = {native_value(value)}"


def resource(kind, name, items):
    return "\n".join([f'resource "{kind}" "{name}" {{', *native(items), "}", ""])


def places(items, before=()):
    for position, (_, value) in enumerate(items):
        yield (*before, position)
        if is_block(value):
            yield from places(value[1], (*before, position))


def body(items, place):
    for position in place[:-1]:
        items = items[position][1][1]
    return items


def repeats(items):
    """Whether an argument stands twice, which no parser takes."""
    names = [name for name, value in items if not is_block(value)]
    return len(names) > len(set(names)) or any(repeats(v[1]) for _, v in items if is_block(v))


def misspelled(name):
    at = random.randrange(1, max(2, len(name) - 1))
    way = random.choice(["drop", "swap", "add"])
    if way == "drop":
        return name[:at] + name[at + 1 :]
    if way == "swap":
        changed = name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
        return changed if changed != name else name + "x"
    return name + "s"


def native_mutants(items):
    for place in places(items):
        at = place[-1]
        name, value = body(items, place)[at]

        def changed(change, place=place):
            copied = copy.deepcopy(items)
            change(body(copied, place))
            return copied

        def put(entry, at=at):
            return changed(lambda it: it.__setitem__(at, entry))

        yield f"rename {name}", put((misspelled(name), value))
        yield f"delete {name}", changed(lambda it, at=at: it.pop(at))
        if is_block(value):
            yield f"block {name} as argument", put((name, ("argument", value[1])))
            yield f"block {name} as text", put((name, "abc"))
            yield f"block {name} twice", changed(lambda it, at=at: it.insert(at, it[at]))
            continue
        for wrong in random.sample(WRONG, 3):
            yield f"{name} = {json.dumps(wrong)}", put((name, wrong))
        if isinstance(value, dict):
            yield f"argument {name} as block", put((name, ("block", list(value.items()))))
        copied = copy.deepcopy(items)
        entry = body(copied, place).pop(at)
        blocks = [it for _, it in copied if is_block(it)]
        if len(place) > 1:
            yield f"{name} moved out", [*copied, entry]
        elif blocks:
            random.choice(blocks)[1].append(entry)
            yield f"{name} moved into a block", copied
    for name in EXTRA:
        yield f"add {name}", [*copy.deepcopy(items), (name, "x")]


def keys(value, before=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*before, key)
            yield from keys(inner, (*before, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            if isinstance(inner, dict):
                yield from keys(inner, (*before, position))


def written_mutants(good):
    for place in keys(good):
        if place[0] in ("lifecycle", "depends_on", "//"):
            continue
        shown = ".".join(map(str, place))

        def changed(change, place=place):
            copied = copy.deepcopy(good)
            inner = copied
            for step in place[:-1]:
                inner = inner[step]
            change(inner, copied)
            return copied

        def rename(inner, _, name=place[-1]):
            entries = [(misspelled(key) if key == name else key, it) for key, it in inner.items()]
            inner.clear()
            inner.update(entries)

        yield f"rename {shown}", changed(rename)
        yield f"delete {shown}", changed(lambda inner, _, name=place[-1]: inner.pop(name))
        for wrong in random.sample(WRONG, 2):
            change = lambda inner, _, name=place[-1], wrong=wrong: inner.update({name: wrong})  # noqa: E731
            yield f"{shown} = {json.dumps(wrong)}", changed(change)
        if len(place) > 1:
            change = lambda inner, top, name=place[-1]: top.update({name: inner.pop(name)})  # noqa: E731
            yield f"{shown} moved out", changed(change)
    for name in EXTRA:
        yield f"add {name}", {**copy.deepcopy(good), name: "x"}


def some(mutants, count):
    mutants = list(mutants)
    random.shuffle(mutants)
    return mutants[:count]


def write_native():
    """native.tf, and what was done to each resource, by its line."""
    text = "terraform {\n  required_providers {\n    aws = {\n"
    text += "".join(f'      {key} = "{it}"\n' for key, it in VERSION["aws"].items())
    text += "    }\n  }\n}\n\n" + FIXED
    told, number = {}, 0
    for kind, items in BASES.items():
        mutants = (it for it in native_mutants(items) if not repeats(it[1]))
        for what, mutant in [("nothing", items), *some(mutants, NATIVE)]:
            name = f"m{number:03}"
            number += 1
            told[text.count("\n") + 2] = (f"{kind}.{name}", what)
            text += "\n" + resource(kind, name, mutant)
    (HERE / "native.tf").write_text(text)
    return told


def write_written():
    """written.tf.json, and what was done to each resource, by its line."""
    root = json.loads(OUTPUT.read_text())
    broken, whats, number = {}, {}, 0
    for kind, named in root["resource"].items():
        broken[kind] = dict(named)
        whats.update({(kind, name): "nothing" for name in named})
        for good in named.values():
            for what, mutant in some(written_mutants(good), WRITTEN):
                name = f"m{number:03}"
                number += 1
                broken[kind][name] = mutant
                whats[(kind, name)] = what
    kept = {key: it for key, it in root.items() if key not in ("output", "terraform", "resource")}
    text = json.dumps({"terraform": {"required_providers": VERSION}, **kept, "resource": broken}, indent=1)
    (HERE / "written.tf.json").write_text(text + "\n")
    told, kind, inside = {}, "", False
    for number, line in enumerate(text.splitlines(), 1):
        inside = line.startswith(' "resource"') or (inside and not line.startswith(' "'))
        if inside and (found := re.match(r'  "(\w+)": \{', line)):
            kind = found[1]
        if inside and (found := re.match(r'   "(\w+)": \{', line)):
            told[number] = (f"{kind}.{found[1]}", whats[(kind, found[1])])
    return told


# What terraform says where only the schema is broken, and our name for it.
CLASSES = [
    (r"Unsupported (argument|block type)|Extraneous JSON object property", "unknown"),
    (r"Missing required argument|Insufficient \w+ blocks|Missing \w+ block", "missing"),
    (r"Incorrect attribute value type|Incorrect JSON value type", "type"),
    (r"Too many \w+ blocks", "count"),
    (
        r"Value for unconfigurable attribute|Invalid Configuration for Read-Only Attribute"
        r"|Invalid or unknown key",
        "read-only",
    ),
]


def validate(file):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / file.name).write_text(file.read_text())
        terraform = lambda *words: subprocess.run(  # noqa: E731
            ["terraform", *words], cwd=folder, stdout=subprocess.PIPE, text=True
        )
        terraform("init", "-no-color", "-backend=false")
        return json.loads(terraform("validate", "-json").stdout)["diagnostics"]


def verdicts(file, told):
    """A line for each resource: what terraform says of it, and what was done to it."""
    found = {line: set() for line in told}
    for diagnostic in validate(file):
        if diagnostic["severity"] != "error":
            continue
        line = max(line for line in told if line <= diagnostic["range"]["start"]["line"])
        names = [name for said, name in CLASSES if re.fullmatch(said, diagnostic["summary"])]
        # What the provider alone knows, beyond its schema.
        found[line].update(names or ["other"])
    for line, (address, what) in told.items():
        yield f"{file.name} {address} {','.join(sorted(found[line])) or 'good'} | {what}\n"


def main():
    random.seed(SEED)
    native, written = write_native(), write_written()
    lines = [*verdicts(HERE / "native.tf", native), *verdicts(HERE / "written.tf.json", written)]
    (HERE / "verdicts.txt").write_text("".join(lines))


if __name__ == "__main__":
    main()
