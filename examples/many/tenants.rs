//! A service for each tenant: specs borrow, so the app lives as long as the data it was built from.

use formwork::prelude::*;

environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TENANCY: Team = Team::new("tenancy", "tenancy@many.example");

const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.many.example", staging: "staging.many.example", prod: "many.example" },
    per_env! {
        dev: "Z0000000000000000DEV",
        staging: "Z0000000000000000STG",
        prod: "Z000000000000000PROD",
    },
);

const NETWORK: Network = Network::new(per_env! {
    dev: Cidr::new("10.0.0.0/16"),
    staging: Cidr::new("10.1.0.0/16"),
    prod: Cidr::new("10.2.0.0/16"),
})
.zones(Zones::Two);

/// What the data says of a tenant.
struct Tenant {
    name: String,
    hosts: [String; 3],
}

fn tenants(count: usize) -> Vec<Tenant> {
    let tenant = |number| {
        let name = format!("tenant-{number:05}");
        let zones = ["dev.many.example", "staging.many.example", "many.example"];
        Tenant { hosts: zones.map(|zone| format!("{name}.{zone}")), name }
    };
    (0..count).map(tenant).collect()
}

fn service<'a>(tenant: &'a Tenant, variables: &'a [Variable<'a>]) -> Service<'a> {
    let [dev, staging, prod] = &tenant.hosts;
    Service::web(&tenant.name, Build::elsewhere("public.ecr.aws/many/tenant"), Port::http(8080))
        .owner(TENANCY)
        .size(per_env! {
            dev: Fargate::new(256, 512),
            staging: Fargate::new(256, 512),
            prod: Fargate::new(512, 1024),
        })
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(3, 12) })
        .health_check("/healthz")
        .env(variables)
        .public(Host(per_env! { dev: &**dev, staging: &**staging, prod: &**prod }))
        .logs(Logs::new(
            LogMode::NonBlocking,
            per_env! {
                dev: Retention::days(7),
                staging: Retention::days(14),
                prod: Retention::days(90),
            },
        ))
        .deploy(Deploy::rolling().roll_back_above_errors(per_env! {
            dev: Percent::new(50),
            staging: Percent::new(50),
            prod: Percent::new(10),
        }))
}

/// Builds the app of `count` tenants, and hands it on.
pub(crate) fn with_app<R>(count: usize, then: impl FnOnce(&App<'_>) -> R) -> R {
    let tenants = tenants(count);
    let variables = [
        config("LOG_LEVEL", per_env! { dev: "debug", staging: "info", prod: "info" }),
        config("LOCALE", same("en")),
        config("PAGE_SIZE", same("50")),
        secret("SESSION_KEY"),
    ];
    let services: Vec<_> = tenants.iter().map(|tenant| service(tenant, &variables)).collect();
    let references: Vec<_> = services.iter().collect();
    let app = App::new("many", ENVIRONMENTS, Repository::github("acme/many"))
        .zone(ZONE)
        .network(NETWORK)
        .services(&references);
    then(&app)
}
