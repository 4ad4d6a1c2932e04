//! Admin processes as they come out: what a one-off task, a migration and a job have in common with
//! their service, and what starts them.

#![expect(
    clippy::disallowed_methods,
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

#[test]
fn it_is_synthesized() {
    let out = synthesized("admin");
    let template = read(&out, "cloudformation/orders.template.json");
    assert_ne!(template, json!(null));
}
