//! The smallest app: one web service behind HTTPS, the same system in two environments.
use formwork::prelude::*;

environments! {
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const ZONE: Zone = Zone::imported(
    per_env! { staging: "staging.hello.example", prod: "hello.example" },
    per_env! { staging: "Z0000000000000000STG", prod: "Z000000000000000PROD" },
);

const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(Team::new("greeting", "greeting@hello.example"))
    .tasks(per_env! { staging: Tasks(2, 2), prod: Tasks(2, 10) })
    .health_check("/healthz")
    .public(Host(per_env! { staging: "www.staging.hello.example", prod: "www.hello.example" }));

const HELLO: App = App::new("hello", ENVIRONMENTS, Repository::github("acme/hello"))
    .zone(ZONE)
    .services(&[&WEB])
    .verified();

fn main() -> std::process::ExitCode {
    formwork::main(&HELLO)
}
