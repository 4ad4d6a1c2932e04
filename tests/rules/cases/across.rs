//! Rules about several services.

use super::*;

fn shop() -> Service<'static> {
    web("shop").paths(&["/shop"])
}

pub(super) const CASES: &[Row] = &[
    (
        "FW2121",
        "web/calls/pay",
        "service `web` waits 800 ms for `pay`, but `shop` waits 500 ms for `billing`",
        |bad, see| {
            let inner = [Api::external("pay", same("pay.example")).timeout_ms(pick(bad, 800, 400))];
            let web = web("web").serves(&[BILLING]).calls(&inner);
            see(&app().services(&[&web, &shop().calls(&[BILLING.timeout_ms(500)])]));
        },
    ),
    (
        "FW3004",
        "a/calls",
        "a request to `a` waits for `b`, `c`, `d` and 1 more, one after the other",
        |bad, see| {
            let apis = ["b-api", "c-api", "d-api", "e-api"].map(Api::http);
            let last = [apis[3].timeout_ms(100)];
            let a = web("a").paths(&["/a"]);
            see(&app().services(&[
                &a.calls(&[apis[0].timeout_ms(400), apis[3].timeout_ms(100)]),
                &internal("b").serves(&[apis[0]]).calls(&[apis[1].timeout_ms(300)]),
                &internal("c").serves(&[apis[1]]).calls(&[apis[2].timeout_ms(200)]),
                &internal("d").serves(&[apis[2]]).calls(pick(bad, &last, &[])),
                &internal("e").serves(&[apis[3]]),
            ]));
        },
    ),
    (
        "FW3009",
        "shop/calls/billing",
        "the call of `billing` leads from `shop` back to `web`",
        |bad, see| {
            let back = [BILLING.timeout_ms(400)];
            let forth = [STOCK.timeout_ms(300)];
            let web = web("web").serves(&[BILLING]).calls(&forth);
            let third = web_three();
            let (shop, third) =
                pick(bad, (shop().calls(&back), third), (shop(), third.calls(&back)));
            see(&app().services(&[&web, &shop.serves(&[STOCK]), &third]));
        },
    ),
    (
        "FW3014",
        "docs/calls/billing",
        "module `docs` calls `billing`, which no service serves",
        |bad, see| {
            let mut module = Module::new("docs", |_, _| Vec::new());
            let calls = [BILLING.timeout_ms(300)];
            module.calls = pick(bad, &calls[..], &[]);
            see(&app().modules(&[&module]));
        },
    ),
    (
        "FW3014",
        "web/calls/billing",
        "service `web` calls `billing`, which no service serves",
        |bad, see| {
            let calls = [BILLING.timeout_ms(300)];
            let web = web("web").calls(&calls);
            see(&app().services(&[&web, &shop().serves(pick(bad, &[], &[BILLING]))]));
        },
    ),
    (
        "FW3015",
        "shop/serves/billing",
        "services `web` and `shop` both serve `billing`",
        |bad, see| {
            let third = web_three();
            let third = third.calls(&[]);
            let calls = [BILLING.timeout_ms(300)];
            see(&app().services(&[
                &web("web").serves(&[BILLING]),
                &shop().serves(pick(bad, &[BILLING], &[])),
                &third.calls(&calls),
            ]));
        },
    ),
    ("FW3024", "web/serves/billing", "nobody calls `billing`, which `web` serves", |bad, see| {
        let calls = [BILLING.timeout_ms(300)];
        see(&app()
            .services(&[&web("web").serves(&[BILLING]), &shop().calls(pick(bad, &[], &calls))]));
    }),
    ("FW4011", "we-b", "services `web` and `we-b` cannot be told apart", |bad, see| {
        see(&app().services(&[&web("web"), &web(pick(bad, "we-b", "shop")).paths(&["/shop"])]));
    }),
    (
        "FW4022",
        "shop/host",
        "services `web` and `shop` both answer to `/*` on `www.dev.shop.example` in `dev`",
        |bad, see| {
            see(&app().services(&[&web("web"), &web("shop").paths(pick(bad, &[], &["/shop"]))]));
        },
    ),
    (
        "FW4022",
        "shop/host",
        "services `web` and `shop` both answer to `/b` on `www.dev.shop.example` in `dev`",
        |bad, see| {
            let paths = ["/c", pick(bad, "/b", "/d")];
            let second = web("shop").paths(&paths);
            see(&app().services(&[&web("web").paths(&["/a", "/b"]), &second]));
        },
    ),
    ("FW4023", "shop/paths", "path `/a/b/*` of `shop` lies inside `/a/*` of `web`", |bad, see| {
        let pattern = [pick(bad, "/a/b/*", "/b/*")];
        see(&app().services(&[&web("shop").paths(&pattern), &web("web").paths(&["/a/*", "/c"])]));
    }),
    (
        "FW4032",
        "shop/takes-over",
        "service `shop` takes over from `web`, which answers on another host",
        |bad, see| {
            let elsewhere = per_env! { dev: "a.dev.shop.example", staging: "a.staging.shop.example", prod: "a.shop.example" };
            let web = web("web");
            let taker = service_taking_over(&web);
            see(&app().services(&[&web, &pick(bad, taker.public(Host(elsewhere)), taker)]));
        },
    ),
    (
        "FW4032",
        "shop/takes-over",
        "service `shop` takes over from `web` while one of them moves its own traffic between two target groups",
        |bad, see| {
            let deploy = pick(bad, Deploy::blue_green(Bake::minutes(5)), Deploy::rolling());
            let web = web("web").deploy(deploy);
            let app = app().back_ends(BackEnds::CloudFormation);
            see(&app.services(&[&web, &service_taking_over(&web)]));
        },
    ),
    (
        "FW4032",
        "shop/takes-over",
        "service `shop` takes over from `web`, which is no service of the app",
        |bad, see| {
            let (web, three) = (web("web"), web_three());
            let taker = service_taking_over(&web);
            see(&app().services(&[&taker, pick(bad, &three, &web)]));
        },
    ),
    (
        "FW4033",
        "shop/host",
        "services `web` and `shop` share their host in some environments only",
        |bad, see| {
            let prod = pick(bad, "a.shop.example", "www.shop.example");
            let host = per_env! { dev: "www.dev.shop.example", staging: "www.staging.shop.example", prod: prod };
            see(&app().services(&[&web("web"), &web("shop").public(Host(host)).paths(&["/shop"])]));
        },
    ),
];

fn web_three() -> Service<'static> {
    web("three").paths(&["/three"])
}

fn service_taking_over<'a>(from: &'a Service<'a>) -> Service<'a> {
    web("shop").paths(&["/shop"]).takes_over(from, same(Percent::new(10)))
}
