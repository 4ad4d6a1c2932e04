//! What may differ between environments: a property of a resource's kind and row.
//!
//! | class | what | such as |
//! |---|---|---|
//! | free | what says where and who, not what | names, ARNs, hosts, networks, secrets, thresholds |
//! | ordered | how much of it: production has the most | counts, sizes, retention, zones |
//! | equal | everything else | engines, versions, ports, health checks, strategies |
//!
//! A property that the table does not name must be equal.

pub use super::key::class_of_key;

/// What may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It may differ as it likes.
    Free,
    /// It may differ, but production has the most.
    Ordered(Topic),
    /// It is the same everywhere.
    Equal(Topic),
}

/// What a value is about: each topic has its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What an engine, a runtime or a platform is called.
    Engine,
    /// Which version of it.
    Version,
    /// Health checks, logs, timeouts.
    Operation,
    /// How a release is rolled out.
    Deployment,
    /// Which image or artifact is run.
    Image,
    /// Which variables there are.
    Variable,
    /// CPU and memory of a task.
    Task,
    /// Sizes and counts.
    Size,
    /// Zones, backups, retention.
    Resilience,
    /// What a role may do.
    Permission,
    /// Encryption, TLS, authentication.
    Security,
    /// Stages of a pipeline.
    Pipeline,
    /// Schedules and commands of administration.
    Administration,
    /// The platform version of Fargate.
    Platform,
    /// Anything else.
    Other,
}

use Class::{Equal, Free, Ordered};
use Topic::{
    Administration, Deployment, Engine, Image, Operation, Permission, Pipeline, Platform,
    Resilience, Security, Size, Task, Variable, Version,
};

