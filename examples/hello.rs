//! The smallest app: one web service, in three environments.
use formwork::prelude::*;
use std::process::ExitCode;

environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("greeting", "greeting@hello.example");
const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.hello.example", staging: "staging.hello.example", prod: "hello.example" },
    per_env! { dev: "Z0000000000000000001", staging: "Z0000000000000000002", prod: "Z0000000000000000003" },
);

const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(TEAM)
    .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 10) })
    .health_check("/healthz")
    .public(Host(per_env! { dev: "www.dev.hello.example", staging: "www.staging.hello.example", prod: "www.hello.example" }));

const HELLO: App = App::new("hello", ENVIRONMENTS, Repository::github("acme/hello"))
    .zone(ZONE)
    .services(&[&WEB])
    .verified();

fn main() -> ExitCode {
    println!("{}", HELLO.name());
    ExitCode::SUCCESS
}
