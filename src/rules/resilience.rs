//! Rules of resilience: what fails alone, and who is told.

pub(super) mod async_no_failure_dest;
pub(super) mod bluegreen_incomplete;
pub(super) mod digest_resolution_off;
pub(super) mod fixed_store_name;
pub(super) mod health_path_is_root;
pub(super) mod min_healthy_below_100;
pub(super) mod missing_owner;
pub(super) mod no_alarm;
pub(super) mod no_circuit_breaker;
pub(super) mod no_container_insights;
pub(super) mod no_deploy_alarm;
pub(super) mod no_tracing;
pub(super) mod public_task;
pub(super) mod queue_no_dlq;
pub(super) mod shared_build_project;
pub(super) mod short_backups_in_production;
pub(super) mod single_az_service;
pub(super) mod stateful_store_deletable;
pub(super) mod store_single_az;
pub(super) mod unwatched_public_balancer;
pub(super) mod visibility_below_timeout;