/// Kind, start of the path below the resource (`*` for an element of a list), class. The longest
/// start counts; of two alike, the one of the kind.
const TABLE: &[(&str, &str, Class)] = &[
    // What has the same name in many kinds.
    ("*", "tags", Free),
    ("*", "tags_all", Free),
    ("*", "name", Free),
    ("*", "name_prefix", Free),
    ("*", "identifier", Free),
    ("*", "description", Free),
    ("*", "comment", Free),
    ("*", "family", Free),
    ("*", "bucket", Free),
    ("*", "subnets", Free),
    ("*", "subnet_mapping", Free),
    ("*", "availability_zone", Free),
    ("*", "availability_zones", Free),
    ("*", "security_groups", Free),
    ("*", "role", Free),
    ("*", "user_data", Free),
    ("*", "user_data_base64", Free),
    ("*", "force_destroy", Free),
    ("*", "force_delete", Free),
    ("*", "apply_immediately", Free),
    ("*", "final_snapshot_identifier", Free),
    ("*", "snapshot_identifier", Free),
    ("*", "skip_final_snapshot", Ordered(Resilience)),
    ("*", "deletion_protection", Ordered(Resilience)),
    ("*", "deletion_protection_enabled", Ordered(Resilience)),
    ("*", "enable_deletion_protection", Ordered(Resilience)),
    ("*", "backup_retention_period", Ordered(Resilience)),
    ("*", "retention_in_days", Ordered(Resilience)),
    ("*", "multi_az", Ordered(Resilience)),
    ("*", "recovery_window_in_days", Ordered(Resilience)),
    ("*", "deletion_window_in_days", Ordered(Resilience)),
    ("*", "engine", Equal(Engine)),
    ("*", "engine_mode", Equal(Engine)),
    ("*", "engine_version", Equal(Version)),
    ("*", "runtime", Equal(Version)),
    ("*", "storage_encrypted", Equal(Security)),
    ("*", "encrypted", Equal(Security)),
    ("*", "publicly_accessible", Equal(Security)),
    ("*", "instance_type", Ordered(Size)),
    ("*", "instance_class", Ordered(Size)),
    ("*", "allocated_storage", Ordered(Size)),
    ("*", "max_allocated_storage", Ordered(Size)),
    ("*", "iops", Ordered(Size)),
    ("*", "storage_throughput", Ordered(Size)),
    ("*", "storage_type", Free),
    ("*", "username", Free),
    ("*", "password", Free),
    ("*", "master_username", Free),
    ("*", "master_password", Free),
    ("*", "preferred_backup_window", Free),
    ("*", "preferred_maintenance_window", Free),
    ("*", "backup_window", Free),
    ("*", "maintenance_window", Free),
    ("*", "performance_insights_retention_period", Ordered(Resilience)),
    ("*", "monitoring_interval", Free),
    ("*", "policy", Equal(Permission)),
    ("*", "assume_role_policy", Equal(Permission)),
    ("*", "inline_policy", Equal(Permission)),
    ("*", "managed_policy_arns", Equal(Permission)),
    ("*", "ingress", Free),
    ("*", "egress", Free),
    // Certificates, names and networks.
    ("acm/certificate", "domain_name", Free),
    ("acm/certificate", "subject_alternative_names", Free),
    ("acm/certificate", "validation_domain_name", Free),
    ("acm/certificate", "options_certificate_transparency_logging_preference", Free),
    ("ec2/eip", "", Free),
    ("ec2/nat-gateway", "", Free),
    ("ec2/route", "", Free),
    ("ec2/subnet", "", Free),
    ("ec2/subnet", "map_public_ip_on_launch", Equal(Security)),
    ("ec2/security-group", "ingress", Equal(Other)),
    ("ec2/security-group", "egress", Equal(Other)),
    ("ec2/security-group", "inline_ingress", Equal(Other)),
    ("ec2/security-group", "inline_egress", Equal(Other)),
    ("ec2/vpc", "cidr_block", Free),
    ("ec2/vpc", "ipv4_netmask_length", Free),
    ("ec2/ingress-rule", "cidr_ipv4", Free),
    ("ec2/ingress-rule", "cidr_ipv6", Free),
    ("ec2/egress-rule", "cidr_ipv4", Free),
    ("ec2/egress-rule", "cidr_ipv6", Free),
    ("ec2/security-group-rule", "cidr_blocks", Free),
    ("ec2/security-group-rule", "ipv6_cidr_blocks", Free),
    ("ec2/flow-log", "log_destination", Free),
    ("ec2/instance", "ami", Free),
    ("ec2/instance", "private_ip", Free),
    ("ec2/instance", "disable_api_termination", Ordered(Resilience)),
    ("ec2/launch-template", "block_device_mappings", Free),
    ("route53/record", "records", Free),
    ("route53/record", "alias", Free),
    ("route53/record", "alias.evaluate_target_health", Equal(Operation)),
    ("route53/record", "ttl", Free),
    ("route53/record", "weighted_routing_policy_weight", Free),
    ("route53/zone", "", Free),
    ("route53/health-check", "fqdn", Free),
    ("route53/health-check", "ip_address", Free),
    ("route53/health-check", "regions", Free),
    // Scaling.
    ("applicationautoscaling/target", "min_capacity", Ordered(Size)),
    ("applicationautoscaling/target", "max_capacity", Ordered(Size)),
    ("applicationautoscaling/target", "scheduled_action", Free),
    ("applicationautoscaling/target", "resource_id", Free),
    (
        "applicationautoscaling/policy",
        "target_tracking_scaling_policy_configuration.target_value",
        Free,
    ),
    (
        "applicationautoscaling/policy",
        "target_tracking_scaling_policy_configuration.scale_in_cooldown",
        Free,
    ),
    (
        "applicationautoscaling/policy",
        "target_tracking_scaling_policy_configuration.scale_out_cooldown",
        Free,
    ),
    ("autoscaling/group", "min_size", Ordered(Size)),
    ("autoscaling/group", "max_size", Ordered(Size)),
    ("autoscaling/group", "desired_capacity", Ordered(Size)),
    ("autoscaling/group", "tags", Free),
    ("autoscaling/launch-configuration", "spot_price", Free),
    // Alarms: which, not when.
    ("cloudwatch/alarm", "threshold", Free),
    ("cloudwatch/alarm", "alarm_description", Free),
    ("cloudwatch/alarm", "evaluation_periods", Free),
    ("cloudwatch/alarm", "datapoints_to_alarm", Free),
    ("cloudwatch/alarm", "period", Free),
    ("cloudwatch/alarm", "alarm_actions", Free),
    ("cloudwatch/alarm", "ok_actions", Free),
    ("cloudwatch/alarm", "insufficient_data_actions", Free),
    ("cloudwatch/alarm", "actions_enabled", Free),
    ("cloudwatch/dashboard", "", Free),
    ("cloudfront/distribution", "aliases", Free),
    ("cloudfront/distribution", "price_class", Free),
    ("cloudfront/distribution", "origin", Free),
    ("cloudfront/distribution", "restrictions", Free),
    ("cloudfront/distribution", "logging_config", Free),
    ("cloudfront/distribution", "viewer_certificate.minimum_protocol_version", Equal(Security)),
    ("cloudfront/distribution", "viewer_certificate", Free),
    // How a release is rolled out.
    ("codedeploy/deployment-config", "", Equal(Deployment)),
    ("codedeploy/deployment-config", "traffic_routing_config.time_based_canary.interval", Free),
    ("codedeploy/deployment-config", "traffic_routing_config.time_based_canary.percentage", Free),
    ("codedeploy/deployment-config", "traffic_routing_config.time_based_linear.interval", Free),
    ("codedeploy/deployment-config", "traffic_routing_config.time_based_linear.percentage", Free),
    ("codedeploy/deployment-group", "", Equal(Deployment)),
    ("codedeploy/deployment-group", "load_balancer_info", Free),
    ("codedeploy/deployment-group", "ecs_service", Free),
    ("codedeploy/deployment-group", "alarm_configuration.alarms", Free),
    ("codedeploy/deployment-group", "trigger_configuration", Free),
    ("codepipeline/pipeline", "stages", Equal(Pipeline)),
    ("codepipeline/pipeline", "stages.*.actions.*.configuration", Free),
    ("codepipeline/pipeline", "stages.*.actions.*.region", Free),
    ("codepipeline/pipeline", "artifact_store", Free),
    ("codepipeline/pipeline", "artifact_stores", Free),
    ("codebuild/project", "environment.image", Equal(Version)),
    ("codebuild/project", "environment.compute_type", Ordered(Size)),
    ("codebuild/project", "environment.environment_variables", Free),
    ("codebuild/project", "source_version", Free),
    ("codebuild/project", "logs_config", Free),
    ("codebuild/project", "cache", Free),
    ("codebuild/project", "artifacts.location", Free),
    // Stores.
    ("dynamodb/table", "billing_mode", Free),
    ("dynamodb/table", "provisioned_throughput", Ordered(Size)),
    ("dynamodb/table", "read_capacity", Ordered(Size)),
    ("dynamodb/table", "write_capacity", Ordered(Size)),
    ("dynamodb/table", "on_demand_throughput", Ordered(Size)),
    ("dynamodb/table", "point_in_time_recovery", Ordered(Resilience)),
    ("dynamodb/table", "replicas", Ordered(Resilience)),
    ("dynamodb/table", "server_side_encryption", Equal(Security)),
    ("efs/file-system", "provisioned_throughput_in_mibps", Ordered(Size)),
    ("efs/file-system", "backup_policy_status", Ordered(Resilience)),
    ("efs/file-system", "lifecycle_policy", Free),
    ("efs/file-system", "policy", Equal(Permission)),
    ("efs/mount-target", "", Free),
    ("elasticache/replication-group", "node_type", Ordered(Size)),
    ("elasticache/replication-group", "num_cache_clusters", Ordered(Size)),
    ("elasticache/replication-group", "num_node_groups", Ordered(Size)),
    ("elasticache/replication-group", "replicas_per_node_group", Ordered(Size)),
    ("elasticache/replication-group", "automatic_failover_enabled", Ordered(Resilience)),
    ("elasticache/replication-group", "multi_az_enabled", Ordered(Resilience)),
    ("elasticache/replication-group", "snapshot_retention_limit", Ordered(Resilience)),
    ("elasticache/replication-group", "snapshot_window", Free),
    ("elasticache/replication-group", "auth_token", Free),
    ("elasticache/replication-group", "at_rest_encryption_enabled", Equal(Security)),
    ("elasticache/replication-group", "transit_encryption_enabled", Equal(Security)),
    ("elasticache/replication-group", "transit_encryption_mode", Equal(Security)),
    ("elasticache/replication-group", "preferred_cache_cluster_azs", Free),
    ("opensearch/domain", "cluster_config", Ordered(Size)),
    ("opensearch/domain", "encrypt_at_rest", Equal(Security)),
    ("opensearch/domain", "vpc_options", Free),
    ("rds/cluster", "database_name", Free),
    ("rds/cluster", "serverlessv2_scaling_configuration", Ordered(Size)),
    ("rds/cluster", "scaling_configuration", Ordered(Size)),
    ("rds/cluster", "db_cluster_instance_class", Ordered(Size)),
    ("rds/cluster", "delete_automated_backups", Free),
    ("rds/cluster", "database_insights_mode", Free),
    ("rds/cluster", "performance_insights_enabled", Free),
    ("rds/cluster", "iam_database_authentication_enabled", Equal(Security)),
    ("rds/cluster", "restore_to_point_in_time_source_cluster_identifier", Free),
    ("rds/instance", "db_name", Free),
    ("rds/instance", "database_insights_mode", Free),
    ("rds/instance", "performance_insights_enabled", Free),
    ("rds/instance", "delete_automated_backups", Free),
    ("rds/instance", "iam_database_authentication_enabled", Equal(Security)),
    ("rds/instance", "replicate_source_db", Free),
    ("rds/cluster-parameter-group", "family", Equal(Version)),
    ("rds/parameter-group", "family", Equal(Version)),
    ("rds/cluster-instance", "promotion_tier", Free),
    ("rds/cluster-instance", "performance_insights_enabled", Free),
    ("redshift/cluster", "node_type", Ordered(Size)),
    ("redshift/cluster", "number_of_nodes", Ordered(Size)),
    ("redshift/cluster", "cluster_version", Equal(Version)),
    ("redshift/cluster", "automated_snapshot_retention_period", Ordered(Resilience)),
    ("redshift/cluster", "database_name", Free),
    ("s3/bucket", "bucket_prefix", Free),
    ("s3/bucket", "lifecycle_rule", Free),
    ("s3/bucket", "target_bucket", Free),
    ("s3/bucket", "target_prefix", Free),
    ("s3/bucket", "cors_rule.*.allowed_origins", Free),
    ("s3/bucket", "redirect_all_requests_to", Free),
    ("s3/bucket", "versioning_configuration_status", Ordered(Resilience)),
    ("s3/bucket", "server_side_encryption_rule", Equal(Security)),
    ("s3/bucket", "block_public_acls", Equal(Security)),
    ("s3/bucket", "block_public_policy", Equal(Security)),
    ("s3/bucket", "ignore_public_acls", Equal(Security)),
    ("s3/bucket", "restrict_public_buckets", Equal(Security)),
    ("secretsmanager/secret", "secret_string", Free),
    ("secretsmanager/secret", "generate_secret_string", Free),
    ("secretsmanager/secret", "replica", Ordered(Resilience)),
    ("ssm/parameter", "value", Free),
    ("ssm/parameter", "insecure_value", Free),
    ("ssm/parameter", "type", Equal(Security)),
    ("sns/topic", "subscription", Free),
    ("sns/subscription", "endpoint", Free),
    ("sqs/queue", "message_retention_seconds", Ordered(Resilience)),
    ("sqs/queue", "sqs_managed_sse_enabled", Equal(Security)),
    ("kms/key", "enable_key_rotation", Equal(Security)),
    ("kms/key", "policy", Equal(Permission)),
    ("ecr/repository", "lifecycle_policy", Free),
    ("ecr/repository", "image_tag_mutability", Equal(Other)),
    // Containers.
    ("ecs/cluster", "default_capacity_provider_strategy", Free),
    ("ecs/cluster-capacity-providers", "default_capacity_provider_strategy", Free),
    ("ecs/service", "desired_count", Ordered(Size)),
    ("ecs/service", "capacity_provider_strategy", Free),
    ("ecs/service", "capacity_provider_strategy.*.capacity_provider", Equal(Other)),
    ("ecs/service", "platform_version", Equal(Platform)),
    ("ecs/service", "network_configuration.assign_public_ip", Equal(Security)),
    ("ecs/service", "network_configuration", Free),
    ("ecs/service", "service_connect_configuration.namespace", Free),
    ("ecs/service", "service_connect_configuration.service.*.discovery_name", Equal(Other)),
    (
        "ecs/service",
        "service_connect_configuration.service.*.client_alias.*.dns_name",
        Equal(Other),
    ),
    ("ecs/service", "deployment_controller", Equal(Deployment)),
    ("ecs/service", "deployment_circuit_breaker", Equal(Deployment)),
    ("ecs/service", "deployment_configuration_strategy", Equal(Deployment)),
    ("ecs/service", "deployment_configuration_canary_configuration", Free),
    ("ecs/service", "deployment_configuration_linear_configuration", Free),
    ("ecs/service", "deployment_configuration_bake_time_in_minutes", Free),
    ("ecs/service", "deployment_configuration_lifecycle_hooks", Equal(Deployment)),
    ("ecs/service", "deployment_minimum_healthy_percent", Equal(Deployment)),
    ("ecs/service", "deployment_maximum_percent", Equal(Deployment)),
    ("ecs/service", "alarms.alarm_names", Free),
    ("ecs/service", "alarms", Equal(Deployment)),
    ("ecs/service", "health_check_grace_period_seconds", Equal(Operation)),
    ("ecs/service", "force_new_deployment", Free),
    ("ecs/service", "enable_execute_command", Free),
    ("ecs/service", "triggers", Free),
    ("ecs/service", "wait_for_steady_state", Free),
    ("ecs/task-definition", "cpu", Equal(Task)),
    ("ecs/task-definition", "memory", Equal(Task)),
    ("ecs/task-definition", "ephemeral_storage", Ordered(Size)),
    ("ecs/task-definition", "skip_destroy", Free),
    ("ecs/task-definition", "track_latest", Free),
    ("ecs/task-definition", "volume.*.host_path", Free),
    ("ecs/task-definition", "container_definitions.*.cpu", Free),
    ("ecs/task-definition", "container_definitions.*.memory", Free),
    ("ecs/task-definition", "container_definitions.*.memory_reservation", Free),
    ("ecs/task-definition", "container_definitions.*.image", Equal(Image)),
    ("ecs/task-definition", "container_definitions.*.environment", Equal(Variable)),
    ("ecs/task-definition", "container_definitions.*.secrets", Equal(Variable)),
    ("ecs/task-definition", "container_definitions.*.environment_files", Free),
    ("ecs/task-definition", "container_definitions.*.docker_labels", Free),
    ("ecs/task-definition", "container_definitions.*.extra_hosts", Free),
    ("ecs/task-definition", "container_definitions.*.health_check", Equal(Operation)),
    ("ecs/task-definition", "container_definitions.*.stop_timeout", Equal(Operation)),
    ("ecs/task-definition", "container_definitions.*.start_timeout", Equal(Operation)),
    ("ecs/task-definition", "container_definitions.*.log_configuration", Equal(Operation)),
    ("ecs/task-definition", "container_definitions.*.log_configuration.options", Free),
    (
        "ecs/task-definition",
        "container_definitions.*.log_configuration.options.mode",
        Equal(Operation),
    ),
    ("ecs/task-definition", "container_definitions.*.log_configuration.secret_options", Free),
    ("ecs/task-definition", "container_definitions.*.readonly_root_filesystem", Equal(Security)),
    ("ecs/task-definition", "container_definitions.*.privileged", Equal(Security)),
    ("ecs/task-definition", "container_definitions.*.user", Equal(Security)),
    ("ecs/task-definition", "container_definitions.*.ulimits", Free),
    // Functions.
    ("lambda/function", "memory_size", Ordered(Size)),
    ("lambda/function", "ephemeral_storage", Ordered(Size)),
    ("lambda/function", "reserved_concurrent_executions", Ordered(Size)),
    ("lambda/function", "image_uri", Equal(Image)),
    ("lambda/function", "s3_bucket", Free),
    ("lambda/function", "s3_key", Free),
    ("lambda/function", "s3_object_version", Free),
    ("lambda/function", "filename", Free),
    ("lambda/function", "source_code_hash", Free),
    ("lambda/function", "environment", Equal(Variable)),
    ("lambda/function", "vpc_config", Free),
    ("lambda/function", "logging_config", Free),
    ("lambda/function", "timeout", Equal(Operation)),
    ("lambda/event-source-mapping", "scaling_config", Free),
    ("lambda/permission", "", Free),
    ("serverless/function", "memory_size", Ordered(Size)),
    ("serverless/function", "image_uri", Equal(Image)),
    ("serverless/function", "code_uri", Free),
    ("serverless/function", "environment", Equal(Variable)),
    ("serverless/function", "vpc_config", Free),
    ("serverless/function", "reserved_concurrent_executions", Ordered(Size)),
    // Balancers.
    ("elbv2/load-balancer", "access_logs_bucket", Free),
    ("elbv2/load-balancer", "access_logs_prefix", Free),
    ("elbv2/load-balancer", "connection_logs_bucket", Free),
    ("elbv2/load-balancer", "connection_logs_prefix", Free),
    ("elbv2/load-balancer", "minimum_load_balancer_capacity", Ordered(Size)),
    ("elbv2/listener", "ssl_policy", Equal(Security)),
    ("elbv2/listener", "default_action.*.redirect.host", Free),
    ("elbv2/listener", "default_action.*.forward.target_group.*.weight", Free),
    ("elbv2/listener", "default_action.*.authenticate_cognito", Free),
    ("elbv2/listener", "default_action.*.authenticate_oidc", Free),
    ("elbv2/listener-rule", "condition.*.host_header", Free),
    ("elbv2/listener-rule", "condition.*.source_ip", Free),
    ("elbv2/listener-rule", "condition.*.values", Free),
    ("elbv2/listener-rule", "priority", Free),
    ("elbv2/listener-rule", "action.*.redirect.host", Free),
    ("elbv2/listener-rule", "action.*.forward.target_group.*.weight", Free),
    ("elbv2/listener-rule", "action.*.authenticate_cognito", Free),
    ("elbv2/listener-rule", "action.*.authenticate_oidc", Free),
    ("elbv2/target-group", "health_check_enabled", Equal(Operation)),
    ("elbv2/target-group", "health_check_protocol", Equal(Operation)),
    ("elbv2/target-group", "health_check_port", Equal(Operation)),
    ("elbv2/target-group", "health_check_path", Equal(Operation)),
    ("elbv2/target-group", "health_check_matcher", Equal(Operation)),
    ("elbv2/target-group", "health_check_timeout", Equal(Operation)),
    ("elbv2/target-group", "health_check_interval", Equal(Operation)),
    ("elbv2/target-group", "health_check_healthy_threshold", Equal(Operation)),
    ("elbv2/target-group", "health_check_unhealthy_threshold", Equal(Operation)),
    ("elbv2/target-group", "deregistration_delay", Equal(Operation)),
    ("elbv2/target-group", "targets", Free),
    ("elb/load-balancer", "health_check", Equal(Operation)),
    ("elb/load-balancer", "instances", Free),
    ("elb/load-balancer", "access_logs", Free),
    // What runs on its own.
    ("events/rule", "schedule_expression", Equal(Administration)),
    ("events/rule", "state", Equal(Administration)),
    ("events/rule", "is_enabled", Equal(Administration)),
    ("events/rule", "targets.*.input", Equal(Administration)),
    ("events/rule", "targets.*.ecs_parameters.network_configuration", Free),
    ("events/rule", "targets.*.ecs_parameters.task_count", Free),
    ("events/target", "input", Equal(Administration)),
    ("events/target", "ecs_parameters.network_configuration", Free),
    ("events/target", "ecs_parameters.task_count", Free),
    ("scheduler/schedule", "schedule_expression", Equal(Administration)),
    ("scheduler/schedule", "state", Equal(Administration)),
    ("scheduler/schedule", "target.input", Equal(Administration)),
    ("scheduler/schedule", "target.ecs_parameters.network_configuration", Free),
    ("scheduler/schedule", "target.ecs_parameters.task_count", Free),
    ("stepfunctions/state-machine", "definition", Equal(Other)),
    // What belongs to a desk.
    ("compose-service", "", Free),
    ("image-stage", "", Free),
];

