//! Rules of deployments that shift traffic.

pub(super) mod alarms_on_one_side;
pub(super) mod bake_shorter_than_alarm;
pub(super) mod impossible_strategy;
pub(super) mod numbers_of_other_strategy;
pub(super) mod request_scaling_while_shifting;
pub(super) mod shift_without_balancer;
pub(super) mod uncaught_task_state;
pub(super) mod weighted_alias_without_health;
pub(super) mod weights_not_hundred;
pub(super) mod weights_not_ignored;
