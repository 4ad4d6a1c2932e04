//! A monolith is replaced step by step: a new service takes a share of the requests to its paths,
//! and the monolith answers the rest (strangler fig).
use formwork::prelude::*;

environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.shop.example", staging: "staging.shop.example", prod: "shop.example" },
    per_env! { dev: "Z0000000000000000DEV", staging: "Z0000000000000000STG", prod: "Z000000000000000PROD" },
);
const HOST: Host = Host(per_env! {
    dev: "www.dev.shop.example",
    staging: "www.staging.shop.example",
    prod: "www.shop.example",
});
const TASKS: Vary<Tasks> = per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 8) };

const MONOLITH: Service =
    Service::web("monolith", Build::dockerfile("services/monolith"), Port::http(8080))
        .owner(Team::new("legacy", "legacy@shop.example"))
        .tasks(TASKS)
        .health_check("/healthz")
        .public(HOST);

const CARTS: Service = Service::web("carts", Build::dockerfile("services/carts"), Port::http(8080))
    .owner(Team::new("ordering", "ordering@shop.example"))
    .tasks(TASKS)
    .health_check("/healthz")
    .public(HOST)
    .paths(&["/carts", "/carts/*"])
    .takes_over(
        &MONOLITH,
        per_env! { dev: Percent::new(100), staging: Percent::new(50), prod: Percent::new(5) },
    );

const SHOP: App = App::new("strangler", ENVIRONMENTS, Repository::github("acme/strangler"))
    .zone(ZONE)
    .services(&[&CARTS, &MONOLITH])
    .verified();

fn main() -> std::process::ExitCode {
    formwork::main(&SHOP)
}
