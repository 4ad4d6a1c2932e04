//! The rules: one file each, with its id, its explanation, its predicate and where it looks.
//!
//! A rule judges the same plain values wherever they come from. The compiler runs it while a
//! description is evaluated (`rules/constant.rs`), `check` runs it at run time (`rules/check.rs`),
//! and the linter runs its predicate on manifests ([`lint`]). The walks are separate because
//! constant evaluation has loops and a fixed buffer, and run time has maps and no limit; a test feeds
//! both the same descriptions and wants equal findings.
//!
//! # Adding a rule
//! 1. Write `rules/<name>.rs` with a `static RULE` and a `judge`, and add it to [`RULES`] in the
//!    order of ids.
//! 2. If it is an error, make `judge` const and add it to the walk in `rules/constant.rs`.
//! 3. Add a bad description and its cure to `tests/rules/cases/`, and what the compiler says to
//!    `tests/compile_fail/`.
//! 4. If manifests can break it, give it a [`Lint`] that calls the same predicate, and a folder of
//!    fixtures in `tests/lint/rules/`. If only manifests can, it is [`Check::Unrepresentable`]. One
//!    that compares environments is [`Lint::across`], with a case in `tests/parity/`.
//! 5. `FORMWORK_UPDATE=1 cargo test --test rules` writes `docs/rules.md` anew.
//!
//! Name it for the pattern found: it should read well after "allow".

mod binding;
mod calls;
pub(crate) mod check;
pub(crate) mod constant;
#[cfg(feature = "cli")]
mod document;
mod finding;
mod image;
mod impls;
pub mod lint;
mod module_source;
mod name;
pub mod parity;
pub(crate) mod schema;
mod script;

