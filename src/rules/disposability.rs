//! Rules of factor IX: processes start fast and stop gracefully.

pub(super) mod asg_ec2_health_behind_lb;
pub(super) mod drain_longer_than_stop;
pub(super) mod lb_no_grace_period;
pub(super) mod no_health_check;
pub(super) mod no_init;
pub(super) mod no_stop_timeout;
pub(super) mod shell_wrapped_pid1;
pub(super) mod spot_without_drain;
