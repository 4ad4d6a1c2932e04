//! The rules: one file each, with its id, its explanation, its predicate and where it looks.
//!
//! A rule stands in the folder of its block, which is the first two digits of its id: the twelve
//! factors (`config`, `logs`, …), `environments` for parity, `resilience` and `patterns` (FW20 to
//! FW23), `services` (FW30), `description` (FW40), `deployments` (FW50), `schema` (FW60), `ecs` and
//! `consistency` (FW61), `end_of_life` (FW70), `waivers` (FW00).
//!
//! A rule judges the same plain values wherever they come from. The compiler runs it while a
//! description is evaluated (`rules/constant.rs`), `check` runs it at run time (`rules/check.rs`),
//! and the linter runs its predicate on manifests ([`lint`]). The walks are separate because
//! constant evaluation has loops and a fixed buffer, and run time has maps and no limit; a test feeds
//! both the same descriptions and wants equal findings.
//!
//! # Adding a rule
//! 1. Write `rules/<block>/<name>.rs` with a `static RULE` and a `judge`, name it in
//!    `rules/<block>.rs`, and add it to [`RULES`] in the order of ids.
//! 2. If it is an error, make `judge` const and add it to the walk in `rules/constant.rs`.
//! 3. Add a bad description and its cure to `tests/rules/cases/`, and what the compiler says to
//!    `tests/compile_fail/`.
//! 4. If manifests can break it, give it a [`Lint`] that calls the same predicate, and a folder of
//!    fixtures in `tests/lint/rules/`. If only manifests can, it is [`Check::Unrepresentable`].
//!    Rules that one walk can judge together are a [`lint::Family`], like those of the schemas. One
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
mod script;

mod admin_processes;
mod backing_services;
mod build_release_run;
mod codebase;
mod concurrency;
mod config;
mod consistency;
mod dependencies;
mod deployments;
mod description;
mod disposability;
mod ecs;
mod end_of_life;
mod environments;
mod logs;
mod patterns;
mod port_binding;
mod processes;
mod resilience;
mod schema;
mod services;
mod waivers;

