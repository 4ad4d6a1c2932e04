//! Rules about the app and its environments.

use super::*;

const REPOSITORY: Repository = Repository::github("acme/shop");

pub(super) const CASES: &[Row] = &[
    ("FW4001", "shop/environments", "app `shop` has no environments", |bad, see| {
        see(&App::new("shop", pick(bad, &[], ENVIRONMENTS), REPOSITORY));
    }),
    ("FW4002", "shop/environments/dev", "two environments are called `dev`", |bad, see| {
        let second = ENVIRONMENTS[1].named(pick(bad, "dev", "staging"));
        see(&App::new("shop", &[ENVIRONMENTS[0], second, ENVIRONMENTS[2]], REPOSITORY));
    }),
    ("FW4003", "shop/environments", "app `shop` has no environment for production", |bad, see| {
        see(&App::new("shop", &ENVIRONMENTS[..pick(bad, 2, 3)], REPOSITORY));
    }),
    (
        "FW4004",
        "shop/environments/prod",
        "environments `dev` and `prod` share account `111111111111` and region `eu-west-1`",
        |bad, see| {
            let account = pick(bad, "111111111111", "333333333333");
            let prod = Environment::new(account, "eu-west-1", Purpose::Production).named("prod");
            see(&App::new("shop", &[ENVIRONMENTS[0], prod], REPOSITORY));
        },
    ),
    ("FW4005", "shop/tools", "app `shop` has no environment 3 for its tools", |bad, see| {
        see(&app().tools(pick(bad, 3, 2)));
    }),
    (
        "FW4007",
        "shop/environments",
        "app `shop` has 9 environments, and formwork takes 8",
        |bad, see| {
            let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
            let accounts: Vec<String> = (0..9).map(|i| format!("{i}").repeat(12)).collect();
            let all: Vec<_> = names
                .iter()
                .zip(&accounts)
                .map(|(name, account)| {
                    Environment::new(account, "eu-west-1", Purpose::Production).named(name)
                })
                .collect();
            see(&App::new("shop", &all[pick(bad, 0, 1)..], REPOSITORY));
        },
    ),
    (
        "FW4008",
        "shop/state",
        "app `shop` keeps the state of 3 environments on one machine",
        |bad, see| {
            see(&app().state(pick(bad, TerraformState::Local, TerraformState::AccountBucket)));
        },
    ),
    (
        "FW4009",
        "shop/zone",
        "`zone` of `shop` has values for 3 environments, and the app has 2",
        |bad, see| {
            let zone = pick(bad, ZONE, Zone::imported(same("shop.example"), same("Z1")));
            see(&App::new("shop", &ENVIRONMENTS[1..], REPOSITORY).zone(zone));
        },
    ),
    ("FW4010", "Shop", "app `Shop` is not in kebab case", |bad, see| {
        see(&App::new(pick(bad, "Shop", "shop"), ENVIRONMENTS, REPOSITORY));
    }),
    (
        "FW4010",
        "shop/environments/pre_prod",
        "environment `pre_prod` is not in kebab case",
        |bad, see| {
            let first = ENVIRONMENTS[0].named(pick(bad, "pre_prod", "preprod"));
            see(&App::new("shop", &[first, ENVIRONMENTS[2]], REPOSITORY));
        },
    ),
    (
        "FW4026",
        "shop/balancer",
        "the load balancer cannot keep an idle connection for 5000 seconds",
        |bad, see| {
            see(&app().balancer(Balancer::new().idle_timeout(Seconds(pick(bad, 5000, 4000)))));
        },
    ),
    ("FW4029", "shop/tags/owner", "tag `owner` is set by formwork or AWS", |bad, see| {
        see(&app().tags(&[("cost-center", "1"), (pick(bad, "owner", "owners"), "2")]));
    }),
    ("FW4030", "docs", "module `docs` is called like a service", |bad, see| {
        let module = Module::new(pick(bad, "docs", "docs-site"), |_, _| Vec::new());
        see(&app().services(&[&web("docs")]).modules(&[&module]));
    }),
    ("FW4030", "platform", "module `platform` is named like a stack of formwork", |bad, see| {
        let module = Module::new(pick(bad, "platform", "docs"), |_, _| Vec::new());
        see(&app().modules(&[&module]));
    }),
    ("FW4030", "docs", "module `docs` is called like another module", |bad, see| {
        let first = Module::new("docs", |_, _| Vec::new());
        let second = Module::new(pick(bad, "docs", "blog"), |_, _| Vec::new());
        see(&app().modules(&[&first, &second]));
    }),
    (
        "FW4031",
        "docs/host",
        "module `docs` has a host, but the app has no hosted zone",
        |bad, see| {
            let mut module = Module::new("docs", |_, _| Vec::new());
            let hosts = [HOST];
            module.hosts = pick(bad, &hosts[..], &[]);
            see(&App::new("shop", ENVIRONMENTS, REPOSITORY).modules(&[&module]));
        },
    ),
];
