//! Rules of factor VIII: an app scales out by its processes.

pub(super) mod asg_fixed_one;
pub(super) mod containers_above_task;
pub(super) mod desired_count_fights_scaler;
pub(super) mod impossible_scale;
pub(super) mod memory_above_limit;
pub(super) mod multi_process_task;
pub(super) mod no_autoscaling;
pub(super) mod no_resource_limits;
pub(super) mod no_such_fargate_size;
pub(super) mod process_manager_in_container;
pub(super) mod single_task;
