//! Sends mail for placed orders: a worker behind a queue.

use formwork::prelude::*;

use crate::environments::PerEnv;

const CUSTOMER_CARE: Team = Team::new("customer-care", "care@shop.example");

/// Orders that were placed, for whom it may concern.
pub(crate) const ORDERS_PLACED: Queue = Queue::new("orders-placed").visibility(Seconds(120));

/// The service.
pub(crate) const EMAIL: Service = Service::worker("email", Build::dockerfile("services/email"))
    .owner(CUSTOMER_CARE)
    .tasks(per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 8) })
    .attach(&[ORDERS_PLACED.receives("ORDERS_PLACED_URL")])
    .env(&[secret("MAIL_TOKEN")]);
