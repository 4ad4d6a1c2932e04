//! Delivery: three services of one repository, each with a pipeline of its own that goes through
//! three environments. One releases by a canary, one runs migrations first, one deploys with Terraform.
//!
//! `cargo run --example delivery -- synth --out target/delivery`

mod catalog;
mod checkout;
mod environments;
mod mailer;

use std::process::ExitCode;

use environments::{ENVIRONMENTS, PerEnv};
use formwork::prelude::*;

/// Made once in the console of the tools account, which is that of production.
const CONNECTION: &str = "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e-1111-2222-3333-444455556666";

const SOURCE: Source = Source::connection(CONNECTION, "main");

/// What somebody says before production.
const GO_LIVE: Approval =
    Approval::manual("staging looks well").notify("arn:aws:sns:eu-west-1:333333333333:releases");

const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.market.example", staging: "staging.market.example", prod: "market.example" },
    per_env! {
        dev: "Z0000000000000000DEV",
        staging: "Z0000000000000000STG",
        prod: "Z000000000000000PROD",
    },
);

const MARKET: App = App::new("market", ENVIRONMENTS, Repository::github("acme/market"))
    .network(Network::new(per_env! {
        dev: Cidr::new("10.0.0.0/16"),
        staging: Cidr::new("10.1.0.0/16"),
        prod: Cidr::new("10.2.0.0/16"),
    }))
    .balancer(Balancer::new().deletion_protection(per_env! {
        dev: Protection::Off,
        staging: Protection::On,
        prod: Protection::On,
    }))
    .zone(ZONE)
    .permissions_boundary("market-boundary")
    .services(&[&catalog::CATALOG, &checkout::CHECKOUT, &mailer::MAILER])
    .pipelines(&[&catalog::PIPELINE, &checkout::PIPELINE, &mailer::PIPELINE])
    .verified();

fn main() -> ExitCode {
    formwork::main(&MARKET)
}
