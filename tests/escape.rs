//! Escape hatches: raw resources and patches reach both dialects, or are findings that say why not.

use formwork::backend::Release;
use formwork::backend::cloudformation::{self, ParametersFormat};
use formwork::backend::terraform;
use formwork::diag::Diagnostic;
use formwork::lower::{self, Input, Priorities};
use formwork::prelude::*;
use formwork::rules::Index;
use formwork::run::synth::Assembly;

environments! {
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(Team::new("web", "web@shop.example"))
    .health_check("/healthz")
    .public(Host(per_env! { staging: "www.staging.shop.example", prod: "www.shop.example" }));
const SHOP: App = App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"))
    .zone(Zone::imported(
        per_env! { staging: "staging.shop.example", prod: "shop.example" },
        same("Z00000000000000SHOP"),
    ))
    .services(&[&WEB]);

/// The findings of every stack, and what the template and root called `name` hold.
fn made(app: &App<'_>, name: &str) -> (Vec<Diagnostic>, String, String) {
    let index = Index::new(app, None);
    let assembly = Assembly::new(&index, Release::default());
    let priorities = Priorities::new();
    let input = Input { index: &index, priorities: &priorities };
    let (mut found, mut template, mut root) = (Vec::new(), String::new(), String::new());
    let (mut paths, mut stacks) = (Vec::new(), Vec::new());
    for planned in lower::plan(&index) {
        let (stack, misfits) = lower::lower(input, &planned);
        found.extend(misfits);
        paths.extend(stack.resources.iter().map(|it| it.path.clone()));
        stacks.push(stack.name.clone());
        if stack.name == name {
            let target = assembly.target();
            let files = cloudformation::emit(&target, &stack, ParametersFormat::Configuration);
            template = String::from_utf8_lossy(&files[0].contents).into_owned();
            let files = terraform::emit(&target, &stack);
            root = String::from_utf8_lossy(&files[0].contents).into_owned();
        }
    }
    found.extend(lower::leftovers(app, &paths, &stacks));
    (found, template, root)
}

#[test]
fn a_patch_reaches_both_dialects() {
    let patch = Patch::set("web/service", "health_check_grace_period_seconds", "77", "slow start");
    let (found, template, root) = made(&SHOP.patches(&[patch]), "web");
    assert!(found.is_empty(), "{found:?}");
    assert!(template.contains("\"HealthCheckGracePeriodSeconds\": 77"), "{template}");
    assert!(root.contains("\"health_check_grace_period_seconds\": 77"), "{root}");
}

#[test]
fn a_raw_resource_refers_to_what_is_beside_it() {
    let raw = Raw::new("platform/web-acl", "WAF has no construct yet")
        .cloudformation(
            "AWS::WAFv2::WebACLAssociation",
            r#"{"ResourceArn": {"$ref": "platform/balancer.arn"}, "WebACLArn": "arn:aws:wafv2:eu-west-1:333333333333:regional/webacl/x/1"}"#,
        )
        .terraform(
            "aws_wafv2_web_acl_association",
            r#"{"resource_arn": {"$ref": "platform/balancer.arn"}, "web_acl_arn": "${literal}"}"#,
        );
    let (found, template, root) = made(&SHOP.raw(&[raw]), "platform");
    assert!(found.is_empty(), "{found:?}");
    assert!(template.contains("\"PlatformWebAcl\""), "{template}");
    assert!(root.contains("${aws_lb.platform_balancer.arn}"), "{root}");
    assert!(root.contains("$${literal}"), "text of a raw resource is literal: {root}");
}

fn check(app: &App<'_>, expected: &str) {
    let (found, ..) = made(app, "web");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].rule, "FW0060");
    assert!(found[0].message.contains(expected), "{}", found[0].message);
}

#[test]
fn a_patch_that_fits_nothing_is_a_finding() {
    for (path, property, value, expected) in [
        ("web/servce", "x", "1", "`web/servce` names no resource; did you mean `web/service`?"),
        (
            "web/service",
            "desired_cuont",
            "1",
            "`web/service` is of kind `ecs/service`, which has no `desired_cuont`; did you mean `desired_count`?",
        ),
        ("web/service", "desired_count", "{", "has a value for `desired_count` that is no JSON"),
    ] {
        check(&SHOP.patches(&[Patch::set(path, property, value, "because")]), expected);
    }
}

