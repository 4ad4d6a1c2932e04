//! How the services get from a commit to production: each by itself, through every environment.

use formwork::prelude::*;

use crate::{billing, email, orders};

/// Made once in the console of the tools account, which is that of production.
const CONNECTION: &str = "arn:aws:codeconnections:eu-west-1:333333333333:connection/5c0b1d7e-1111-2222-3333-444455556666";

const SOURCE: Source = Source::connection(CONNECTION, "main");

const DEV: Stage = Stage::deploy("dev");
const STAGING: Stage = Stage::deploy("staging");
const PROD: Stage = Stage::deploy("prod").approval(Approval::manual("staging looks well"));

const SMOKE: Step = Step::command("smoke", &["services/orders/smoke-test \"$ENVIRONMENT\""]);

/// Orders: what customers see is looked at after a deployment.
pub(crate) const ORDERS: Pipeline = Pipeline::of(&orders::ORDERS, SOURCE)
    .paths(&["services/orders/**", "infra/**"])
    .test(&[Step::command("unit", &["make -C services/orders test"])])
    .stages(&[DEV, STAGING.post(&[SMOKE]), PROD.post(&[SMOKE])]);

/// Billing.
pub(crate) const BILLING: Pipeline = Pipeline::of(&billing::BILLING, SOURCE)
    .paths(&["services/billing/**", "infra/**"])
    .test(&[Step::command("unit", &["make -C services/billing test"])])
    .stages(&[DEV, STAGING, PROD]);

/// Mail.
pub(crate) const EMAIL: Pipeline = Pipeline::of(&email::EMAIL, SOURCE)
    .paths(&["services/email/**", "infra/**"])
    .stages(&[DEV, STAGING, PROD]);