mod account_or_region_literal;
mod admin_image_differs;
mod admin_tasks_differ;
mod agent_without_restart;
mod allow_entry_stale;
mod allowed_by_exclusion;
mod app_mesh;
mod app_runner;
mod approval_with_artifacts;
mod artifact_made_twice;
mod asg_ec2_health_behind_lb;
mod asg_fixed_one;
mod async_no_failure_dest;
mod attribute_of_other_balancer;
mod backing_service_substituted_in_dev;
mod bake_shorter_than_alarm;
mod bluegreen_incomplete;
mod branch_on_env_name;
mod branch_without_timeout;
mod broken_deadline_budget;
mod build_at_run;
mod build_in_userdata;
mod bypassed_proxy;
mod call_cycle;
mod call_of_itself;
mod call_without_timeout;
mod choice_without_default;
mod codedeploy_for_ecs;
mod codedeploy_group_not_for_ecs;
mod colliding_module;
mod colliding_services;
mod colliding_stores;
mod config_baked_in_image;
mod config_keyed_by_env_name;
mod conflicting_transition;
mod containers_above_task;
mod contract_with_two_providers;
mod contract_without_provider;
mod copilot_template;
mod count_outside_range;
mod cpu_arch_implicit;
mod cpu_memory_ratio_differs;
mod credential_in_url;
mod cron_in_container;
mod daemon_with_replica_settings;
mod default_tls_policy;
mod dependency_cycle;
mod dependency_on_missing_container;
mod deployment_controller_against_settings;
mod deployment_strategy_differs;
mod deployment_without_room;
mod desired_count_fights_scaler;
mod digest_resolution_off;
mod direct_table_access;
mod discovery_name_taken;
mod dlq_no_alarm;
mod docker_socket;
mod docker_without_privilege;
mod doubly_mounted_path;
mod drain_longer_than_stop;
mod duplicate_container_name;
mod duplicate_environment;
mod duplicate_port_name;
mod duplicate_rule_priority;
mod duplicate_stage_name;
mod duplicate_variable;
mod efs_without_transit_encryption;
mod empty_value;
mod ended_build_image;
mod ended_ecs_ami;
mod ended_engine_version;
mod ended_lambda_runtime;
mod endless_machine;
mod engine_differs;
mod engine_version_skew;
mod env_conditional_resource;
mod env_fork_of_template;
mod env_group_var_only;
mod env_var_names_differ;
mod environments_in_one_stack;
mod essential_agent;
mod exec_always_on_prod;
mod expired_waiver;
mod export_coupling;
mod external_contract_served;
mod fargate_log_driver;
mod fifo_name;
mod firelens_without_router;
mod fixed_store_name;
mod floating_engine_version;
mod floating_platform_version;
mod foreign_capacity_provider;
mod foreign_container_name;
mod foreign_port_name;
mod git_module_unpinned;
mod grace_below_start_period;
mod grpc_over_http1;
mod hardcoded_endpoint;
mod health_log_deploy_config_differs;
mod health_path_is_root;
mod health_timeout_over_interval;
mod healthcheck_port_mismatch;
mod host_bind_volume;
mod host_network;
mod host_outside_zone;
mod host_port_differs;
mod host_volume_on_fargate;
mod iam_actions_differ;
mod idle_internal_service;
mod image_latest;
mod image_no_digest;
mod image_volume;
mod impossible_dependency_condition;
mod impossible_scale;
mod in_task_backing_service;
mod key_missing_in_env;
mod late_artifact;
mod launch_type_beside_capacity_provider;
mod lb_no_grace_period;
mod lb_port_not_exposed;
mod legacy_links;
mod listener_without_certificate;
mod local_log_driver;
mod local_state;
mod lockfile_not_copied;
mod log_file_mount;
mod log_mode_implicit;
mod long_stop_on_fargate;
mod managed_db_credentials;
mod memory_above_limit;
mod migrate_at_start;
mod migration_by_provisioner;
mod min_healthy_below_100;
mod misplaced_source;
mod missing_owner;
mod misspelled_log_group;
mod mixed_discovery;
mod module_host_without_zone;
mod mutable_ecr_tags;
mod mutable_event_table;
mod name_too_long;
mod network_configuration_against_mode;
mod no_alarm;
mod no_autoscaling;
mod no_circuit_breaker;
mod no_container_insights;
mod no_deploy_alarm;
mod no_environment;
mod no_essential_container;
mod no_health_check;
mod no_log_config;
mod no_production;
mod no_redirect_listener;
mod no_release_provenance;
mod no_resource_limits;
mod no_retention;
mod no_stop_timeout;
mod no_stream_prefix;
mod no_such_fargate_size;
mod no_tracing;
mod odd_awslogs_options;
mod odd_container_check;
mod odd_host;
mod odd_name;
mod odd_path_pattern;
mod odd_variable_name;
mod oidc_without_subject;
mod open_service_principal;
mod open_store_port;
mod other_environments;
mod overlapping_paths;
mod oversized_stack;
mod pipeline_stages_differ;
mod pipeline_without_stages;
mod placement_on_fargate;
mod plain_public_listener;
mod plaintext_secret_env;
mod policies_of_one_metric;
mod pool_exceeds_connections;
mod port_env_mismatch;
mod privilege_escalation;
mod privileged_container;
mod process_manager_in_container;
mod prod_deploy_without_staging;
mod prod_not_largest;
mod production_backups_shorter;
mod production_logs_shorter;
mod provider_unpinned;
mod public_balancer_without_firewall;
mod public_service_without_zone;
mod public_task;
mod queue_no_dlq;
mod queue_without_consumer;
mod queue_without_producer;
mod reachable_worker;
mod rebuilt_per_env;
mod redirect_to_itself;
mod refused_balancer_attribute;
mod refused_physical_name;
mod refused_retry;
mod refused_schedule;
mod refused_state;
mod region_without_store;
mod regions_at_once;
mod registry_module_unversioned;
mod relative_health_path;
mod release_gap;
mod release_not_identifiable;
mod reserved_name;
mod reserved_tag;
mod reserved_variable;
mod resilience_only_differs;
mod resource_set_differs;
mod role_for_anyone;
mod root_user;
mod route_without_authorizer;
mod scaling_dimension_mismatch;
mod schedule_never_fires;
mod scheduled_task_no_dlq;
mod secret_param_default;
mod secret_param_no_noecho;
mod secret_vs_plain;
mod security_differs;
mod service_before_listener;
mod service_connect_without_namespace;
mod service_out_of_reach;
mod service_with_many_stores;
mod serving_worker;
mod several_public_entries;
mod shadowed_listener_rule;
mod shared_account_and_region;
mod shared_build_project;
mod shared_database;
mod shared_execution_role;
mod shared_log_stream;
mod shared_port;
mod shared_queue_consumers;
mod shared_queue_producers;
mod shared_security_group;
mod shared_task_role;
mod shell_wrapped_pid1;
mod short_backups_in_production;
mod short_retention_in_production;
mod sidecar_localhost_dependency;
mod silent_log_router;
mod single_az_service;
mod single_stage_pipeline;
mod single_task;
mod smart_pipe;
mod spot_without_drain;
mod ssh_admin;
mod stacked_retries;
mod stateful_store_deletable;
mod static_host_port;
mod sticky_sessions;
mod store_attached_twice;
mod store_out_of_reach;
mod store_single_az;
mod subscription_no_redrive;
mod sync_chain_too_deep;
mod table_without_recovery;
mod target_protocol_against_listener;
mod target_type_against_network_mode;
mod taskdef_ignored;
mod third_party_registry_runtime;
mod tls_setting_on_plain_listener;
mod too_many_environments;
mod too_many_parameters;
mod topology_differs;
mod traffic_shift_incomplete;
mod trigger_in_old_pipeline;
mod twice_claimed_path;
mod type_skew;
mod unaccepted_app_value;
mod unaccepted_retention;
mod unaccepted_store_value;
mod unattached_target_group;
mod uncalled_contract;
mod uncaught_task_state;
mod undeclared_difference;
mod undeclared_volume;
mod undefined_name;
mod unfit_for_fargate;
mod unknown_attribute;
mod unknown_balancer_attribute;
mod unknown_build_project;
mod unknown_buildspec_phase;
mod unknown_input_artifact;
mod unknown_state;
mod unknown_time_zone;
mod unknown_tls_policy;
mod unknown_tools_environment;
mod unlimited_api_stage;
mod unmounted_volume;
mod unordered_connect_client;
mod unpinned_download;
mod unreachable_state;
mod unreachable_web_service;
mod unscoped_pass_role;
mod unused_artifact;
mod unused_waiver;
mod unwatched_public_balancer;
mod verification_below_floor;
mod verification_capacity_below_floor;
mod visibility_below_stop;
mod visibility_below_timeout;
mod waiver_at_unknown_place;
mod waiver_in_unknown_environment;
mod waiver_of_fixed_rule;
mod waiver_of_unknown_rule;
mod waiver_without_reason;
mod weak_cloudfront_protocol;
mod weak_tls_policy;
mod weighted_alias_without_health;
mod weightless_forward;
mod weights_not_hundred;
mod weights_not_ignored;
mod wildcard_permission;
mod worker_without_queue;
mod writable_rootfs;

