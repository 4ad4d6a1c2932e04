//! Rules of deployments: traffic that shifts, and pipelines that deliver.

pub(super) mod alarms_on_one_side;
pub(super) mod bake_shorter_than_alarm;
pub(super) mod foreign_runner;
pub(super) mod impossible_strategy;
pub(super) mod misplaced_image_tag;
pub(super) mod numbers_of_other_strategy;
pub(super) mod pipeline_across_regions;
pub(super) mod pipeline_name_too_long;
pub(super) mod pipeline_of_unknown_service;
pub(super) mod repeated_step;
pub(super) mod request_scaling_while_shifting;
pub(super) mod second_pipeline;
pub(super) mod service_without_pipeline;
pub(super) mod shift_without_balancer;
pub(super) mod skipped_environment;
pub(super) mod unapproved_production;
pub(super) mod uncaught_task_state;
pub(super) mod unfiltered_pipeline;
pub(super) mod unheard_topic;
pub(super) mod unseen_paths;
pub(super) mod unwritten_back_end;
pub(super) mod weighted_alias_without_health;
pub(super) mod weights_not_hundred;
pub(super) mod weights_not_ignored;