use Topic::Other;

/// Ends of names of properties that say where or who.
const IDENTITIES: [&str; 11] = [
    "_arn",
    "_arns",
    "_id",
    "_ids",
    "_cidr",
    "_cidrs",
    "_cidr_block",
    "_bucket",
    "_url",
    "_domain",
    "_subnets",
];
/// Names that end in `_name` and say what, not who.
const NAMES: [&str; 6] =
    ["container_name", "port_name", "attribute_name", "metric_name", "cookie_name", "header_name"];

/// What may differ of a property: `pattern` is its path below the resource, with dots, and with `*`
/// for an element of a list.
pub fn class_of(kind: &str, pattern: &str) -> Class {
    let is_start = |start: &str| {
        pattern
            .strip_prefix(start)
            .is_some_and(|rest| start.is_empty() || rest.is_empty() || rest.starts_with('.'))
    };
    let rows = TABLE.iter().filter(|(of, start, _)| (*of == kind || *of == "*") && is_start(start));
    let best = rows.max_by_key(|(of, start, _)| (start.len(), *of == kind));
    // A row of the whole kind is a default; what is an identity in every kind is one here too.
    match best {
        Some((_, start, class)) if !start.is_empty() => *class,
        whole => {
            let default = whole.map_or(Equal(Other), |(_, _, class)| *class);
            if is_identity(pattern) { Free } else { default }
        }
    }
}

