//! What constant evaluation bears: 200 services with 20 variables each, in three environments,
//! judged by all rules in one constant.
//!
//! `cargo check --bench const_eval` is the measurement: it compiles without
//! `#![allow(long_running_const_eval)]`, or it does not compile. There is nothing to run.

use formwork::prelude::*;

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("shop", "shop@shop.example");
const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.shop.example", staging: "staging.shop.example", prod: "shop.example" },
    same("Z0000000000000000001"),
);

/// The 20 variables of a service, written again for each of them.
macro_rules! variables {
    () => {
        &[
            config("LOG_LEVEL", per_env! { dev: "debug", staging: "info", prod: "info" }),
            config("LOG_FORMAT", same("json")),
            config("CACHE_SECONDS", per_env! { dev: "0", staging: "60", prod: "300" }),
            config("CURRENCY", same("EUR")),
            config("LOCALE", same("en-GB")),
            config("PAGE_SIZE", same("50")),
            config("RETRIES", same("3")),
            config("BACKOFF_MILLISECONDS", same("200")),
            config("FEATURE_SEARCH", same("on")),
            config("FEATURE_GIFTS", same("off")),
            config("SUPPORT_ADDRESS", same("support@shop.example")),
            config("TERMS", same("https://www.shop.example/terms-and-conditions")),
            config("POOL_SIZE", per_env! { dev: "2", staging: "10", prod: "20" }),
            config("QUEUE_BATCH", same("10")),
            config("TRACE_SAMPLE", per_env! { dev: "1", staging: "0.1", prod: "0.01" }),
            config("RATE_PER_MINUTE", per_env! { dev: "10", staging: "1000", prod: "1000" }),
            config("TIME_ZONE", same("Europe/Berlin")),
            secret("SESSION_KEY"),
            secret("SIGNING_KEY"),
            secret("PAYMENT_API_KEY"),
        ]
    };
}

/// Two services: the first answers to a host, calls the second and sends to its queue.
macro_rules! pairs {
    ($($first:ident $second:ident),+ $(,)?) => {
        $(
            mod $first {
                use super::*;
                pub(super) const API: Api = Api::http(concat!("api-", stringify!($first)));
                pub(super) const QUEUE: Queue = Queue::new(concat!("queue-", stringify!($first)));
                const DATABASE: Postgres =
                    Postgres::new(concat!("database-", stringify!($first)), PgVersion::V16);
                pub(super) const IT: Service =
                    Service::web(stringify!($first), Build::dockerfile("it"), Port::http(8080))
                        .owner(TEAM)
                        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 20) })
                        .health_check("/healthz")
                        .env(variables!())
                        .attach(&[DATABASE.as_env("DATABASE_URL"), QUEUE.sends("QUEUE_URL")])
                        .calls(&[API.timeout_ms(800)])
                        .public(Host(per_env! {
                            dev: "www.dev.shop.example",
                            staging: "www.staging.shop.example",
                            prod: "www.shop.example"
                        }))
                        .paths(&[concat!("/", stringify!($first)), concat!("/", stringify!($first), "/*")]);
            }
            mod $second {
                use super::*;
                const DATABASE: Postgres =
                    Postgres::new(concat!("database-", stringify!($second)), PgVersion::V16);
                pub(super) const IT: Service =
                    Service::internal(stringify!($second), Build::dockerfile("it"), Port::http(8080))
                        .owner(TEAM)
                        .container_check(&["CMD", "/app", "--healthy"])
                        .env(variables!())
                        .attach(&[
                            DATABASE.as_env("DATABASE_URL"),
                            $first::QUEUE.receives("QUEUE_URL"),
                        ])
                        .serves(&[$first::API]);
            }
        )+
        const SERVICES: &[&Service] = &[$(&$first::IT, &$second::IT),+];
    };
}

pairs! {
    s000 s001, s002 s003, s004 s005, s006 s007, s008 s009, s010 s011, s012 s013, s014 s015,
    s016 s017, s018 s019, s020 s021, s022 s023, s024 s025, s026 s027, s028 s029, s030 s031,
    s032 s033, s034 s035, s036 s037, s038 s039, s040 s041, s042 s043, s044 s045, s046 s047,
    s048 s049, s050 s051, s052 s053, s054 s055, s056 s057, s058 s059, s060 s061, s062 s063,
    s064 s065, s066 s067, s068 s069, s070 s071, s072 s073, s074 s075, s076 s077, s078 s079,
    s080 s081, s082 s083, s084 s085, s086 s087, s088 s089, s090 s091, s092 s093, s094 s095,
    s096 s097, s098 s099, s100 s101, s102 s103, s104 s105, s106 s107, s108 s109, s110 s111,
    s112 s113, s114 s115, s116 s117, s118 s119, s120 s121, s122 s123, s124 s125, s126 s127,
    s128 s129, s130 s131, s132 s133, s134 s135, s136 s137, s138 s139, s140 s141, s142 s143,
    s144 s145, s146 s147, s148 s149, s150 s151, s152 s153, s154 s155, s156 s157, s158 s159,
    s160 s161, s162 s163, s164 s165, s166 s167, s168 s169, s170 s171, s172 s173, s174 s175,
    s176 s177, s178 s179, s180 s181, s182 s183, s184 s185, s186 s187, s188 s189, s190 s191,
    s192 s193, s194 s195, s196 s197, s198 s199,
}

const SHOP: App = App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"))
    .zone(ZONE)
    .services(SERVICES)
    .verified();

fn main() {
    assert_eq!(SHOP.service_count(), SERVICES.len());
}
