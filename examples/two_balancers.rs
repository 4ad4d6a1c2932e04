//! Two load balancers: a release starts behind the one that has no traffic, and weighted records
//! move the traffic to it at once. Route 53 leaves out a load balancer without healthy targets.
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
const ALARMS: Vary<&str> = per_env! {
    dev: "arn:aws:sns:eu-west-1:111111111111:alarms",
    staging: "arn:aws:sns:eu-west-1:222222222222:alarms",
    prod: "arn:aws:sns:eu-west-1:333333333333:alarms",
};

const WEB: Service = Service::web("web", Build::dockerfile("services/web"), Port::http(8080))
    .owner(Team::new("storefront", "storefront@shop.example"))
    .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 8) })
    .health_check("/healthz")
    .public(HOST)
    .deploy(Deploy::blue_green_dns(Bake::minutes(15)));

const SHOP: App = App::new("two-balancers", ENVIRONMENTS, Repository::github("acme/two-balancers"))
    .zone(ZONE)
    .alarms_to(ALARMS)
    .services(&[&WEB])
    .verified();

fn main() -> std::process::ExitCode {
    formwork::main(&SHOP)
}