pub use binding::Binding;
pub use calls::{CallGraph, Step};
pub use check::{Claim, Index, Outcome};
#[cfg(feature = "cli")]
pub(crate) use dependencies::unlisted_base_image;
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
    /// At each pipeline of the app, by its position.
    Pipeline(for<'a> fn(&App<'a>, usize) -> Option<Finding<'a>>),
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
            Self::Pipeline(_) => "pipeline",
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
    &waivers::waiver_of_unknown_rule::RULE,
    &waivers::waiver_of_fixed_rule::RULE,
    &waivers::waiver_without_reason::RULE,
    &waivers::waiver_in_unknown_environment::RULE,
    &waivers::expired_waiver::RULE,
    &waivers::unused_waiver::RULE,
    &waivers::waiver_at_unknown_place::RULE,
    &codebase::env_fork_of_template::RULE,
    &codebase::git_module_unpinned::RULE,
    &codebase::registry_module_unversioned::RULE,
    &codebase::two_apps_one_repo_image::RULE,
    &codebase::no_release_provenance::RULE,
    &dependencies::image_latest::RULE,
    &dependencies::image_no_digest::RULE,
    &dependencies::mutable_ecr_tags::RULE,
    &dependencies::third_party_registry_runtime::RULE,
    &dependencies::provider_unpinned::RULE,
    &dependencies::cpu_arch_implicit::RULE,
    &dependencies::floating_engine_version::RULE,
    &dependencies::floating_platform_version::RULE,
    &dependencies::root_user::RULE,
    &dependencies::unpinned_download::RULE,
    &dependencies::lockfile_not_copied::RULE,
    &dependencies::no_user::RULE,
    &dependencies::unlisted_base_image::RULE,
    &config::plaintext_secret_env::RULE,
    &config::credential_in_url::RULE,
    &config::secret_param_no_noecho::RULE,
    &config::secret_param_default::RULE,
    &config::config_keyed_by_env_name::RULE,
    &config::branch_on_env_name::RULE,
    &config::env_group_var_only::RULE,
    &config::account_or_region_literal::RULE,
    &config::config_baked_in_image::RULE,
    &config::shared_config_object::RULE,
    &backing_services::hardcoded_endpoint::RULE,
    &backing_services::in_task_backing_service::RULE,
    &backing_services::legacy_links::RULE,
    &backing_services::sidecar_localhost_dependency::RULE,
    &backing_services::managed_db_credentials::RULE,
    &backing_services::backing_service_substituted_in_dev::RULE,
    &build_release_run::build_at_run::RULE,
    &build_release_run::build_in_userdata::RULE,
    &build_release_run::pipeline_without_stages::RULE,
    &build_release_run::prod_deploy_without_staging::RULE,
    &build_release_run::release_not_identifiable::RULE,
    &build_release_run::rebuilt_per_env::RULE,
    &build_release_run::taskdef_ignored::RULE,
    &build_release_run::environments_in_one_stack::RULE,
    &processes::sticky_sessions::RULE,
    &processes::host_bind_volume::RULE,
    &processes::docker_socket::RULE,
    &processes::writable_rootfs::RULE,
    &processes::image_volume::RULE,
    &processes::shared_efs_between_services::RULE,
    &processes::privileged_container::RULE,
    &port_binding::static_host_port::RULE,
    &port_binding::lb_port_not_exposed::RULE,
    &port_binding::host_network::RULE,
    &port_binding::port_env_mismatch::RULE,
    &port_binding::healthcheck_port_mismatch::RULE,
    &port_binding::dockerfile_no_expose::RULE,
    &concurrency::no_autoscaling::RULE,
    &concurrency::single_task::RULE,
    &concurrency::no_resource_limits::RULE,
    &concurrency::multi_process_task::RULE,
    &concurrency::desired_count_fights_scaler::RULE,
    &concurrency::process_manager_in_container::RULE,
    &concurrency::asg_fixed_one::RULE,
    &concurrency::impossible_scale::RULE,
    &concurrency::memory_above_limit::RULE,
    &concurrency::containers_above_task::RULE,
    &concurrency::no_such_fargate_size::RULE,
    &disposability::no_health_check::RULE,
    &disposability::no_stop_timeout::RULE,
    &disposability::drain_longer_than_stop::RULE,
    &disposability::no_init::RULE,
    &disposability::shell_wrapped_pid1::RULE,
    &disposability::lb_no_grace_period::RULE,
    &disposability::asg_ec2_health_behind_lb::RULE,
    &disposability::spot_without_drain::RULE,
    &environments::key_missing_in_env::RULE,
    &environments::resource_set_differs::RULE,
    &environments::engine_version_skew::RULE,
    &environments::engine_differs::RULE,
    &environments::type_skew::RULE,
    &environments::env_conditional_resource::RULE,
    &environments::env_var_names_differ::RULE,
    &environments::secret_vs_plain::RULE,
    &environments::health_log_deploy_config_differs::RULE,
    &environments::cpu_memory_ratio_differs::RULE,
    &environments::topology_differs::RULE,
    &environments::resilience_only_differs::RULE,
    &environments::prod_not_largest::RULE,
    &environments::allow_entry_stale::RULE,
    &environments::release_gap::RULE,
    &environments::verification_below_floor::RULE,
    &environments::verification_capacity_below_floor::RULE,
    &environments::production_logs_shorter::RULE,
    &environments::production_backups_shorter::RULE,
    &environments::iam_actions_differ::RULE,
    &environments::security_differs::RULE,
    &environments::pipeline_stages_differ::RULE,
    &environments::deployment_strategy_differs::RULE,
    &environments::admin_tasks_differ::RULE,
    &environments::undeclared_difference::RULE,
    &environments::time_gap::RULE,
    &environments::commit_gap::RULE,
    &logs::no_log_config::RULE,
    &logs::local_log_driver::RULE,
    &logs::no_retention::RULE,
    &logs::log_file_mount::RULE,
    &logs::no_stream_prefix::RULE,
    &logs::log_mode_implicit::RULE,
    &logs::shared_log_stream::RULE,
    &logs::short_retention_in_production::RULE,
    &logs::firelens_without_router::RULE,
    &logs::fargate_log_driver::RULE,
    &logs::odd_awslogs_options::RULE,
    &logs::unaccepted_retention::RULE,
    &logs::misspelled_log_group::RULE,
    &logs::silent_log_router::RULE,
    &admin_processes::migrate_at_start::RULE,
    &admin_processes::ssh_admin::RULE,
    &admin_processes::exec_always_on_prod::RULE,
    &admin_processes::admin_image_differs::RULE,
    &admin_processes::cron_in_container::RULE,
    &admin_processes::scheduled_task_no_dlq::RULE,
    &admin_processes::migration_by_provisioner::RULE,
    &admin_processes::colliding_admin_process::RULE,
    &admin_processes::destructive_migration_in_split_release::RULE,
    &resilience::single_az_service::RULE,
    &resilience::store_single_az::RULE,
    &resilience::no_circuit_breaker::RULE,
    &resilience::min_healthy_below_100::RULE,
    &resilience::no_deploy_alarm::RULE,
    &resilience::bluegreen_incomplete::RULE,
    &resilience::queue_no_dlq::RULE,
    &resilience::async_no_failure_dest::RULE,
    &resilience::visibility_below_timeout::RULE,
    &resilience::no_alarm::RULE,
    &resilience::no_container_insights::RULE,
    &resilience::no_tracing::RULE,
    &resilience::health_path_is_root::RULE,
    &resilience::stateful_store_deletable::RULE,
    &resilience::public_task::RULE,
    &resilience::missing_owner::RULE,
    &resilience::short_backups_in_production::RULE,
    &resilience::fixed_store_name::RULE,
    &resilience::digest_resolution_off::RULE,
    &resilience::unwatched_public_balancer::RULE,
    &resilience::shared_build_project::RULE,
    &patterns::branch_without_timeout::RULE,
    &patterns::route_without_authorizer::RULE,
    &patterns::unlimited_api_stage::RULE,
    &patterns::several_public_entries::RULE,
    &patterns::broken_deadline_budget::RULE,
    &patterns::dlq_no_alarm::RULE,
    &patterns::reachable_worker::RULE,
    &patterns::mutable_event_table::RULE,
    &patterns::table_without_recovery::RULE,
    &patterns::call_without_timeout::RULE,
    &patterns::stacked_retries::RULE,
    &patterns::oversized_stack::RULE,
    &patterns::service_with_many_stores::RULE,
    &patterns::pool_exceeds_connections::RULE,
    &patterns::wildcard_permission::RULE,
    &patterns::unscoped_pass_role::RULE,
    &patterns::role_for_anyone::RULE,
    &patterns::allowed_by_exclusion::RULE,
    &patterns::oidc_without_subject::RULE,
    &patterns::privilege_escalation::RULE,
    &patterns::shared_execution_role::RULE,
    &patterns::subscription_no_redrive::RULE,
    &patterns::open_service_principal::RULE,
    &patterns::public_balancer_without_firewall::RULE,
    &patterns::essential_agent::RULE,
    &patterns::agent_without_restart::RULE,
    &patterns::bypassed_proxy::RULE,
    &patterns::regions_at_once::RULE,
    &patterns::mixed_discovery::RULE,
    &patterns::unordered_connect_client::RULE,
    &services::shared_database::RULE,
    &services::shared_task_role::RULE,
    &services::shared_security_group::RULE,
    &services::sync_chain_too_deep::RULE,
    &services::shared_queue_consumers::RULE,
    &services::direct_table_access::RULE,
    &services::smart_pipe::RULE,
    &services::export_coupling::RULE,
    &services::call_cycle::RULE,
    &services::shared_queue_producers::RULE,
    &services::queue_without_consumer::RULE,
    &services::queue_without_producer::RULE,
    &services::store_attached_twice::RULE,
    &services::contract_without_provider::RULE,
    &services::contract_with_two_providers::RULE,
    &services::external_contract_served::RULE,
    &services::call_of_itself::RULE,
    &services::serving_worker::RULE,
    &services::worker_without_queue::RULE,
    &services::idle_internal_service::RULE,
    &services::uncalled_contract::RULE,
    &description::no_environment::RULE,
    &description::duplicate_environment::RULE,
    &description::no_production::RULE,
    &description::shared_account_and_region::RULE,
    &description::unknown_tools_environment::RULE,
    &description::public_service_without_zone::RULE,
    &description::too_many_environments::RULE,
    &description::local_state::RULE,
    &description::other_environments::RULE,
    &description::odd_name::RULE,
    &description::colliding_services::RULE,
    &description::colliding_stores::RULE,
    &description::reserved_name::RULE,
    &description::name_too_long::RULE,
    &description::too_many_parameters::RULE,
    &description::odd_variable_name::RULE,
    &description::duplicate_variable::RULE,
    &description::reserved_variable::RULE,
    &description::empty_value::RULE,
    &description::relative_health_path::RULE,
    &description::odd_path_pattern::RULE,
    &description::twice_claimed_path::RULE,
    &description::overlapping_paths::RULE,
    &description::host_outside_zone::RULE,
    &description::unreachable_web_service::RULE,
    &description::unaccepted_app_value::RULE,
    &description::unaccepted_store_value::RULE,
    &description::odd_host::RULE,
    &description::reserved_tag::RULE,
    &description::colliding_module::RULE,
    &description::module_host_without_zone::RULE,
    &description::impossible_takeover::RULE,
    &description::partly_shared_host::RULE,
    &deployments::weights_not_hundred::RULE,
    &deployments::weights_not_ignored::RULE,
    &deployments::weighted_alias_without_health::RULE,
    &deployments::bake_shorter_than_alarm::RULE,
    &deployments::uncaught_task_state::RULE,
    &deployments::impossible_strategy::RULE,
    &deployments::shift_without_balancer::RULE,
    &deployments::request_scaling_while_shifting::RULE,
    &deployments::alarms_on_one_side::RULE,
    &deployments::numbers_of_other_strategy::RULE,
    &deployments::pipeline_of_unknown_service::RULE,
    &deployments::skipped_environment::RULE,
    &deployments::unapproved_production::RULE,
    &deployments::second_pipeline::RULE,
    &deployments::unseen_paths::RULE,
    &deployments::pipeline_across_regions::RULE,
    &deployments::misplaced_image_tag::RULE,
    &deployments::pipeline_name_too_long::RULE,
    &deployments::unfiltered_pipeline::RULE,
    &deployments::service_without_pipeline::RULE,
    &deployments::unwritten_back_end::RULE,
    &deployments::repeated_step::RULE,
    &deployments::foreign_runner::RULE,
    &deployments::unheard_topic::RULE,
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
    &schema::undefined_name::RULE,
    &schema::unknown_attribute::RULE,
    &schema::undeclared_name::RULE,
    &ecs::foreign_container_name::RULE,
    &ecs::target_type_against_network_mode::RULE,
    &ecs::unattached_target_group::RULE,
    &ecs::service_before_listener::RULE,
    &ecs::network_configuration_against_mode::RULE,
    &ecs::unfit_for_fargate::RULE,
    &ecs::launch_type_beside_capacity_provider::RULE,
    &ecs::foreign_capacity_provider::RULE,
    &ecs::placement_on_fargate::RULE,
    &ecs::daemon_with_replica_settings::RULE,
    &ecs::deployment_controller_against_settings::RULE,
    &ecs::deployment_without_room::RULE,
    &ecs::traffic_shift_incomplete::RULE,
    &ecs::codedeploy_group_not_for_ecs::RULE,
    &ecs::duplicate_rule_priority::RULE,
    &ecs::shadowed_listener_rule::RULE,
    &ecs::weightless_forward::RULE,
    &ecs::redirect_to_itself::RULE,
    &ecs::health_timeout_over_interval::RULE,
    &ecs::odd_container_check::RULE,
    &ecs::grace_below_start_period::RULE,
    &ecs::undeclared_volume::RULE,
    &ecs::unmounted_volume::RULE,
    &ecs::efs_without_transit_encryption::RULE,
    &ecs::doubly_mounted_path::RULE,
    &ecs::host_volume_on_fargate::RULE,
    &ecs::dependency_on_missing_container::RULE,
    &ecs::dependency_cycle::RULE,
    &ecs::impossible_dependency_condition::RULE,
    &ecs::grpc_over_http1::RULE,
    &ecs::no_essential_container::RULE,
    &ecs::duplicate_container_name::RULE,
    &ecs::shared_port::RULE,
    &ecs::foreign_port_name::RULE,
    &ecs::duplicate_port_name::RULE,
    &ecs::discovery_name_taken::RULE,
    &ecs::service_connect_without_namespace::RULE,
    &ecs::long_stop_on_fargate::RULE,
    &ecs::count_outside_range::RULE,
    &ecs::scaling_dimension_mismatch::RULE,
    &ecs::policies_of_one_metric::RULE,
    &ecs::target_protocol_against_listener::RULE,
    &ecs::host_port_differs::RULE,
    &ecs::visibility_below_stop::RULE,
    &consistency::unknown_tls_policy::RULE,
    &consistency::weak_tls_policy::RULE,
    &consistency::default_tls_policy::RULE,
    &consistency::listener_without_certificate::RULE,
    &consistency::tls_setting_on_plain_listener::RULE,
    &consistency::plain_public_listener::RULE,
    &consistency::no_redirect_listener::RULE,
    &consistency::weak_cloudfront_protocol::RULE,
    &consistency::unknown_balancer_attribute::RULE,
    &consistency::attribute_of_other_balancer::RULE,
    &consistency::refused_balancer_attribute::RULE,
    &consistency::unknown_input_artifact::RULE,
    &consistency::late_artifact::RULE,
    &consistency::artifact_made_twice::RULE,
    &consistency::unused_artifact::RULE,
    &consistency::misplaced_source::RULE,
    &consistency::duplicate_stage_name::RULE,
    &consistency::single_stage_pipeline::RULE,
    &consistency::region_without_store::RULE,
    &consistency::trigger_in_old_pipeline::RULE,
    &consistency::approval_with_artifacts::RULE,
    &consistency::unknown_build_project::RULE,
    &consistency::docker_without_privilege::RULE,
    &consistency::unknown_buildspec_phase::RULE,
    &consistency::refused_schedule::RULE,
    &consistency::schedule_never_fires::RULE,
    &consistency::unknown_time_zone::RULE,
    &consistency::refused_physical_name::RULE,
    &consistency::fifo_name::RULE,
    &consistency::unknown_state::RULE,
    &consistency::unreachable_state::RULE,
    &consistency::endless_machine::RULE,
    &consistency::choice_without_default::RULE,
    &consistency::conflicting_transition::RULE,
    &consistency::refused_retry::RULE,
    &consistency::refused_state::RULE,
    &consistency::service_out_of_reach::RULE,
    &consistency::store_out_of_reach::RULE,
    &consistency::open_store_port::RULE,
    &end_of_life::app_mesh::RULE,
    &end_of_life::copilot_template::RULE,
    &end_of_life::app_runner::RULE,
    &end_of_life::ended_lambda_runtime::RULE,
    &end_of_life::codedeploy_for_ecs::RULE,
    &schema::provider_too_old::RULE,
    &end_of_life::ended_engine_version::RULE,
    &end_of_life::ended_build_image::RULE,
    &end_of_life::ended_ecs_ami::RULE,
];

/// The rule with this id or name.
pub fn find(id_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.id.eq_ignore_ascii_case(id_or_name) || rule.name == id_or_name)
        .copied()
}