/// Whether something inside a property may differ less than the property.
pub fn has_exceptions(kind: &str, pattern: &str) -> bool {
    let is_below =
        |start: &str| start.strip_prefix(pattern).is_some_and(|rest| rest.starts_with('.'));
    TABLE.iter().any(|(of, start, class)| *of == kind && is_below(start) && *class != Free)
}

fn is_identity(pattern: &str) -> bool {
    let mut steps = pattern.split('.').filter(|step| *step != "*");
    let is_one = |step: &str| {
        IDENTITIES.iter().any(|end| step.ends_with(end))
            || step.ends_with("_name") && !NAMES.contains(&step)
            || matches!(step, "arn" | "id" | "kms_key" | "tags" | "vpc" | "subnets")
            || step.ends_with("security_groups")
    };
    steps.any(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_say_what_may_differ() {
        let check = |kind, pattern, expected| {
            assert_eq!(class_of(kind, pattern), expected, "{kind} {pattern}");
        };
        check("rds/instance", "engine_version", Equal(Version));
        check("rds/instance", "kms_key_id", Free);
        check("ecs/service", "desired_count", Ordered(Size));
        check(
            "ecs/task-definition",
            "container_definitions.*.port_mappings.*.container_port",
            Equal(Other),
        );
        check(
            "ecs/task-definition",
            "container_definitions.*.log_configuration.log_driver",
            Equal(Operation),
        );
        check(
            "ecs/task-definition",
            "container_definitions.*.log_configuration.options.awslogs-group",
            Free,
        );
        check("elbv2/listener", "certificate_arn", Free);
        check("elbv2/target-group", "protocol", Equal(Other));
        check("ec2/subnet", "map_public_ip_on_launch", Equal(Security));
        check("ec2/subnet", "outpost_arn", Free);
        check("sqs/queue", "name", Free);
        check("sqs/queue", "fifo_queue", Equal(Other));
    }

    #[test]
    fn every_row_is_one_of_its_kind() {
        for (kind, start, _) in
            TABLE.iter().filter(|(kind, start, _)| *kind != "*" && !start.is_empty())
        {
            let Some(kind) = crate::ir::kinds::by_name(kind) else { panic!("no kind `{kind}`") };
            let first = start.split('.').next().unwrap_or_default();
            assert!(kind.row(first).is_some(), "`{}` has no `{first}`", kind.name);
        }
    }
}
