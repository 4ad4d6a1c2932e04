//! Rules of factor XI: logs are event streams.

pub(super) mod fargate_log_driver;
pub(super) mod firelens_without_router;
pub(super) mod local_log_driver;
pub(super) mod log_file_mount;
pub(super) mod log_mode_implicit;
pub(super) mod misspelled_log_group;
pub(super) mod no_log_config;
pub(super) mod no_retention;
pub(super) mod no_stream_prefix;
pub(super) mod odd_awslogs_options;
pub(super) mod shared_log_stream;
pub(super) mod short_retention_in_production;
pub(super) mod silent_log_router;
pub(super) mod unaccepted_retention;
