//! Deployment strategies: what each changes, what it leaves alone, and which back end it is for.

#![expect(
    clippy::unwrap_used,
    reason = "a test of files writes and reads files; a helper that cannot go on fails its test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use formwork::prelude::*;
use formwork::run::{Io, run};
use serde_json::{Map, Value, json};

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.demo.example", prod: "demo.example" },
    same("Z0000000000000000001"),
);
const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(Team::new("team", "team@demo.example"))
    .health_check("/healthz")
    .public(Host(per_env! { dev: "www.dev.demo.example", prod: "www.demo.example" }));
const BAKE: Bake = Bake::minutes(10);
const SHIFTS: [Deploy; 3] = [
    Deploy::blue_green(BAKE),
    Deploy::linear(Share::percent(20), BAKE),
    Deploy::canary(Share::percent(5), BAKE),
];

fn app<'a>(services: &'a [&'a Service<'a>]) -> App<'a> {
    App::new("demo", ENVIRONMENTS, Repository::github("acme/demo")).zone(ZONE).services(services)
}

fn command(app: &App<'_>, arguments: &[&str]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = Io { out: &mut out, err: &mut err, today: || "2026-11-22".to_owned() };
    let code = run(app, arguments.iter().map(Into::into), &mut io);
    (code, String::from_utf8(err).unwrap())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("strategies").join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn synthesize(name: &str, app: &App<'_>) -> PathBuf {
    let folder = folder(name);
    let said = command(app, &["synth", "--no-lock", "--out", folder.to_str().unwrap()]);
    assert_eq!(said.0, 0, "{said:?}");
    folder
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn deployed(name: &str, deploy: Deploy<'_>) -> PathBuf {
    let web = WEB.deploy(deploy);
    synthesize(name, &app(&[&web]))
}

/// The resources of every stack, by their type and name.
fn resources(out: &Path) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for stack in ["platform", "registry", "web-base", "web"] {
        let template = read(&out.join(format!("cloudformation/{stack}.template.json")));
        for (name, resource) in object(&template["Resources"]) {
            all.insert(format!("{} {name}", resource["Type"].as_str().unwrap()), resource.clone());
        }
        let root = read(&out.join(format!("terraform/{stack}/main.tf.json")));
        for (kind, named) in object(&root["resource"]) {
            for (name, resource) in object(named) {
                all.insert(format!("{kind} {name}"), resource.clone());
            }
        }
    }
    all
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}

/// What belongs to a deployment, by type or name.
const DEPLOYMENT: [&str; 20] = [
    "AWS::ECS::Service Web",
    "aws_ecs_service web",
    "WebListenerRule",
    "WebTestListenerRule",
    "web_listener_rule",
    "TargetGroup",
    "target_group",
    "WebShift",
    "web_shift",
    "ErrorsAlarm",
    "errors_alarm",
    "codedeploy",
    "web_deployment",
    "web_balancer",
    "web_from_",
    "web_https_listener",
    "web_http_listener",
    "web_test_listener",
    "web_own_certificate",
    "web_record",
];

#[test]
fn a_strategy_changes_nothing_outside_its_deployment() {
    let is_deployment = |name: &str| {
        DEPLOYMENT.iter().any(|part| name.contains(part))
            || name.contains("platform_output_access_logs_bucket")
            || name.contains("platform_output_public_subnet_ids")
    };
    let rest = |out: &Path| {
        let mut rest = resources(out);
        rest.retain(|name, _| !is_deployment(name));
        rest
    };
    let rolling = rest(&deployed("rolling", Deploy::rolling()));
    assert!(rolling.len() > 60, "{}", rolling.len());
    for deploy in SHIFTS {
        let name = deploy.strategy().name().trim_start_matches("Deploy::");
        let other = rest(&deployed(name, deploy));
        assert_eq!(
            rolling.keys().collect::<Vec<_>>(),
            other.keys().collect::<Vec<_>>(),
            "other resources under {name}"
        );
        for (path, resource) in &rolling {
            assert_eq!(resource, &other[path], "{path} under {name}");
        }
    }
}

#[test]
fn ecs_shifts_traffic_between_two_target_groups_by_itself() {
    let out = deployed("native", SHIFTS[2]);
    let template = read(&out.join("cloudformation/web.template.json"));
    let service = &template["Resources"]["WebService"]["Properties"];
    let configuration = &service["DeploymentConfiguration"];
    assert_eq!(configuration["Strategy"], "CANARY");
    assert_eq!(configuration["CanaryConfiguration"]["CanaryPercent"], 5);
    assert_eq!(configuration["Alarms"]["AlarmNames"].as_array().unwrap().len(), 3);
    assert!(configuration.get("DeploymentCircuitBreaker").is_none());
    let rule = &template["Resources"]["WebListenerRule"]["Properties"]["Actions"][0];
    let weights = rule["ForwardConfig"]["TargetGroups"].as_array().unwrap();
    let weights: Vec<_> = weights.iter().map(|it| it["Weight"].as_i64().unwrap()).collect();
    assert_eq!(weights, [100, 0]);
    assert!(!template.to_string().contains("CodeDeploy"));
}

#[test]
fn codedeploy_owns_what_it_changes_and_nothing_else() {
    let out = deployed("codedeploy", SHIFTS[1]);
    let root = read(&out.join("terraform/web/main.tf.json"));
    let service = &root["resource"]["aws_ecs_service"]["web_service"];
    let ignored = json!(["desired_count", "task_definition", "load_balancer"]);
    assert_eq!(service["lifecycle"]["ignore_changes"], ignored);
    for absent in ["alarms", "deployment_circuit_breaker", "service_connect_configuration"] {
        assert!(service.get(absent).is_none(), "{absent}");
    }
    for listener in ["web_https_listener", "web_test_listener"] {
        let lifecycle = &root["resource"]["aws_lb_listener"][listener]["lifecycle"];
        assert_eq!(lifecycle["ignore_changes"], json!(["default_action"]));
    }
    assert!(!root.to_string().contains("service-role/AWSCodeDeployRoleForECS"));
    assert!(root["resource"].get("aws_lb_listener_rule").is_none());
}

#[test]
fn provider_6_lets_ecs_shift_traffic() {
    let hooks = [Hook::new(
        LifecycleStage::PostTestTrafficShift,
        same("arn:aws:lambda:eu-west-1:111111111111:function:probe"),
    )];
    let web = WEB.deploy(Deploy::canary(Share::tenths(25), BAKE).hooks(&hooks));
    let out = synthesize("v6", &app(&[&web]).terraform(TerraformProvider::V6));
    let root = read(&out.join("terraform/web/main.tf.json"));
    let service = &root["resource"]["aws_ecs_service"]["web_service"];
    let canary = &service["deployment_configuration"]["canary_configuration"];
    assert_eq!(canary["canary_percent"], 2.5);
    let hook = &service["deployment_configuration"]["lifecycle_hook"][0];
    assert_eq!(hook["lifecycle_stages"], json!(["POST_TEST_TRAFFIC_SHIFT"]));
    assert!(service["load_balancer"][0]["advanced_configuration"]["role_arn"].is_string());
    let rule = &root["resource"]["aws_lb_listener_rule"]["web_listener_rule"];
    assert_eq!(rule["lifecycle"]["ignore_changes"], json!(["action"]));
    assert!(!root.to_string().contains("codedeploy"));
}

#[test]
fn an_app_for_one_back_end_is_written_for_that_one() {
    for (back_ends, here, absent) in [
        (BackEnds::CloudFormation, "cloudformation", "terraform"),
        (BackEnds::Terraform, "terraform", "cloudformation"),
    ] {
        let web = WEB.deploy(SHIFTS[0]);
        let services = [&web];
        let only = app(&services).back_ends(back_ends);
        let out = synthesize(&format!("only-{here}"), &only);
        assert!(out.join(here).exists() && !out.join(absent).exists(), "{here}");
        for file in ["release.json", "parity.json"] {
            let stack = &read(&out.join(file))["stacks"][0];
            assert!(stack[here].is_string() && stack.get(absent).is_none(), "{file}: {stack}");
        }
        let plan = read(&out.join("deploy-plan.json"));
        let environment = &plan["environments"][0];
        let stack = &environment["stacks"][0];
        assert!(stack[here].is_object() && stack.get(absent).is_none(), "{stack}");
        let wanted = environment["prerequisites"].as_array().unwrap();
        assert!(wanted.iter().all(|it| it["target"] != absent), "{environment}");
        let out = folder("other");
        let out = out.to_str().unwrap();
        let (code, said) =
            command(&only, &["synth", "--no-lock", "--out", out, "--target", absent]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("BackEnds::"), "{said}");
        assert!(!Path::new(out).exists());
    }
}

#[test]
fn requests_scale_a_rolling_service() {
    let web = WEB.scale_at_requests(same(Requests::per_minute(600)));
    let out = synthesize("requests", &app(&[&web]));
    let template = read(&out.join("cloudformation/web.template.json"));
    let policy = &template["Resources"]["WebRequestScalingPolicy"]["Properties"];
    let tracking = &policy["TargetTrackingScalingPolicyConfiguration"];
    assert_eq!(tracking["TargetValue"], 600);
    let metric = &tracking["PredefinedMetricSpecification"];
    assert_eq!(metric["PredefinedMetricType"], "ALBRequestCountPerTarget");
    assert!(metric["ResourceLabel"].is_object());
}
