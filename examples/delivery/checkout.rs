//! Takes payments: with a database of its own.

use formwork::prelude::*;

use crate::environments::PerEnv;
use crate::mailer::RECEIPTS;
use crate::{GO_LIVE, SOURCE};

const PAYMENTS: Team = Team::new("payments", "payments@market.example");

const CHECKOUT_DB: Postgres = Postgres::new("checkout-db", PgVersion::V16)
    .capacity(per_env! { dev: Acu(1), staging: Acu(2), prod: Acu(8) })
    .backups(
        per_env! { dev: Backups::days(7), staging: Backups::days(14), prod: Backups::days(30) },
    )
    .deletion_protection(per_env! {
        dev: Protection::Off,
        staging: Protection::On,
        prod: Protection::On,
    });

/// The service.
pub(crate) const CHECKOUT: Service =
    Service::web("checkout", Build::dockerfile("services/checkout"), Port::http(8080))
        .owner(PAYMENTS)
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 20) })
        .health_check("/healthz")
        .env(&[secret("CARDS_API_KEY")])
        .migrations(&[Migration::new("schema", &["/app", "migrate"])])
        .admin(&[Task::one_off("refund", &["/app", "refund"])])
        .attach(&[CHECKOUT_DB.as_env("DATABASE_URL"), RECEIPTS.sends("RECEIPTS_URL")])
        .public(Host(per_env! {
            dev: "checkout.dev.market.example",
            staging: "checkout.staging.market.example",
            prod: "checkout.market.example",
        }));

/// Its pipeline.
pub(crate) const PIPELINE: Pipeline = Pipeline::of(&CHECKOUT, SOURCE)
    .paths(&["services/checkout/**", "infra/**"])
    .test(&[Step::command("unit", &["make -C services/checkout test"])])
    .stages(&[
        Stage::deploy("dev"),
        Stage::deploy("staging"),
        Stage::deploy("prod").approval(GO_LIVE),
    ]);
