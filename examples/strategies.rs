//! One service under each strategy: what differs between their stacks is the deployment alone.
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

const BAKE: Bake = Bake::minutes(10);

const fn shop<'a>(name: &'a str, hosts: Vary<&'a str>, deploy: Deploy<'a>) -> Service<'a> {
    Service::web(name, Build::dockerfile("services/shop"), Port::http(8080))
        .owner(Team::new("shop", "shop@shop.example"))
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 10) })
        .health_check("/healthz")
        .public(Host(hosts))
        .deploy(deploy)
}

const ROLLING: Service = shop(
    "rolling",
    per_env! { dev: "rolling.dev.shop.example", staging: "rolling.staging.shop.example", prod: "rolling.shop.example" },
    Deploy::rolling(),
);
const BLUE_GREEN: Service = shop(
    "blue-green",
    per_env! { dev: "bg.dev.shop.example", staging: "bg.staging.shop.example", prod: "bg.shop.example" },
    Deploy::blue_green(BAKE),
);
const LINEAR: Service = shop(
    "linear",
    per_env! { dev: "linear.dev.shop.example", staging: "linear.staging.shop.example", prod: "linear.shop.example" },
    Deploy::linear(Share::percent(20), BAKE),
);
const CANARY: Service = shop(
    "canary",
    per_env! { dev: "canary.dev.shop.example", staging: "canary.staging.shop.example", prod: "canary.shop.example" },
    Deploy::canary(Share::percent(5), BAKE),
);

const CANARY_MACHINE: Service = shop(
    "machine",
    per_env! { dev: "machine.dev.shop.example", staging: "machine.staging.shop.example", prod: "machine.shop.example" },
    Deploy::canary_machine(Steps::new(&[5, 25, 50, 100]), BAKE),
);
const BLUE_GREEN_DNS: Service = shop(
    "records",
    per_env! { dev: "records.dev.shop.example", staging: "records.staging.shop.example", prod: "records.shop.example" },
    Deploy::blue_green_dns(BAKE),
);

const SHOP: App = App::new("strategies", ENVIRONMENTS, Repository::github("acme/strategies"))
    .zone(ZONE)
    .services(&[&ROLLING, &BLUE_GREEN, &LINEAR, &CANARY, &CANARY_MACHINE, &BLUE_GREEN_DNS])
    .verified();

fn main() -> std::process::ExitCode {
    formwork::main(&SHOP)
}
