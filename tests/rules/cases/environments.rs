//! Rules about a service in an environment, and in one beside production.

use super::*;

fn tasks(tasks: Vary<Tasks>) -> Service<'static> {
    web("web").tasks(tasks)
}

fn logs(retention: Vary<Retention>) -> Service<'static> {
    web("web").logs(Logs::new(LogMode::NonBlocking, retention))
}

pub(super) const CASES: &[Row] = &[
    ("FW0801", "web/tasks", "service `web` always has 2 tasks in `prod`", |bad, see| {
        see(&app().services(&[&tasks(same(Tasks(2, pick(bad, 2, 3))))]));
    }),
    ("FW0802", "web/tasks", "service `web` has 1 task at least in `prod`", |bad, see| {
        see(&app().services(&[&tasks(same(Tasks(pick(bad, 1, 2), 4)))]));
    }),
    ("FW0808", "web/tasks", "service `web` cannot have 4 to 2 tasks in `dev`", |bad, see| {
        let dev = pick(bad, Tasks(4, 2), Tasks(2, 4));
        let range = Tasks(2, 4);
        see(&app().services(&[&tasks(per_env! { dev: dev, staging: range, prod: range })]));
    }),
    (
        "FW1010",
        "web/size",
        "service `web` has 256 CPU units and 1024 MiB in `dev`, another ratio than 512 and 1024 in `prod`",
        |bad, see| {
            let dev = pick(bad, Fargate::new(256, 1024), Fargate::new(256, 512));
            let large = Fargate::new(512, 1024);
            see(&app()
                .services(&[&web("web").size(per_env! { dev: dev, staging: large, prod: large })]));
        },
    ),
    ("FW1013", "web/tasks", "service `web` is larger in `dev` than in `prod`", |bad, see| {
        let dev = Tasks(2, pick(bad, 10, 4));
        see(&app()
            .services(&[&tasks(per_env! { dev: dev, staging: Tasks(2, 4), prod: Tasks(2, 4) })]));
    }),
    ("FW1013", "web/size", "service `web` is larger in `staging` than in `prod`", |bad, see| {
        let (small, large) = (Fargate::new(256, 512), Fargate::new(512, 1024));
        let size = per_env! { dev: small, staging: pick(bad, large, small), prod: small };
        see(&app().services(&[&web("web").size(size)]));
    }),
    (
        "FW1016",
        "web/tasks",
        "service `web` has 1 task at least in `staging`, but 2 in `prod`",
        |bad, see| {
            let staging = Tasks(pick(bad, 1, 2), 4);
            see(&app().services(&[&tasks(
                per_env! { dev: Tasks(1, 2), staging: staging, prod: Tasks(2, 4) },
            )]));
        },
    ),
    (
        "FW1018",
        "web/logs",
        "service `web` keeps its logs for 90 days in `dev`, but for 30 in `prod`",
        |bad, see| {
            let (long, short) = (Retention::days(90), Retention::days(30));
            see(&app().services(&[&logs(
                per_env! { dev: pick(bad, long, short), staging: short, prod: short },
            )]));
        },
    ),
    ("FW1108", "web/logs", "service `web` keeps its logs for 5 days in `prod`", |bad, see| {
        see(&app().services(&[&logs(same(Retention::days(pick(bad, 5, 7))))]));
    }),
    (
        "FW4009",
        "web/tasks",
        "`tasks` of `web` has values for 3 environments, and the app has 1",
        |bad, see| {
            let range = Tasks(2, 4);
            let range =
                pick(bad, per_env! { dev: range, staging: range, prod: range }, same(range));
            let app = App::new("shop", &ENVIRONMENTS[2..], Repository::github("acme/shop"));
            let api = Api::external("pay", same("pay.example"));
            let service = worker("web").tasks(range).calls(&[]);
            let pair = [MAIL.receives("MAIL_URL"), MAIL.sends("RETRY_URL")];
            see(&app.services(&[&service.attach(&pair).calls(&[api.timeout_ms(5)])]));
        },
    ),
    (
        "FW4014",
        "orders-and-whatever-else-was-sold-and-whatever-else-was-sold-and-whatever-else-was-sold-and-whatever-else-was-sold",
        "`orders-and-whatever-else-was-sold-and-whatever-else-was-sold-and-whatever-else-was-sold-and-whatever-else-was-sold` is too long: in `staging` the name of a stack would have 136 characters, and AWS takes 128",
        |bad, see| {
            see(&app().services(&[&web(pick(
                bad,
                "orders-and-whatever-else-was-sold-and-whatever-else-was-sold-and-whatever-else-was-sold-and-whatever-else-was-sold",
                "orders",
            ))]));
        },
    ),
    (
        "FW4024",
        "web/host",
        "host `a.b.shop.example` of service `web` is not one label below the zone `shop.example`",
        |bad, see| {
            let prod = pick(bad, "a.b.shop.example", "b.shop.example");
            let host =
                per_env! { dev: "dev.shop.example", staging: "a.staging.shop.example", prod: prod };
            see(&app().services(&[&web("web").public(Host(host))]));
        },
    ),
    (
        "FW4028",
        "web/host",
        "service `web`: `WWW.dev.shop.example` is no host name in `dev`",
        |bad, see| {
            let dev = pick(bad, "WWW.dev.shop.example", "www.dev.shop.example");
            let host = per_env! { dev: dev, staging: "staging.shop.example", prod: "shop.example" };
            see(&app().services(&[&web("web").public(Host(host))]));
        },
    ),
];
