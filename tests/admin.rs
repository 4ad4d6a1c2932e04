//! Admin processes as they come out: what a one-off task, a migration and a job have in common with
//! their service, and what starts them.

#![expect(
    clippy::unwrap_used,
    reason = "a test of the output reads the output; a helper that cannot go on fails its test"
)]

use std::path::{Path, PathBuf};

use formwork::prelude::*;
use formwork::run::{self, Io};
use serde_json::{Value, json};

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("ordering", "ordering@shop.example");
const DATABASE: Postgres = Postgres::new("orders", PgVersion::V16);
const ORDERS: Service =
    Service::web("orders", Build::dockerfile("services/orders"), Port::http(8080))
        .owner(TEAM)
        .health_check("/healthz")
        .env(&[config("LOG_LEVEL", same("info")), secret("SESSION_KEY")])
        .attach(&[DATABASE.as_env("DATABASE_URL")])
        .public(Host(per_env! {
            dev: "dev.shop.example", staging: "staging.shop.example", prod: "shop.example"
        }))
        .admin(&[Task::one_off("rebuild-index", &["/app", "rebuild-index"])])
        .migrations(&[
            Migration::new("schema", &["/app", "migrate"]).timeout(Seconds(900)),
            Migration::new("backfill", &["/app", "backfill"]),
        ])
        .jobs(&[
            Job::scheduled(
                "nightly-report",
                per_env! {
                    dev: Schedule::cron("0 9 ? * MON *"),
                    staging: Schedule::cron("0 3 * * ? *"),
                    prod: Schedule::cron("0 3 * * ? *"),
                },
                &["/app", "report"],
            )
            .time_zone("Europe/Amsterdam")
            .window_minutes(15),
            Job::scheduled("expire-carts", same(Schedule::rate("15 minutes")), &["/app", "expire"])
                .retry(5, Seconds(600)),
        ]);
const SHOP: App = App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"))
    .zone(Zone::imported(
        per_env! { dev: "dev.shop.example", staging: "staging.shop.example", prod: "shop.example" },
        per_env! { dev: "Z0DEV", staging: "Z0STAGING", prod: "Z0PROD" },
    ))
    .services(&[&ORDERS])
    .verified();

/// What `synth` writes, in a folder of its own.
fn synthesized(name: &str) -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&out);
    let (mut data, mut talk) = (Vec::new(), Vec::new());
    let mut io = Io { out: &mut data, err: &mut talk, today: || "2026-12-15".to_owned() };
    let arguments = ["synth", "--no-lock", "--resolved", "--out", out.to_str().unwrap()];
    let code = run::run(&SHOP, arguments.map(Into::into), &mut io);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&talk));
    out
}

fn read(out: &Path, path: &str) -> Value {
    serde_json::from_slice(&std::fs::read(out.join(path)).unwrap()).unwrap()
}

/// The container of a task definition in a template.
fn container<'t>(template: &'t Value, id: &str) -> &'t Value {
    &template["Resources"][id]["Properties"]["ContainerDefinitions"][0]
}

#[test]
fn an_admin_process_is_its_service_with_another_command() {
    let out = synthesized("admin-containers");
    let [service, migrations] = ["orders", "orders-migrations"]
        .map(|it| read(&out, &format!("cloudformation/{it}.template.json")));
    let own = container(&service, "OrdersTaskDefinition");
    for (template, id, command) in [
        (&service, "OrdersTasksRebuildIndexTaskDefinition", "rebuild-index"),
        (&service, "OrdersJobsNightlyReportTaskDefinition", "report"),
        (&migrations, "OrdersMigrationsSchemaTaskDefinition", "migrate"),
    ] {
        let other = container(template, id);
        assert_eq!(other["Command"], json!(["/app", command]));
        for (key, value) in own.as_object().unwrap() {
            match key.as_str() {
                "Name" => assert_ne!(other[key], *value, "{id}"),
                "PortMappings" => assert!(other.get(key).is_none(), "{id}"),
                _ => assert_eq!(other[key], *value, "{id}: {key}"),
            }
        }
        let family = |template: &Value, id: &str| {
            template["Resources"][id]["Properties"]["Family"].to_string()
        };
        assert_ne!(family(template, id), family(&service, "OrdersTaskDefinition"));
    }
    let kinds = |template: &Value, kind: &str| {
        let resources = template["Resources"].as_object().unwrap();
        resources.values().filter(|it| it["Type"] == kind).count()
    };
    assert_eq!(kinds(&service, "AWS::ECS::Service"), 1);
    assert_eq!(kinds(&migrations, "AWS::ECS::Service"), 0);
}

