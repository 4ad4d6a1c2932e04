//! Takes orders: public, with a database of its own.

use formwork::prelude::*;

use crate::billing::BILLING_API;
use crate::email::ORDERS_PLACED;
use crate::environments::PerEnv;

const ORDERING: Team = Team::new("ordering", "ordering@shop.example");

const ORDERS_DB: Postgres = Postgres::new("orders-db", PgVersion::V16)
    .capacity(per_env! { dev: Acu(1), staging: Acu(2), prod: Acu(8) })
    .backups(per_env! {
        dev: Backups::days(7),
        staging: Backups::days(14),
        prod: Backups::days(30),
    })
    .deletion_protection(per_env! {
        dev: Protection::Off,
        staging: Protection::On,
        prod: Protection::On,
    });

/// The service.
pub(crate) const ORDERS: Service =
    Service::web("orders", Build::dockerfile("services/orders"), Port::http(8080))
        .owner(ORDERING)
        .size(per_env! {
            dev: Fargate::new(256, 512),
            staging: Fargate::new(512, 1024),
            prod: Fargate::new(1024, 2048),
        })
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 20) })
        .health_check("/healthz")
        .env(&[
            config("LOG_LEVEL", per_env! { dev: "debug", staging: "info", prod: "info" }),
            secret("SESSION_KEY"),
        ])
        .attach(&[ORDERS_DB.as_env("DATABASE_URL"), ORDERS_PLACED.sends("ORDERS_PLACED_URL")])
        .calls(&[BILLING_API.timeout_ms(2000)])
        .public(Host(per_env! {
            dev: "www.dev.shop.example",
            staging: "www.staging.shop.example",
            prod: "www.shop.example",
        }))
        .logs(Logs::new(
            LogMode::NonBlocking,
            per_env! {
                dev: Retention::days(14),
                staging: Retention::days(30),
                prod: Retention::days(90),
            },
        ));