#[test]
fn a_patch_that_its_type_does_not_take_is_a_finding() {
    for (path, property, value, expected) in [
        (
            "web/service",
            "desired_count",
            r#"["one"]"#,
            "`web/service` does not take `desired_count`: `desired_count` is a list, and must be a number",
        ),
        (
            "web/service",
            "deployment_circuit_breaker",
            r#"{"enabel": true, "rollback": true}"#,
            "`deployment_circuit_breaker` has no `enabel`; did you mean `enable`?",
        ),
        (
            "web/service",
            "deployment_circuit_breaker",
            "true",
            "`deployment_circuit_breaker` must be an object",
        ),
        (
            "web/service",
            "launch_type",
            r#""FARGATEE""#,
            "`FARGATEE` is not allowed for `LaunchType`; did you mean `FARGATE`?",
        ),
    ] {
        check(&SHOP.patches(&[Patch::set(path, property, value, "because")]), expected);
    }
}

/// What is said of a raw resource with these properties.
fn refused(raw: Raw<'_>) -> Vec<String> {
    let (found, ..) = made(&SHOP.raw(&[raw]), "platform");
    let place = std::panic::Location::caller().file();
    assert!(found.iter().all(|it| it.span.as_ref().is_some_and(|span| span.file == place)));
    found.into_iter().map(|it| format!("{} {}; {}", it.rule, it.message, it.help)).collect()
}

#[test]
fn a_raw_resource_that_its_type_does_not_take_is_a_finding() {
    let raw = || Raw::new("platform/x", "because");
    let template = |properties| refused(raw().cloudformation("AWS::SQS::Queue", properties));
    let root = |arguments| refused(raw().terraform("aws_sqs_queue", arguments));
    let check = |found: Vec<String>, expected: &[&str]| {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for expected in expected {
            assert!(found.iter().any(|it| it.contains(expected)), "{expected}: {found:?}");
        }
    };
    check(template(r#"{"QueueName": "x", "DelaySeconds": {"Ref": "Delay"}}"#), &[]);
    check(
        template(r#"{"QueueNam": "x", "DelaySeconds": [1]}"#),
        &["FW0060 `platform/x` is no `AWS::SQS::Queue` at `QueueNam`", "at `DelaySeconds`"],
    );
    check(template(r#"{"QueueNam": "x"}"#), &["did you mean `QueueName`?"]);
    check(root(r#"{"name": "x", "delay_seconds": 5}"#), &[]);
    check(
        root(r#"{"nmae": "x", "delay_seconds": "soon"}"#),
        &[
            "`aws_sqs_queue` has no argument `nmae`; did you mean `name`?",
            "`delay_seconds` is a string `soon`, and must be a number",
        ],
    );
    check(
        refused(raw().terraform("aws_lb_listener", r#"{"port": 80}"#)),
        &["has no `default_action`", "has no `load_balancer_arn`"],
    );
    let misspelled = raw().terraform("aws_sqs_queu", "{}").cloudformation("AWS::SQS::Queu", "{}");
    check(
        refused(misspelled),
        &["did you mean `AWS::SQS::Queue`?", "did you mean `aws_sqs_queue`?"],
    );
    let newer = raw().cloudformation("AWS::SQS::ElasticQueue", r#"{"Shards": 3}"#);
    check(refused(newer), &["FW0061 `platform/x` is no `AWS::SQS::ElasticQueue`"]);
    let older = raw().terraform("aws_s3vectors_index", r#"{"index_name": "x"}"#);
    check(refused(older), &["FW0060 `platform/x` is no `aws_s3vectors_index`: resource"]);
    check(refused(raw().cloudformation("Custom::Seed", r#"{"ServiceToken": "arn"}"#)), &[]);
}

#[test]
fn a_raw_resource_that_fits_nothing_is_a_finding() {
    let raw = |path| Raw::new(path, "because");
    let dangling = r#"{"a": {"$ref": "no.arn"}}"#;
    for (raw, expected) in [
        (raw("nowhere/x"), "`nowhere/x` names no stack"),
        (raw("platform/x"), "`platform/x` is spelled in neither dialect"),
        (
            raw("platform/x").cloudformation("A::B::C", dangling),
            "`platform/x` refers to `no.arn`, which is not in its stack",
        ),
    ] {
        check(&SHOP.raw(&[raw]), expected);
    }
}