#[test]
fn a_job_is_a_schedule_with_retries_and_dead_letters() {
    let out = synthesized("admin-jobs");
    let template = read(&out, "cloudformation/orders.template.json");
    let schedule = &template["Resources"]["OrdersJobsNightlyReportSchedule"]["Properties"];
    assert_eq!(schedule["ScheduleExpressionTimezone"], "Europe/Amsterdam");
    assert_eq!(
        schedule["FlexibleTimeWindow"],
        json!({"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 15})
    );
    assert_eq!(schedule["ScheduleExpression"], json!({"Ref": "OrdersJobsNightlyReportExpression"}));
    let target = &schedule["Target"];
    assert_eq!(
        target["RetryPolicy"],
        json!({"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 3})
    );
    assert_eq!(target["DeadLetterConfig"], json!({"Arn": {"Ref": "OrdersBaseJobsDeadLettersArn"}}));
    // Equal everywhere, so no parameter.
    let other = &template["Resources"]["OrdersJobsExpireCartsSchedule"]["Properties"];
    assert_eq!(other["ScheduleExpression"], "rate(15 minutes)");
    for (environment, expression) in [("dev", "cron(0 9 ? * MON *)"), ("prod", "cron(0 3 * * ? *)")]
    {
        let file = format!("cloudformation/{environment}/orders.parameters.json");
        let parameters = &read(&out, &file)["Parameters"];
        assert_eq!(parameters["OrdersJobsNightlyReportExpression"], expression);
    }
    let base = read(&out, "cloudformation/orders-base.template.json");
    let alarm = &base["Resources"]["OrdersJobsDeadLettersAlarm"]["Properties"];
    assert_eq!(alarm["MetricName"], "ApproximateNumberOfMessagesVisible");
}

#[test]
fn migrations_run_before_the_service_is_deployed() {
    let out = synthesized("admin-plan");
    let plan = read(&out, "deploy-plan.json");
    for environment in plan["environments"].as_array().unwrap() {
        let stacks = environment["stacks"].as_array().unwrap();
        let position = |name: &str| stacks.iter().position(|it| it["name"] == name).unwrap();
        let (migrations, service) = (position("orders-migrations"), position("orders"));
        assert!(position("orders-base") < migrations && migrations < service);
        let after = stacks[service]["after"].as_array().unwrap();
        assert!(after.contains(&json!("orders-migrations")), "{after:?}");
        for target in ["cloudformation", "terraform"] {
            let commands = stacks[migrations][target]["commands"].as_array().unwrap();
            let last = commands.last().unwrap().as_str().unwrap();
            assert!(last.contains("aws stepfunctions start-execution"), "{last}");
        }
        let task = &environment["tasks"][0];
        assert_eq!((&task["name"], &task["service"]), (&json!("rebuild-index"), &json!("orders")));
        assert!(task["command"].as_str().unwrap().starts_with("aws ecs run-task "));
    }
}

/// The states that a state leads to.
fn followers(state: &Value) -> Vec<&str> {
    let own = [&state["Next"], &state["Default"]];
    let lists = [&state["Choices"], &state["Catch"]];
    let inside = lists.into_iter().filter_map(Value::as_array).flatten().map(|it| &it["Next"]);
    own.into_iter().chain(inside).filter_map(Value::as_str).collect()
}

#[test]
fn no_migration_runs_without_the_lease_or_leaves_it_held() {
    let out = synthesized("admin-machine");
    let template = read(&out, "cloudformation/orders-migrations.template.json");
    let machine = &template["Resources"]["OrdersMigrationsMachine"]["Properties"]["Definition"];
    let states = machine["States"].as_object().unwrap();
    // Every state is reached, and each that runs something by a way through the lease only.
    let (mut seen, mut open) = (Vec::new(), vec!["Acquire"]);
    while let Some(name) = open.pop() {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        open.extend(followers(&states[name]));
    }
    assert_eq!(seen.len(), states.len());
    let into = |target: &str| -> Vec<&String> {
        let leads = |(_, state): &(&String, &Value)| followers(state).contains(&target);
        let mut found: Vec<_> = states.iter().filter(leads).map(|(name, _)| name).collect();
        found.sort();
        found
    };
    assert_eq!(
        into("Find schema"),
        ["Acquire", "Run schema", "Take over", "Wait for schema to stop"]
    );
    assert_eq!(into("Run schema"), ["May schema run"]);
    assert_eq!(into("Run backfill"), ["May backfill run"]);
    assert_eq!(into("Done"), ["Release"]);
    assert_eq!(into("Failed"), ["Release after a failure"]);
    // What fails or takes too long ends the run once nothing of it runs any more.
    let run = &states["Run schema"];
    assert_eq!(run["TimeoutSeconds"], 900);
    assert_eq!(run["Resource"], "arn:aws:states:::ecs:runTask.sync");
    assert_eq!(run["Catch"][0]["ErrorEquals"], json!(["States.ALL"]));
    assert_eq!(run["Catch"][0]["Next"], "Find schema");
    let choices = states["May schema run"]["Choices"].as_array().unwrap();
    let ways: Vec<_> = choices.iter().map(|it| (&it["Variable"], &it["Next"])).collect();
    assert_eq!(
        ways,
        [
            (&json!("$.running.TaskArns[0]"), &json!("Stop schema")),
            (&json!("$.error"), &json!("Release after a failure")),
        ]
    );
    assert_eq!(run["Next"], "Find backfill");
    // Both dialects have the same machine.
    let root = read(&out, "terraform/orders-migrations/main.tf.json");
    let text = root["resource"]["aws_sfn_state_machine"]["orders_migrations_machine"]["definition"]
        .as_str()
        .unwrap();
    for name in states.keys() {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn the_output_has_no_findings_of_our_own() {
    let out = synthesized("admin-lint");
    for folder in ["cloudformation", "terraform"] {
        let path = out.join(folder);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_formwork"))
            .args(["lint", path.to_str().unwrap(), "--format", "concise"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{said}");
    }
}
