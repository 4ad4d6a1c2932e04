//! Charges cards: called by orders, calls a payment provider outside.

use formwork::prelude::*;

use crate::environments::PerEnv;

const PAYMENTS: Team = Team::new("payments", "payments@shop.example");

/// What billing serves.
pub(crate) const BILLING_API: Api = Api::http("billing");

const CARDS: Api = Api::external(
    "cards",
    per_env! {
        dev: "sandbox.cards.example",
        staging: "sandbox.cards.example",
        prod: "api.cards.example",
    },
);

/// The service.
pub(crate) const BILLING: Service =
    Service::internal("billing", Build::dockerfile("services/billing"), Port::http(8080))
        .owner(PAYMENTS)
        .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 6) })
        .container_check(&["CMD", "/app/billing", "--healthy"])
        .env(&[secret("CARDS_API_KEY")])
        .serves(&[BILLING_API])
        .calls(&[CARDS.timeout_ms(1500)]);
