//! Shows what there is: public, tested before the first deployment and after each. A canary that is
//! proven stands in for an approval.

use formwork::prelude::*;

use crate::SOURCE;
use crate::environments::PerEnv;

const STOREFRONT: Team = Team::new("storefront", "storefront@market.example");

/// What is for sale.
const PRODUCTS: DynamoTable = DynamoTable::new("products", Key::text("productId"))
    .indexes(&[TableIndex::new("by-category", Key::text("category")).sort(Key::number("price"))])
    .deletion_protection(per_env! {
        dev: Protection::Off,
        staging: Protection::On,
        prod: Protection::On,
    });

/// The service.
pub(crate) const CATALOG: Service =
    Service::web("catalog", Build::dockerfile("services/catalog"), Port::http(8080))
        .owner(STOREFRONT)
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 20) })
        .health_check("/healthz")
        .attach(&[PRODUCTS.as_env("PRODUCTS_TABLE")])
        .deploy(Deploy::canary_machine(Steps::new(&[5, 25, 50, 100]), Bake::minutes(10)))
        .public(Host(per_env! {
            dev: "www.dev.market.example",
            staging: "www.staging.market.example",
            prod: "www.market.example",
        }));

const SMOKE: Step = Step::command("smoke", &["services/catalog/smoke-test \"$ENVIRONMENT\""]);

/// Its pipeline.
pub(crate) const PIPELINE: Pipeline = Pipeline::of(&CATALOG, SOURCE)
    .paths(&["services/catalog/**", "infra/**"])
    .test(&[
        Step::command("unit", &["make -C services/catalog test"]),
        Step::command("contract", &["make -C services/catalog contract-test"]),
    ])
    .stages(&[
        Stage::deploy("dev"),
        Stage::deploy("staging").post(&[SMOKE]),
        Stage::deploy("prod").post(&[SMOKE]),
    ]);
