//! Shows what there is: public, tested before the first deployment and after each.

use formwork::prelude::*;

use crate::environments::PerEnv;
use crate::{GO_LIVE, SOURCE};

const STOREFRONT: Team = Team::new("storefront", "storefront@market.example");

/// The service.
pub(crate) const CATALOG: Service =
    Service::web("catalog", Build::dockerfile("services/catalog"), Port::http(8080))
        .owner(STOREFRONT)
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 20) })
        .health_check("/healthz")
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
        Stage::deploy("prod").approval(GO_LIVE).post(&[SMOKE]),
    ]);
