//! Rules of factor X: environments are as similar as possible.

pub(super) mod admin_tasks_differ;
pub(super) mod allow_entry_stale;
pub(super) mod cpu_memory_ratio_differs;
pub(super) mod deployment_strategy_differs;
pub(super) mod engine_differs;
pub(super) mod engine_version_skew;
pub(super) mod env_conditional_resource;
pub(super) mod env_var_names_differ;
pub(super) mod health_log_deploy_config_differs;
pub(super) mod iam_actions_differ;
pub(super) mod key_missing_in_env;
pub(super) mod pipeline_stages_differ;
pub(super) mod prod_not_largest;
pub(super) mod production_backups_shorter;
pub(super) mod production_logs_shorter;
pub(super) mod release_gap;
pub(super) mod resilience_only_differs;
pub(super) mod resource_set_differs;
pub(super) mod secret_vs_plain;
pub(super) mod security_differs;
pub(super) mod topology_differs;
pub(super) mod type_skew;
pub(super) mod undeclared_difference;
pub(super) mod verification_below_floor;
pub(super) mod verification_capacity_below_floor;
