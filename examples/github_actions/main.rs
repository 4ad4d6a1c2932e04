//! GitHub Actions: a service whose pipeline GitHub runs, with migrations, a canary and an approval.
//!
//! `cargo run --example github_actions -- synth --out target/github_actions`

use std::process::ExitCode;

use formwork::prelude::*;

environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const BOOKINGS_DB: Postgres = Postgres::new("bookings", PgVersion::V16).deletion_protection(
    per_env! { dev: Protection::Off, staging: Protection::On, prod: Protection::On },
);

const BOOKINGS: Service =
    Service::web("bookings", Build::dockerfile("services/bookings"), Port::http(8080))
        .owner(Team::new("travel", "travel@tours.example"))
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 20) })
        .health_check("/healthz")
        .attach(&[BOOKINGS_DB.as_env("DATABASE_URL")])
        .migrations(&[Migration::new("schema", &["bookings", "migrate"])])
        .deploy(Deploy::canary_machine(Steps::new(&[10, 50, 100]), Bake::minutes(10)))
        .public(Host(per_env! {
            dev: "bookings.dev.tours.example",
            staging: "bookings.staging.tours.example",
            prod: "bookings.tours.example",
        }));

const SMOKE: Step = Step::command("smoke", &["services/bookings/smoke-test \"$ENVIRONMENT\""]);

const PIPELINE: Pipeline = Pipeline::of(&BOOKINGS, Source::github_actions("main"))
    .paths(&["services/bookings/**", "infra/**"])
    .test(&[Step::command("unit", &["make -C services/bookings test"])])
    .stages(&[
        Stage::deploy("dev"),
        Stage::deploy("staging").post(&[SMOKE]),
        Stage::deploy("prod").approval(Approval::manual("staging looks well")).post(&[SMOKE]),
    ]);

const TOURS: App = App::new("tours", ENVIRONMENTS, Repository::github("acme/tours"))
    .balancer(Balancer::new().deletion_protection(per_env! {
        dev: Protection::Off,
        staging: Protection::On,
        prod: Protection::On,
    }))
    .zone(Zone::imported(
        per_env! { dev: "dev.tours.example", staging: "staging.tours.example", prod: "tours.example" },
        per_env! {
            dev: "Z0000000000000000DEV",
            staging: "Z0000000000000000STG",
            prod: "Z000000000000000PROD",
        },
    ))
    .services(&[&BOOKINGS])
    .pipelines(&[&PIPELINE])
    .verified();

fn main() -> ExitCode {
    formwork::main(&TOURS)
}