pub use binding::Binding;
pub use calls::{CallGraph, Step};
pub use check::{Claim, Index, Outcome};
#[cfg(feature = "cli")]
pub use document::document;
pub use finding::{Finding, Place};
pub use lint::Lint;

use crate::diag::{Factor, Severity};
use crate::spec::{App, Attachment, Call, Service, Variable, Waiver};

/// A rule: what it finds, why that is bad, and what to do instead.
#[derive(Debug)]
pub struct Rule {
    /// Its id, as in `FW0301`. Never reused.
    pub id: &'static str,
    /// Its name, as in `plaintext-secret-env`.
    pub name: &'static str,
    /// How bad a finding is. Only errors fail compilation.
    pub severity: Severity,
    /// What it protects.
    pub factor: Factor,
    /// What it finds, in one sentence.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// A description that has it, as Rust.
    pub bad: &'static str,
    /// The same description, cured.
    pub good: &'static str,
    /// How to cure it.
    pub fix: &'static str,
    /// Where the facts are from.
    pub source: &'static str,
    /// Whether a [`Waiver`] may set it aside.
    pub waivable: bool,
    /// Where it looks in a description.
    pub check: Check,
    /// How it looks at manifests, if it does.
    pub lint: Option<Lint>,
}

/// Where a rule looks, at run time.
#[derive(Clone, Copy)]
pub enum Check {
    /// At the app alone.
    Whole(for<'a> fn(&App<'a>) -> Option<Finding<'a>>),
    /// At each environment of the app, by index.
    Deployment(for<'a> fn(&App<'a>, usize) -> Option<Finding<'a>>),
    /// At each waiver of the app.
    Waiver(for<'a> fn(&App<'a>, &Waiver<'a>) -> Option<Finding<'a>>),
    /// At each service.
    Service(for<'a> fn(&App<'a>, &Service<'a>) -> Option<Finding<'a>>),
    /// At each service in each environment, by index.
    Environment(for<'a> fn(&App<'a>, &Service<'a>, usize) -> Option<Finding<'a>>),
    /// At each environment variable of each service.
    Variable(for<'a> fn(&App<'a>, &Service<'a>, &Variable<'a>) -> Option<Finding<'a>>),
    /// At each variable that a service gets, whoever sets it.
    Binding(for<'a> fn(&App<'a>, &Service<'a>, &Binding<'_, 'a>) -> Option<Finding<'a>>),
    /// At each store that a service attaches.
    Attachment(for<'a> fn(&App<'a>, &Service<'a>, &Attachment<'a>) -> Option<Finding<'a>>),
    /// At each store that a service attaches, in each environment, by index.
    Holding(for<'a> fn(&App<'a>, &Service<'a>, &Attachment<'a>, usize) -> Option<Finding<'a>>),
    /// At each call of each service.
    Call(for<'a> fn(&App<'a>, &Service<'a>, &Call<'a>) -> Option<Finding<'a>>),
    /// At the app as a whole, with an index of it.
    App(for<'i, 'a> fn(&Index<'i, 'a>, &mut Vec<Finding<'a>>)),
    /// At the findings of the other rules: waivers.
    Findings(for<'i, 'a> fn(&Index<'i, 'a>, &check::Outcome<'a>, &mut Vec<Finding<'a>>)),
    /// Nowhere: a description cannot express it.
    Unrepresentable,
    /// At several of these.
    Each(&'static [Check]),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Whole(_) => "whole",
            Self::Deployment(_) => "deployment",
            Self::Waiver(_) => "waiver",
            Self::Service(_) => "service",
            Self::Environment(_) => "environment",
            Self::Variable(_) => "variable",
            Self::Binding(_) => "binding",
            Self::Attachment(_) => "attachment",
            Self::Holding(_) => "holding",
            Self::Call(_) => "call",
            Self::App(_) => "app",
            Self::Findings(_) => "findings",
            Self::Unrepresentable => "unrepresentable",
            Self::Each(_) => "each",
        })
    }
}

