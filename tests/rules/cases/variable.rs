//! Rules about the variables of a service.

use super::*;

fn with<'a>(variables: &'a [Variable<'a>]) -> Service<'a> {
    web("web").env(variables)
}

pub(super) const CASES: &[Row] = &[
    (
        "FW0301",
        "web/env/DB_PASSWORD",
        "service `web`: `DB_PASSWORD` holds a secret in plain text",
        |bad, see| {
            let variable = pick(bad, config("DB_PASSWORD", same("hunter2")), secret("DB_PASSWORD"));
            see(&app().services(&[&with(&[variable])]));
        },
    ),
    (
        "FW0301",
        "web/env/ISSUER",
        "service `web`: `ISSUER` has the shape of a credential",
        |bad, see| {
            let value = pick(bad, "AKIAIOSFODNN7EXAMPLE", "accounts");
            see(&app().services(&[&with(&[config("ISSUER", same(value))])]));
        },
    ),
    (
        "FW0302",
        "web/env/BROKER",
        "service `web`: the URL in `BROKER` holds a user and a password",
        |bad, see| {
            let value = pick(bad, "amqp://app:hunter2@mq.example", "on");
            see(&app().services(&[&with(&[config("BROKER", same(value))])]));
        },
    ),
    (
        "FW0307",
        "web/env/NODE_ENV",
        "service `web`: `NODE_ENV` switches a group of settings by environment",
        |bad, see| {
            let value = pick(bad, "prod", "production");
            see(&app().services(&[&with(&[config("NODE_ENV", same(value))])]));
        },
    ),
    (
        "FW0307",
        "web/env/APP_ENV",
        "service `web`: `APP_ENV` switches a group of settings by environment",
        |bad, see| {
            let value =
                pick(bad, per_env! { dev: "test", staging: "live", prod: "live" }, same("live"));
            see(&app().services(&[&with(&[config("APP_ENV", value)])]));
        },
    ),
    (
        "FW0308",
        "web/env/TOPIC",
        "service `web`: `TOPIC` names one AWS account for every environment",
        |bad, see| {
            let value = "arn:aws:sns:eu-west-1:111111111111:news";
            let value =
                pick(bad, same(value), per_env! { dev: value, staging: value, prod: value });
            see(&app().services(&[&with(&[config("TOPIC", value)])]));
        },
    ),
    (
        "FW0308",
        "web/env/BUCKET_REGION",
        "service `web`: `BUCKET_REGION` names one AWS region for every environment",
        |bad, see| {
            let value = pick(bad, "eu-west-1", "nearest");
            see(&app().services(&[&with(&[config("BUCKET_REGION", same(value))])]));
        },
    ),
    (
        "FW0401",
        "web/env/CACHE",
        "service `web`: `CACHE` holds the address of a backing service",
        |bad, see| {
            let value = pick(bad, "redis://cache:6379", "on");
            see(&app().services(&[&with(&[config("CACHE", same(value))])]));
        },
    ),
    (
        "FW4016",
        "web/env/logLevel",
        "service `web`: `logLevel` is no name for a variable",
        |bad, see| {
            let name = pick(bad, "logLevel", "LOG_LEVEL");
            see(&app().services(&[&with(&[config(name, same("info"))])]));
        },
    ),
    ("FW4016", "web/env/url", "service `web`: `url` is no name for a variable", |bad, see| {
        let name = pick(bad, "url", "URL");
        see(&app().services(&[&web("web").attach(&[DB.as_env(name)])]));
    }),
    (
        "FW4016",
        "web/calls/pay",
        "service `web`: `pay-url` is no name for a variable",
        |bad, see| {
            let call = Api::external("pay", same("pay.example")).timeout_ms(300);
            see(&app()
                .services(&[&web("web").calls(&[call.as_env(pick(bad, "pay-url", "PAY_URL"))])]));
        },
    ),
    ("FW4017", "web/env/LEVEL", "service `web` sets `LEVEL` twice", |bad, see| {
        let name = pick(bad, "LEVEL", "FORMAT");
        see(&app().services(&[&with(&[config("LEVEL", same("info")), config(name, same("json"))])]));
    }),
    ("FW4017", "web/calls/pay", "service `web` sets `PAY_URL` twice", |bad, see| {
        let call = Api::external("pay", same("pay.example")).timeout_ms(300);
        let variables = [config(pick(bad, "PAY_URL", "PAY_LIMIT"), same("9"))];
        see(&app().services(&[&with(&variables).calls(&[call])]));
    }),
    (
        "FW4017",
        "web/calls/pay",
        "service `web` calls `pay` twice, into one variable",
        |bad, see| {
            let call = Api::external("pay", same("pay.example")).timeout_ms(300);
            let second = pick(bad, call, call.as_env("PAY_SLOWLY_URL"));
            see(&app().services(&[&web("web").calls(&[call, second])]));
        },
    ),
    ("FW4018", "web/env/PORT", "service `web` sets `PORT`, which is set for it", |bad, see| {
        let name = pick(bad, "PORT", "PORTS");
        see(&app().services(&[&with(&[config(name, same("8080"))])]));
    }),
    (
        "FW4018",
        "web/env/AWS_SECRET_ACCESS_KEY",
        "service `web` sets `AWS_SECRET_ACCESS_KEY`, which is set for it",
        |bad, see| {
            let name = pick(bad, "AWS_SECRET_ACCESS_KEY", "BUCKET_KEY");
            see(&app().services(&[&with(&[secret(name)])]));
        },
    ),
    ("FW4019", "web/env/SAMPLE", "service `web`: `SAMPLE` is empty", |bad, see| {
        let value = pick(bad, "", "0");
        see(&app().services(&[&with(&[config("SAMPLE", same(value))])]));
    }),
    (
        "FW4009",
        "web/env/LEVEL",
        "`LEVEL` of `web` has values for 3 environments, and the app has 2",
        |bad, see| {
            let value = pick(bad, per_env! { dev: "a", staging: "b", prod: "b" }, same("b"));
            let only = [ENVIRONMENTS[1], ENVIRONMENTS[2]];
            let app = App::new("shop", &only, Repository::github("acme/shop"));
            see(&app.services(&[
                &internal("it").serves(&[BILLING]),
                &worker("web")
                    .env(&[config("LEVEL", value)])
                    .attach(&[MAIL.receives("MAIL_URL"), MAIL.sends("OUT_URL")])
                    .calls(&[BILLING.timeout_ms(5)]),
            ]));
        },
    ),
];
