//! Sends receipts from a queue. Its pipeline plans and applies with Terraform.

use formwork::prelude::*;

use crate::environments::PerEnv;
use crate::{GO_LIVE, SOURCE};

const MESSAGING: Team = Team::new("messaging", "messaging@market.example");

/// Receipts to send.
pub(crate) const RECEIPTS: Queue = Queue::new("receipts");

/// The service.
pub(crate) const MAILER: Service = Service::worker("mailer", Build::dockerfile("services/mailer"))
    .owner(MESSAGING)
    .tasks(per_env! { dev: Tasks(1, 1), staging: Tasks(2, 4), prod: Tasks(2, 10) })
    .container_check(&["CMD", "/app", "--healthy"])
    .attach(&[RECEIPTS.receives("RECEIPTS_URL")]);

/// Its pipeline.
pub(crate) const PIPELINE: Pipeline = Pipeline::of(&MAILER, SOURCE)
    .paths(&["services/mailer/**", "infra/**"])
    .with(BackEnd::Terraform)
    .stages(&[
        Stage::deploy("dev").pre(&[Step::command("announce", &["echo \"to $ENVIRONMENT\""])]),
        Stage::deploy("staging"),
        Stage::deploy("prod").approval(GO_LIVE),
    ]);
