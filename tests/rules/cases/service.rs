//! Rules about a service alone.

use super::*;

fn running<'a>(command: &'a [&'a str]) -> Service<'a> {
    web("web").command(command)
}

pub(super) const CASES: &[Row] = &[
    (
        "FW0204",
        "web/image",
        "service `web` runs `docker.io/library/nginx` from a registry outside ECR",
        |bad, see| {
            let build = Build::elsewhere(pick(
                bad,
                "docker.io/library/nginx",
                "public.ecr.aws/nginx/nginx",
            ));
            let service =
                Service::web("web", build, PORT).owner(TEAM).health_check("/up").public(HOST);
            see(&app().services(&[&service]));
        },
    ),
    ("FW0501", "web/command", "service `web` runs `npm ci` when it starts", |bad, see| {
        let script = pick(bad, "npm ci && exec node .", "exec node .");
        see(&app().services(&[&running(&["sh", "-c", script])]));
    }),
    ("FW0806", "web/command", "service `web` runs `supervisord`", |bad, see| {
        see(&app().services(&[&running(&[pick(bad, "supervisord", "app")])]));
    }),
    ("FW0901", "web", "service `web` has no health check", |bad, see| {
        let service = Service::web("web", BUILD, PORT).owner(TEAM).public(HOST);
        see(&app().services(&[&pick(bad, service, service.health_check("/healthz"))]));
    }),
    (
        "FW0903",
        "web/drain",
        "service `web` drains for 90 seconds, but is killed after 60",
        |bad, see| {
            see(&app().services(&[&web("web").drain(Seconds(pick(bad, 90, 60)))]));
        },
    ),
    (
        "FW0905",
        "web/command",
        "service `web`: the shell in its command keeps SIGTERM to itself",
        |bad, see| {
            let script = pick(bad, "node .", "exec node .");
            see(&app().services(&[&running(&["/bin/sh", "-c", script])]));
        },
    ),
    ("FW0906", "web/grace", "service `web` has no grace period", |bad, see| {
        see(&app().services(&[&web("web").grace(Seconds(pick(bad, 0, 30)))]));
    }),
    ("FW1201", "web/command", "service `web` runs `alembic upgrade` when it starts", |bad, see| {
        see(&app().services(&[&running(&["alembic", pick(bad, "upgrade", "check"), "head"])]));
    }),
    ("FW1205", "web/command", "service `web` runs `crond`", |bad, see| {
        see(&app().services(&[&running(&[pick(bad, "crond", "app"), "-f"])]));
    }),
    (
        "FW1208",
        "web/admin/report",
        "admin process `report` of `web` has the family of another `report`",
        |bad, see| {
            let task = [Task::one_off(pick(bad, "report", "report-once"), &["/app", "report"])];
            let job =
                [Job::scheduled("report", same(Schedule::rate("1 day")), &["/app", "report"])];
            see(&app().services(&[&web("web").admin(&task).jobs(&job)]));
        },
    ),
    (
        "FW1208",
        "web-report",
        "service `web-report` has the family of `report` of `web`",
        |bad, see| {
            let migration = [Migration::new("report", &["/app", "migrate"])];
            let service = web(pick(bad, "web-report", "web-reports")).paths(&["/reports"]);
            see(&app().services(&[&web("web").migrations(&migration), &service]));
        },
    ),
    (
        "FW1209",
        "web/migrations/drop",
        "service `web` is deployed with `Deploy::canary`, so its running release meets what `drop` destroys",
        |bad, see| {
            let canary = Deploy::canary(Share::percent(10), Bake::minutes(10));
            let migration = [Migration::new("drop", &["/app", "migrate"]).destructive()];
            let service = web("web").migrations(&migration);
            see(&app().services(&[&pick(bad, service.deploy(canary), service)]));
        },
    ),
    (
        "FW2013",
        "web/health_check",
        "service `web`: the health check asks for the front page",
        |bad, see| {
            see(&app().services(&[&web("web").health_check(pick(bad, "/", "/healthz"))]));
        },
    ),
    ("FW2016", "web", "service `web` has no owner", |bad, see| {
        let service = Service::web("web", BUILD, PORT).health_check("/healthz").public(HOST);
        see(&app().services(&[&pick(bad, service, service.owner(TEAM))]));
    }),
    ("FW2133", "mailer/host", "service `mailer` is a worker, but has a host", |bad, see| {
        let service = worker("mailer");
        let pair = [MAIL.receives("MAIL_URL"), MAIL.sends("RETRY_URL")];
        let service = service.attach(&pair);
        see(&app().services(&[&pick(bad, service.public(HOST), service)]));
    }),
    ("FW2171", "web/calls/pay", "service `web` gives `pay` a timeout of 0 ms", |bad, see| {
        let call = Api::external("pay", same("pay.example")).timeout_ms(pick(bad, 0, 300));
        see(&app().services(&[&web("web").calls(&[call])]));
    }),
    (
        "FW3016",
        "web/serves/pay",
        "service `web` serves `pay`, which is declared as external",
        |bad, see| {
            let api = pick(bad, Api::external("pay", same("pay.example")), Api::http("pay"));
            see(&app().services(&[
                &web("web").serves(&[api]),
                &web("shop").paths(&["/shop"]).calls(&[api.timeout_ms(9)]),
            ]));
        },
    ),
    (
        "FW3017",
        "web/calls/billing",
        "service `web` calls `billing`, which it serves",
        |bad, see| {
            let (one, two) = (web("web"), web("shop").paths(&["/shop"]));
            let calls = [BILLING.timeout_ms(300)];
            let (one, two) = pick(bad, (one.calls(&calls), two), (one, two.calls(&calls)));
            see(&app().services(&[&one.serves(&[BILLING]), &two]));
        },
    ),
    (
        "FW3019",
        "mailer/serves/billing",
        "service `mailer` is a worker, but serves `billing`",
        |bad, see| {
            let service = pick(bad, worker("mailer"), internal("mailer"));
            let service = service.attach(&[]).serves(&[BILLING]);
            let pair = [MAIL.receives("MAIL_URL"), MAIL.sends("RETRY_URL")];
            see(&app()
                .services(&[&service.attach(&pair), &web("web").calls(&[BILLING.timeout_ms(9)])]));
        },
    ),
    ("FW3020", "mailer", "service `mailer` is a worker that receives from no queue", |bad, see| {
        let pair = [MAIL.receives("MAIL_URL"), MAIL.sends("RETRY_URL")];
        see(&app().services(&[&worker("mailer").attach(pick(bad, &[], &pair))]));
    }),
    ("FW3021", "it", "service `it` is internal and serves no contract", |bad, see| {
        let api = Api::external("billing", same("billing.example"));
        let service = internal("it").serves(pick(bad, &[], &[BILLING]));
        let call = pick(bad, api, BILLING).timeout_ms(9);
        see(&app().services(&[&service, &web("web").calls(&[call])]));
    }),
    (
        "FW4006",
        "web/host",
        "service `web` has a host, but the app has no hosted zone",
        |bad, see| {
            let bare = App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"));
            see(&pick(bad, bare, bare.zone(ZONE)).services(&[&web("web")]));
        },
    ),
    ("FW4010", "Web", "service `Web` is not in kebab case", |bad, see| {
        see(&app().services(&[&web(pick(bad, "Web", "web"))]));
    }),
    ("FW4010", "web/serves/bill_ing", "contract `bill_ing` is not in kebab case", |bad, see| {
        let api = Api::http(pick(bad, "bill_ing", "billing"));
        see(&app().services(&[
            &web("web").serves(&[api]),
            &web("shop").paths(&["/shop"]).calls(&[api.timeout_ms(9)]),
        ]));
    }),
    (
        "FW4013",
        "orders-base",
        "service `orders-base` is named like a stack of formwork",
        |bad, see| {
            see(&app().services(&[&web(pick(bad, "orders-base", "orders"))]));
        },
    ),
    ("FW4013", "oidc-dev", "service `oidc-dev` is named like a stack of formwork", |bad, see| {
        see(&app().services(&[&web(pick(bad, "oidc-dev", "dev-oidc"))]));
    }),
    (
        "FW4015",
        "web/env",
        "service `web` needs 201 parameters, and CloudFormation takes 200",
        |bad, see| {
            let names: Vec<String> = (0..pick(bad, 161, 160)).map(|i| format!("V_{i}")).collect();
            let value = per_env! { dev: "a", staging: "b", prod: "c" };
            let variables: Vec<_> = names.iter().map(|name| config(name, value)).collect();
            see(&app().services(&[&web("web").env(&variables)]));
        },
    ),
    (
        "FW4020",
        "web/health_check",
        "service `web`: `healthz` is no path for a health check",
        |bad, see| {
            see(&app().services(&[&web("web").health_check(pick(bad, "healthz", "/healthz"))]));
        },
    ),
    ("FW4021", "web/paths", "service `web`: `shop/*` is no path pattern", |bad, see| {
        see(&app().services(&[&web("web").paths(&[pick(bad, "shop/*", "/shop/*")])]));
    }),
    (
        "FW4021",
        "web/paths",
        "service `web` has 5 path patterns; a listener rule takes four beside the host",
        |bad, see| {
            let patterns = &["/a", "/b", "/c", "/d", "/e"][pick(bad, 0, 1)..];
            see(&app().services(&[&web("web").paths(patterns)]));
        },
    ),
    ("FW4025", "web/host", "service `web` is a web service without a host", |bad, see| {
        let service = Service::web("web", BUILD, PORT).owner(TEAM).health_check("/healthz");
        see(&app().services(&[&pick(bad, service, service.public(HOST))]));
    }),
    (
        "FW5010",
        "web/deploy",
        "service `web` is deployed by `Deploy::canary_machine`, and serves a contract: callers inside the app reach both sets of tasks at once, past the load balancer that shifts the traffic",
        |bad, see| {
            let machine = Deploy::canary_machine(Steps::new(&[10, 100]), Bake::minutes(10));
            let service = web("web").serves(&[BILLING]);
            let service = service.deploy(pick(bad, machine, Deploy::rolling()));
            let call = [BILLING.timeout_ms(500)];
            see(&app().services(&[&service, &web("shop").paths(&["/shop"]).calls(&call)]));
        },
    ),
    (
        "FW5010",
        "web/deploy",
        "service `web` is deployed by `Deploy::blue_green_dns`, and its host is another service's too: each has load balancers of its own, and a name leads to one service",
        |bad, see| {
            let machine = Deploy::canary_machine(Steps::new(&[10, 100]), Bake::minutes(10));
            let deploy = pick(bad, Deploy::blue_green_dns(Bake::minutes(10)), machine);
            let other = web("other").paths(&["/other"]);
            see(&app().services(&[&web("web").deploy(deploy), &other]));
        },
    ),
    (
        "FW5010",
        "web/deploy",
        "service `web` is deployed by `Deploy::canary`, and CodeDeploy, which provider 5 of Terraform leaves it to, takes whole percents",
        |bad, see| {
            let share = pick(bad, Share::tenths(25), Share::tenths(30));
            let service = web("web").deploy(Deploy::canary(share, Bake::minutes(10)));
            see(&app().services(&[&service]));
        },
    ),
    (
        "FW5010",
        "web/deploy",
        "service `web` is deployed by `Deploy::blue_green`, and CodeDeploy, which provider 5 of Terraform leaves it to, cannot deploy a service that calls or serves contracts through Service Connect",
        |bad, see| {
            let billing = internal("billing").serves(&[BILLING]);
            let calls = [BILLING.timeout_ms(500)];
            let service = web("web").calls(&calls).deploy(Deploy::blue_green(Bake::minutes(5)));
            let back_ends = pick(bad, BackEnds::Both, BackEnds::CloudFormation);
            see(&app().services(&[&service, &billing]).back_ends(back_ends));
        },
    ),
    (
        "FW5010",
        "web/deploy",
        "service `web` is deployed by `Deploy::blue_green`, and CodeDeploy, which provider 5 of Terraform leaves it to, gives it a load balancer of its own: its host cannot be shared by paths",
        |bad, see| {
            let service = web("web").deploy(Deploy::blue_green(Bake::minutes(5)));
            let other = web("other").paths(&["/other"]);
            let provider = pick(bad, TerraformProvider::V5, TerraformProvider::V6);
            see(&app().services(&[&service, &other]).terraform(provider));
        },
    ),
    (
        "FW5010",
        "web/deploy",
        "service `web` is deployed by `Deploy::rolling`, and only ECS calls lifecycle hooks, while it shifts traffic itself",
        |bad, see| {
            let function = same("arn:aws:lambda:eu-west-1:111111111111:function:probe");
            let hooks = [Hook::new(LifecycleStage::PostTestTrafficShift, function)];
            let deploy = pick(bad, Deploy::rolling(), Deploy::blue_green(Bake::minutes(5)));
            let service = web("web").deploy(deploy.hooks(&hooks));
            see(&app().services(&[&service]).back_ends(BackEnds::CloudFormation));
        },
    ),
    (
        "FW5011",
        "prices/deploy",
        "service `prices` shifts traffic by `Deploy::blue_green` and has no host on the load balancer",
        |bad, see| {
            let deploy = pick(bad, Deploy::blue_green(Bake::minutes(5)), Deploy::rolling());
            let prices = internal("prices").serves(&[BILLING]).deploy(deploy);
            let calls = [BILLING.timeout_ms(500)];
            let services = [&web("web").calls(&calls), &prices];
            see(&app().services(&services).back_ends(BackEnds::CloudFormation));
        },
    ),
    (
        "FW5012",
        "web/scale_at_requests",
        "service `web` scales on the requests of one target group, and its traffic moves to another",
        |bad, see| {
            let shifts = Deploy::blue_green(Bake::minutes(5));
            let service = web("web").scale_at_requests(same(Requests::per_minute(600)));
            see(&app().services(&[&service.deploy(pick(bad, shifts, Deploy::rolling()))]));
        },
    ),
];
