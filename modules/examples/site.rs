//! An app of one module: a static site, for an app that runs in eu-west-1.
//!
//! `cargo run -p formwork-modules --example site -- synth --out target/site`

use std::process::ExitCode;

use formwork::prelude::*;
use formwork_modules::static_site;

environments! {
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const ZONE: Zone = Zone::imported(
    per_env! { staging: "staging.shop.example", prod: "shop.example" },
    per_env! { staging: "Z0000000000000000STG", prod: "Z000000000000000PROD" },
);

const DOCS: Module = static_site::module(
    "docs",
    &Host(per_env! { staging: "docs.staging.shop.example", prod: "docs.shop.example" }),
);

const SITE: App = App::new("site", ENVIRONMENTS, Repository::github("acme/site"))
    .zone(ZONE)
    .modules(&[&DOCS])
    .verified();

fn main() -> ExitCode {
    formwork::main(&SITE)
}