/// Every rule, by id.
pub static RULES: &[&Rule] = &[
    &waiver_of_unknown_rule::RULE,
    &waiver_of_fixed_rule::RULE,
    &waiver_without_reason::RULE,
    &waiver_in_unknown_environment::RULE,
    &expired_waiver::RULE,
    &unused_waiver::RULE,
    &waiver_at_unknown_place::RULE,
    &env_fork_of_template::RULE,
    &git_module_unpinned::RULE,
    &registry_module_unversioned::RULE,
    &no_release_provenance::RULE,
    &image_latest::RULE,
    &image_no_digest::RULE,
    &mutable_ecr_tags::RULE,
    &third_party_registry_runtime::RULE,
    &provider_unpinned::RULE,
    &cpu_arch_implicit::RULE,
    &floating_engine_version::RULE,
    &floating_platform_version::RULE,
    &root_user::RULE,
    &unpinned_download::RULE,
    &lockfile_not_copied::RULE,
    &plaintext_secret_env::RULE,
    &credential_in_url::RULE,
    &secret_param_no_noecho::RULE,
    &secret_param_default::RULE,
    &config_keyed_by_env_name::RULE,
    &branch_on_env_name::RULE,
    &env_group_var_only::RULE,
    &account_or_region_literal::RULE,
    &config_baked_in_image::RULE,
    &hardcoded_endpoint::RULE,
    &in_task_backing_service::RULE,
    &legacy_links::RULE,
    &sidecar_localhost_dependency::RULE,
    &managed_db_credentials::RULE,
    &backing_service_substituted_in_dev::RULE,
    &build_at_run::RULE,
    &build_in_userdata::RULE,
    &pipeline_without_stages::RULE,
    &prod_deploy_without_staging::RULE,
    &release_not_identifiable::RULE,
    &rebuilt_per_env::RULE,
    &taskdef_ignored::RULE,
    &environments_in_one_stack::RULE,
    &sticky_sessions::RULE,
    &host_bind_volume::RULE,
    &docker_socket::RULE,
    &writable_rootfs::RULE,
    &image_volume::RULE,
    &privileged_container::RULE,
    &static_host_port::RULE,
    &lb_port_not_exposed::RULE,
    &host_network::RULE,
    &port_env_mismatch::RULE,
    &healthcheck_port_mismatch::RULE,
    &no_autoscaling::RULE,
    &single_task::RULE,
    &no_resource_limits::RULE,
    &desired_count_fights_scaler::RULE,
    &process_manager_in_container::RULE,
    &asg_fixed_one::RULE,
    &impossible_scale::RULE,
    &memory_above_limit::RULE,
    &containers_above_task::RULE,
    &no_such_fargate_size::RULE,
    &no_health_check::RULE,
    &no_stop_timeout::RULE,
    &drain_longer_than_stop::RULE,
    &shell_wrapped_pid1::RULE,
    &lb_no_grace_period::RULE,
    &asg_ec2_health_behind_lb::RULE,
    &spot_without_drain::RULE,
    &key_missing_in_env::RULE,
    &resource_set_differs::RULE,
    &engine_version_skew::RULE,
    &engine_differs::RULE,
    &type_skew::RULE,
    &env_conditional_resource::RULE,
    &env_var_names_differ::RULE,
    &secret_vs_plain::RULE,
    &health_log_deploy_config_differs::RULE,
    &cpu_memory_ratio_differs::RULE,
    &topology_differs::RULE,
    &resilience_only_differs::RULE,
    &prod_not_largest::RULE,
    &allow_entry_stale::RULE,
    &release_gap::RULE,
    &verification_below_floor::RULE,
    &verification_capacity_below_floor::RULE,
    &production_logs_shorter::RULE,
    &production_backups_shorter::RULE,
    &iam_actions_differ::RULE,
    &security_differs::RULE,
    &pipeline_stages_differ::RULE,
    &deployment_strategy_differs::RULE,
    &admin_tasks_differ::RULE,
    &undeclared_difference::RULE,
    &no_log_config::RULE,
    &local_log_driver::RULE,
    &no_retention::RULE,
    &log_file_mount::RULE,
    &no_stream_prefix::RULE,
    &log_mode_implicit::RULE,
    &shared_log_stream::RULE,
    &short_retention_in_production::RULE,
    &firelens_without_router::RULE,
    &fargate_log_driver::RULE,
    &odd_awslogs_options::RULE,
    &unaccepted_retention::RULE,
    &misspelled_log_group::RULE,
    &silent_log_router::RULE,
    &migrate_at_start::RULE,
    &ssh_admin::RULE,
    &exec_always_on_prod::RULE,
    &admin_image_differs::RULE,
    &cron_in_container::RULE,
    &scheduled_task_no_dlq::RULE,
    &migration_by_provisioner::RULE,
    &single_az_service::RULE,
    &store_single_az::RULE,
    &no_circuit_breaker::RULE,
    &min_healthy_below_100::RULE,
    &no_deploy_alarm::RULE,
    &bluegreen_incomplete::RULE,
    &queue_no_dlq::RULE,
    &async_no_failure_dest::RULE,
    &visibility_below_timeout::RULE,
    &no_alarm::RULE,
    &no_container_insights::RULE,
    &no_tracing::RULE,
    &health_path_is_root::RULE,
    &stateful_store_deletable::RULE,
    &public_task::RULE,
    &missing_owner::RULE,
    &short_backups_in_production::RULE,
    &fixed_store_name::RULE,
    &digest_resolution_off::RULE,
    &unwatched_public_balancer::RULE,
    &shared_build_project::RULE,
    &branch_without_timeout::RULE,
    &route_without_authorizer::RULE,
    &unlimited_api_stage::RULE,
    &several_public_entries::RULE,
    &broken_deadline_budget::RULE,
    &dlq_no_alarm::RULE,
    &reachable_worker::RULE,
    &mutable_event_table::RULE,
    &table_without_recovery::RULE,
    &call_without_timeout::RULE,
    &stacked_retries::RULE,
    &oversized_stack::RULE,
    &service_with_many_stores::RULE,
    &pool_exceeds_connections::RULE,
    &wildcard_permission::RULE,
    &unscoped_pass_role::RULE,
    &role_for_anyone::RULE,
    &allowed_by_exclusion::RULE,
    &oidc_without_subject::RULE,
    &privilege_escalation::RULE,
    &shared_execution_role::RULE,
    &subscription_no_redrive::RULE,
    &open_service_principal::RULE,
    &public_balancer_without_firewall::RULE,
    &essential_agent::RULE,
    &agent_without_restart::RULE,
    &bypassed_proxy::RULE,
    &regions_at_once::RULE,
    &mixed_discovery::RULE,
    &unordered_connect_client::RULE,
    &shared_database::RULE,
    &shared_task_role::RULE,
    &shared_security_group::RULE,
    &sync_chain_too_deep::RULE,
    &shared_queue_consumers::RULE,
    &direct_table_access::RULE,
    &smart_pipe::RULE,
    &export_coupling::RULE,
    &call_cycle::RULE,
    &shared_queue_producers::RULE,
    &queue_without_consumer::RULE,
    &queue_without_producer::RULE,
    &store_attached_twice::RULE,
    &contract_without_provider::RULE,
    &contract_with_two_providers::RULE,
    &external_contract_served::RULE,
    &call_of_itself::RULE,
    &serving_worker::RULE,
    &worker_without_queue::RULE,
    &idle_internal_service::RULE,
    &uncalled_contract::RULE,
    &no_environment::RULE,
    &duplicate_environment::RULE,
    &no_production::RULE,
    &shared_account_and_region::RULE,
    &unknown_tools_environment::RULE,
    &public_service_without_zone::RULE,
    &too_many_environments::RULE,
    &local_state::RULE,
    &other_environments::RULE,
    &odd_name::RULE,
    &colliding_services::RULE,
    &colliding_stores::RULE,
    &reserved_name::RULE,
    &name_too_long::RULE,
    &too_many_parameters::RULE,
    &odd_variable_name::RULE,
    &duplicate_variable::RULE,
    &reserved_variable::RULE,
    &empty_value::RULE,
    &relative_health_path::RULE,
    &odd_path_pattern::RULE,
    &twice_claimed_path::RULE,
    &overlapping_paths::RULE,
    &host_outside_zone::RULE,
    &unreachable_web_service::RULE,
    &unaccepted_app_value::RULE,
    &unaccepted_store_value::RULE,
    &odd_host::RULE,
    &reserved_tag::RULE,
    &colliding_module::RULE,
    &module_host_without_zone::RULE,
    &weights_not_hundred::RULE,
    &weights_not_ignored::RULE,
    &weighted_alias_without_health::RULE,
    &bake_shorter_than_alarm::RULE,
    &uncaught_task_state::RULE,
    &schema::unknown_property::RULE,
    &schema::unknown_resource_type::RULE,
    &schema::missing_property::RULE,
    &schema::wrong_type::RULE,
    &schema::value_not_allowed::RULE,
    &schema::pattern_mismatch::RULE,
    &schema::format_mismatch::RULE,
    &schema::number_out_of_range::RULE,
    &schema::length_out_of_range::RULE,
    &schema::count_out_of_range::RULE,
    &schema::read_only_property::RULE,
    &schema::exclusive_properties::RULE,
    &schema::none_of_alternatives::RULE,
    &schema::missing_companion_property::RULE,
    &schema::duplicate_item::RULE,
    &schema::no_matching_form::RULE,
    &schema::deprecated_property::RULE,
    &undefined_name::RULE,
    &unknown_attribute::RULE,
    &foreign_container_name::RULE,
    &target_type_against_network_mode::RULE,
    &unattached_target_group::RULE,
    &service_before_listener::RULE,
    &network_configuration_against_mode::RULE,
    &unfit_for_fargate::RULE,
    &launch_type_beside_capacity_provider::RULE,
    &foreign_capacity_provider::RULE,
    &placement_on_fargate::RULE,
    &daemon_with_replica_settings::RULE,
    &deployment_controller_against_settings::RULE,
    &deployment_without_room::RULE,
    &traffic_shift_incomplete::RULE,
    &codedeploy_group_not_for_ecs::RULE,
    &duplicate_rule_priority::RULE,
    &shadowed_listener_rule::RULE,
    &weightless_forward::RULE,
    &redirect_to_itself::RULE,
    &health_timeout_over_interval::RULE,
    &odd_container_check::RULE,
    &grace_below_start_period::RULE,
    &undeclared_volume::RULE,
    &unmounted_volume::RULE,
    &efs_without_transit_encryption::RULE,
    &doubly_mounted_path::RULE,
    &host_volume_on_fargate::RULE,
    &dependency_on_missing_container::RULE,
    &dependency_cycle::RULE,
    &impossible_dependency_condition::RULE,
    &grpc_over_http1::RULE,
    &no_essential_container::RULE,
    &duplicate_container_name::RULE,
    &shared_port::RULE,
    &foreign_port_name::RULE,
    &duplicate_port_name::RULE,
    &discovery_name_taken::RULE,
    &service_connect_without_namespace::RULE,
    &long_stop_on_fargate::RULE,
    &count_outside_range::RULE,
    &scaling_dimension_mismatch::RULE,
    &policies_of_one_metric::RULE,
    &target_protocol_against_listener::RULE,
    &host_port_differs::RULE,
    &visibility_below_stop::RULE,
    &unknown_tls_policy::RULE,
    &weak_tls_policy::RULE,
    &default_tls_policy::RULE,
    &listener_without_certificate::RULE,
    &tls_setting_on_plain_listener::RULE,
    &plain_public_listener::RULE,
    &no_redirect_listener::RULE,
    &weak_cloudfront_protocol::RULE,
    &unknown_balancer_attribute::RULE,
    &attribute_of_other_balancer::RULE,
    &refused_balancer_attribute::RULE,
    &unknown_input_artifact::RULE,
    &late_artifact::RULE,
    &artifact_made_twice::RULE,
    &unused_artifact::RULE,
    &misplaced_source::RULE,
    &duplicate_stage_name::RULE,
    &single_stage_pipeline::RULE,
    &region_without_store::RULE,
    &trigger_in_old_pipeline::RULE,
    &approval_with_artifacts::RULE,
    &unknown_build_project::RULE,
    &docker_without_privilege::RULE,
    &unknown_buildspec_phase::RULE,
    &refused_schedule::RULE,
    &schedule_never_fires::RULE,
    &unknown_time_zone::RULE,
    &refused_physical_name::RULE,
    &fifo_name::RULE,
    &unknown_state::RULE,
    &unreachable_state::RULE,
    &endless_machine::RULE,
    &choice_without_default::RULE,
    &conflicting_transition::RULE,
    &refused_retry::RULE,
    &refused_state::RULE,
    &service_out_of_reach::RULE,
    &store_out_of_reach::RULE,
    &open_store_port::RULE,
    &app_mesh::RULE,
    &copilot_template::RULE,
    &app_runner::RULE,
    &ended_lambda_runtime::RULE,
    &codedeploy_for_ecs::RULE,
    &schema::provider_too_old::RULE,
    &ended_engine_version::RULE,
    &ended_build_image::RULE,
    &ended_ecs_ami::RULE,
];

/// The rule with this id or name.
pub fn find(id_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.id.eq_ignore_ascii_case(id_or_name) || rule.name == id_or_name)
        .copied()
}
