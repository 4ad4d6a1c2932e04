//! For each rule a description that has it and the same description cured.

#[path = "cases/across.rs"]
mod across;
#[path = "cases/app.rs"]
mod app;
#[path = "cases/environments.rs"]
mod environments;
#[path = "cases/pipeline.rs"]
mod pipeline;
#[path = "cases/service.rs"]
mod service;
#[path = "cases/store.rs"]
mod store;
#[path = "cases/variable.rs"]
mod variable;
#[path = "cases/waiver.rs"]
mod waiver;
#[path = "cases/ways_out.rs"]
mod ways_out;

use formwork::prelude::*;

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

/// A description that has a rule's pattern if `bad`, and is clean otherwise. It is shown to
/// `see`, because it borrows from itself.
pub(crate) type Describe = fn(bad: bool, see: &mut dyn FnMut(&App<'_>));

/// What a rule should find.
pub(crate) struct Case {
    /// The rule's id.
    pub(crate) rule: &'static str,
    /// The path of the finding.
    pub(crate) path: &'static str,
    /// Its message.
    pub(crate) message: &'static str,
    /// The description.
    pub(crate) describe: Describe,
}

/// Every case, at least one for each rule.
pub(crate) fn all() -> Vec<Case> {
    [
        variable::CASES,
        service::CASES,
        environments::CASES,
        store::CASES,
        across::CASES,
        app::CASES,
        pipeline::CASES,
        waiver::CASES,
    ]
    .concat()
    .into_iter()
    .map(|(rule, path, message, describe)| Case { rule, path, message, describe })
    .collect()
}

type Row = (&'static str, &'static str, &'static str, Describe);

const TEAM: Team = Team::new("shop", "shop@shop.example");
const BUILD: Build = Build::dockerfile("services/it");
const PORT: Port = Port::http(8080);
const BILLING: Api = Api::http("billing");
const STOCK: Api = Api::http("stock");
const DB: Postgres = Postgres::new("main", PgVersion::V16);
const MAIL: Queue = Queue::new("mail");
const HOST: Host = Host(
    per_env! { dev: "www.dev.shop.example", staging: "www.staging.shop.example", prod: "www.shop.example" },
);
const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.shop.example", staging: "staging.shop.example", prod: "shop.example" },
    same("Z0000000000000000001"),
);
const PERIOD: Period = Period::new("2026-11-01", "2026-12-15");

/// An app in which no rule finds anything.
fn app() -> App<'static> {
    App::new("shop", ENVIRONMENTS, Repository::github("acme/shop")).zone(ZONE)
}

fn web(name: &str) -> Service<'_> {
    Service::web(name, BUILD, PORT).owner(TEAM).health_check("/healthz").public(HOST)
}

fn internal(name: &str) -> Service<'_> {
    Service::internal(name, BUILD, PORT).owner(TEAM).container_check(&["CMD", "/app", "--healthy"])
}

fn worker(name: &str) -> Service<'_> {
    Service::worker(name, BUILD).owner(TEAM)
}

/// The first if `bad`, else the second.
fn pick<T>(bad: bool, is_bad: T, is_good: T) -> T {
    if bad { is_bad } else { is_good }
}
