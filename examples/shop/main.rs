//! A shop: orders behind a load balancer with a database of its own, billing behind a contract, and
//! a worker that sends mail from a queue. A module per service, and their pipelines through three
//! environments.
//!
//! `cargo run --example shop -- synth --out target/shop`

mod billing;
mod email;
mod environments;
mod orders;
mod pipelines;

use std::process::ExitCode;

use environments::{ENVIRONMENTS, PerEnv};
use formwork::prelude::*;

const NETWORK: Network = Network::new(per_env! {
    dev: Cidr::new("10.0.0.0/16"),
    staging: Cidr::new("10.1.0.0/16"),
    prod: Cidr::new("10.2.0.0/16"),
});

const BALANCER: Balancer = Balancer::new().deletion_protection(per_env! {
    dev: Protection::Off,
    staging: Protection::On,
    prod: Protection::On,
});

const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.shop.example", staging: "staging.shop.example", prod: "shop.example" },
    per_env! {
        dev: "Z0000000000000000DEV",
        staging: "Z0000000000000000STG",
        prod: "Z000000000000000PROD",
    },
);

const SHOP: App = App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"))
    .network(NETWORK)
    .balancer(BALANCER)
    .zone(ZONE)
    .tags(&[("cost-center", "commerce")])
    .alarms_to(per_env! {
        dev: "arn:aws:sns:eu-west-1:111111111111:alarms",
        staging: "arn:aws:sns:eu-west-1:222222222222:alarms",
        prod: "arn:aws:sns:eu-west-1:333333333333:alarms",
    })
    .services(&[&orders::ORDERS, &billing::BILLING, &email::EMAIL])
    .pipelines(&[&pipelines::ORDERS, &pipelines::BILLING, &pipelines::EMAIL])
    .verified();

fn main() -> ExitCode {
    formwork::main(&SHOP)
}
