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
        "services `web` and `shop` both answer to `/b` on `www.shop.example` in `prod`",
        |bad, see| {
            let host = per_env! { dev: "a.dev.shop.example", staging: "a.staging.shop.example", prod: "www.shop.example" };
            let paths = ["/c", pick(bad, "/b", "/d")];
            let second = web("shop").public(Host(host)).paths(&paths);
            see(&app().services(&[&web("web").paths(&["/a", "/b"]), &second]));
        },
    ),
    ("FW4023", "shop/paths", "path `/a/b/*` of `shop` lies inside `/a/*` of `web`", |bad, see| {
        let pattern = [pick(bad, "/a/b/*", "/b/*")];
        see(&app().services(&[&web("shop").paths(&pattern), &web("web").paths(&["/a/*", "/c"])]));
    }),
];

fn web_three() -> Service<'static> {
    web("three").paths(&["/three"])
}
