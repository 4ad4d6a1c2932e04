//! Container definitions, which Terraform takes as JSON text.
//!
//! Source of Terraform's spelling, the API's own:
//! <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>.

use super::super::kind::{Row, block, blocks, same};

/// A container definition.
pub const CONTAINER: &[Row] = &[
    same("name", "Name", "name").required(),
    same("image", "Image", "image").required(),
    same("essential", "Essential", "essential"),
    same("user", "User", "user"),
    same("readonly_root_filesystem", "ReadonlyRootFilesystem", "readonlyRootFilesystem"),
    same("privileged", "Privileged", "privileged"),
    same("cpu", "Cpu", "cpu"),
    same("memory", "Memory", "memory"),
    same("memory_reservation", "MemoryReservation", "memoryReservation"),
    same("stop_timeout", "StopTimeout", "stopTimeout"),
    same("start_timeout", "StartTimeout", "startTimeout"),
    same("command", "Command", "command"),
    same("entry_point", "EntryPoint", "entryPoint"),
    same("working_directory", "WorkingDirectory", "workingDirectory"),
    blocks(
        "environment",
        "Environment",
        "environment",
        &[same("name", "Name", "name"), same("value", "Value", "value")],
    ),
    blocks(
        "environment_files",
        "EnvironmentFiles",
        "environmentFiles",
        &[same("type", "Type", "type"), same("value", "Value", "value")],
    ),
    blocks("secrets", "Secrets", "secrets", SECRET),
    blocks(
        "port_mappings",
        "PortMappings",
        "portMappings",
        &[
            same("name", "Name", "name"),
            same("container_port", "ContainerPort", "containerPort"),
            same("container_port_range", "ContainerPortRange", "containerPortRange"),
            same("host_port", "HostPort", "hostPort"),
            same("protocol", "Protocol", "protocol"),
            same("app_protocol", "AppProtocol", "appProtocol"),
        ],
    ),
    block(
        "health_check",
        "HealthCheck",
        "healthCheck",
        &[
            same("command", "Command", "command"),
            same("interval", "Interval", "interval"),
            same("timeout", "Timeout", "timeout"),
            same("retries", "Retries", "retries"),
            same("start_period", "StartPeriod", "startPeriod"),
        ],
    ),
    block(
        "log_configuration",
        "LogConfiguration",
        "logConfiguration",
        &[
            same("log_driver", "LogDriver", "logDriver").required(),
            same("options", "Options", "options"),
            blocks("secret_options", "SecretOptions", "secretOptions", SECRET),
        ],
    ),
    block(
        "firelens_configuration",
        "FirelensConfiguration",
        "firelensConfiguration",
        &[same("type", "Type", "type"), same("options", "Options", "options")],
    ),
    block("linux_parameters", "LinuxParameters", "linuxParameters", LINUX_PARAMETERS),
    blocks(
        "mount_points",
        "MountPoints",
        "mountPoints",
        &[
            same("source_volume", "SourceVolume", "sourceVolume"),
            same("container_path", "ContainerPath", "containerPath"),
            same("read_only", "ReadOnly", "readOnly"),
        ],
    ),
    blocks(
        "volumes_from",
        "VolumesFrom",
        "volumesFrom",
        &[
            same("source_container", "SourceContainer", "sourceContainer"),
            same("read_only", "ReadOnly", "readOnly"),
        ],
    ),
    blocks(
        "ulimits",
        "Ulimits",
        "ulimits",
        &[
            same("name", "Name", "name").required(),
            same("soft_limit", "SoftLimit", "softLimit").required(),
            same("hard_limit", "HardLimit", "hardLimit").required(),
        ],
    ),
    blocks(
        "system_controls",
        "SystemControls",
        "systemControls",
        &[same("namespace", "Namespace", "namespace"), same("value", "Value", "value")],
    ),
    blocks(
        "depends_on",
        "DependsOn",
        "dependsOn",
        &[
            same("container_name", "ContainerName", "containerName"),
            same("condition", "Condition", "condition"),
        ],
    ),
    block(
        "restart_policy",
        "RestartPolicy",
        "restartPolicy",
        &[
            same("enabled", "Enabled", "enabled"),
            same("ignored_exit_codes", "IgnoredExitCodes", "ignoredExitCodes"),
            same("restart_attempt_period", "RestartAttemptPeriod", "restartAttemptPeriod"),
        ],
    ),
    same("version_consistency", "VersionConsistency", "versionConsistency"),
    same("docker_labels", "DockerLabels", "dockerLabels"),
    same("docker_security_options", "DockerSecurityOptions", "dockerSecurityOptions"),
    block(
        "repository_credentials",
        "RepositoryCredentials",
        "repositoryCredentials",
        &[same("credentials_parameter", "CredentialsParameter", "credentialsParameter")],
    ),
    blocks(
        "resource_requirements",
        "ResourceRequirements",
        "resourceRequirements",
        &[same("type", "Type", "type").required(), same("value", "Value", "value").required()],
    ),
    blocks(
        "extra_hosts",
        "ExtraHosts",
        "extraHosts",
        &[same("hostname", "Hostname", "hostname"), same("ip_address", "IpAddress", "ipAddress")],
    ),
    same("hostname", "Hostname", "hostname"),
    same("links", "Links", "links"),
    same("dns_servers", "DnsServers", "dnsServers"),
    same("dns_search_domains", "DnsSearchDomains", "dnsSearchDomains"),
    same("disable_networking", "DisableNetworking", "disableNetworking"),
    same("interactive", "Interactive", "interactive"),
    same("pseudo_terminal", "PseudoTerminal", "pseudoTerminal"),
    same("credential_specs", "CredentialSpecs", "credentialSpecs"),
];

const SECRET: &[Row] = &[
    same("name", "Name", "name").required(),
    same("value_from", "ValueFrom", "valueFrom").required(),
];

const LINUX_PARAMETERS: &[Row] = &[
    same("init_process_enabled", "InitProcessEnabled", "initProcessEnabled"),
    block(
        "capabilities",
        "Capabilities",
        "capabilities",
        &[same("add", "Add", "add"), same("drop", "Drop", "drop")],
    ),
    blocks(
        "tmpfs",
        "Tmpfs",
        "tmpfs",
        &[
            same("container_path", "ContainerPath", "containerPath"),
            same("size", "Size", "size").required(),
            same("mount_options", "MountOptions", "mountOptions"),
        ],
    ),
    blocks(
        "devices",
        "Devices",
        "devices",
        &[
            same("container_path", "ContainerPath", "containerPath"),
            same("host_path", "HostPath", "hostPath"),
            same("permissions", "Permissions", "permissions"),
        ],
    ),
    same("shared_memory_size", "SharedMemorySize", "sharedMemorySize"),
    same("max_swap", "MaxSwap", "maxSwap"),
    same("swappiness", "Swappiness", "swappiness"),
];
