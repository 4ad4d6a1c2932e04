//! Task definitions in JSON.

use formwork::manifest::syntax::json;
use formwork::manifest::task_definition::{is_task_definition, lift};
use proptest::prelude::*;

use crate::{FILE, check, lines, made_of, slice};

/// Reads a file of which nothing is passed by.
fn reads(text: &str, expected: &str) {
    let parsed = json::parse(FILE, text);
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    assert!(is_task_definition(&parsed.root), "{text}");
    let manifest = lift(parsed.root, "deploy/web.task.json");
    assert!(manifest.unread.is_empty(), "{:?}", manifest.unread);
    assert_eq!(slice(text, manifest.resources[0].span), text.trim());
    check(text, &lines(&manifest, text), expected);
}

#[test]
fn properties_have_the_names_of_the_tables() {
    reads(
        r#"{
  "family": "web", "cpu": "256", "networkMode": "awsvpc", "taskRoleArn": "arn:x",
  "requiresCompatibilities": ["FARGATE"],
  "runtimePlatform": {"cpuArchitecture": "ARM64"}, "ephemeralStorage": {"sizeInGiB": 30},
  "tags": [{"key": "team", "value": "shop"}],
  "proxyConfiguration": {"containerName": "envoy", "properties": [{"name": "AppPorts", "value": "80"}]},
  "volumes": [{"name": "a", "host": {"sourcePath": "/a"}},
    {"name": "b", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "authorizationConfig": {"iam": "ENABLED"}}},
    {"name": "c", "dockerVolumeConfiguration": {"driverOpts": {"someKey": "v"}}}],
  "containerDefinitions": [{
    "name": "app", "image": "<IMAGE1_NAME>", "essential": true,
    "environment": [{"name": "lowerCase", "value": "${HOST}"}],
    "secrets": [{"name": "KEY", "valueFrom": "{{ arn }}"}],
    "command": ["sh", "-c", "exec ${RUN}"],
    "portMappings": [{"containerPort": 80}],
    "dockerLabels": {"com.example": "x"},
    "linuxParameters": {"initProcessEnabled": true},
    "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "g", "mode": "non-blocking"}}
  }]
}"#,
        r#"
        web «"family": "web"»
        family = "web" «"web"»
        requires_compatibilities.0 = "FARGATE" «"FARGATE"»
        network_mode = "awsvpc" «"awsvpc"»
        cpu = 256 «"256"»
        runtime_platform.cpu_architecture = "ARM64" «"ARM64"»
        ephemeral_storage.size_in_gib = 30 «30»
        task_role_arn = "arn:x" «"arn:x"»
        proxy_configuration.container_name = "envoy" «"envoy"»
        proxy_configuration.properties.AppPorts = "80" «"80"»
        volume.0.name = "a" «"a"»
        volume.0.host_path = "/a" «"/a"»
        volume.1.name = "b" «"b"»
        volume.1.efs_volume_configuration.file_system_id = "fs-1" «"fs-1"»
        volume.1.efs_volume_configuration.authorization_config.iam = "ENABLED" «"ENABLED"»
        volume.2.name = "c" «"c"»
        volume.2.docker_volume_configuration.driver_opts.someKey = "v" «"v"»
        container_definitions.0.name = "app" «"app"»
        container_definitions.0.image = unknown (it is put in before the task definition is registered) «"<IMAGE1_NAME>"»
        container_definitions.0.essential = true «true»
        container_definitions.0.command.0 = "sh" «"sh"»
        container_definitions.0.command.1 = "-c" «"-c"»
        container_definitions.0.command.2 = "exec ${RUN}" «"exec ${RUN}"»
        container_definitions.0.environment.0.name = "lowerCase" «"lowerCase"»
        container_definitions.0.environment.0.value = unknown (it is put in before the task definition is registered) «"${HOST}"»
        container_definitions.0.secrets.0.name = "KEY" «"KEY"»
        container_definitions.0.secrets.0.value_from = unknown (it is put in before the task definition is registered) «"{{ arn }}"»
        container_definitions.0.port_mappings.0.container_port = 80 «80»
        container_definitions.0.log_configuration.log_driver = "awslogs" «"awslogs"»
        container_definitions.0.log_configuration.options.awslogs-group = "g" «"g"»
        container_definitions.0.log_configuration.options.mode = "non-blocking" «"non-blocking"»
        container_definitions.0.linux_parameters.init_process_enabled = true «true»
        container_definitions.0.docker_labels.com.example = "x" «"x"»
        tags.team = "shop" «"shop"»
        "#,
    );
}

#[test]
fn descriptions_and_lists_of_containers_are_read() {
    reads(
        r#"{"taskDefinition": {"taskDefinitionArn": "a", "revision": 3, "status": "ACTIVE",
        "containerDefinitions": [{"name": "a", "image": "b"}]}, "tags": [], "x-formwork-allow": []}"#,
        r#"
        web «"containerDefinitions"»
        container_definitions.0.name = "a" «"a"»
        container_definitions.0.image = "b" «"b"»
        tags = {} «[]»
        "#,
    );
    reads(
        r#"{"family": "<FAMILY>", "containerDefinitions": []}"#,
        r#"
        web «"family": "<FAMILY>"»
        family = unknown (it is put in before the task definition is registered) «"<FAMILY>"»
        container_definitions = [] «[]»
        "#,
    );
    reads(
        r#"[{"name": "a", "image": "b", "essential": true}]"#,
        r#"
        web «[»
        container_definitions.0.name = "a" «"a"»
        container_definitions.0.image = "b" «"b"»
        container_definitions.0.essential = true «true»
        "#,
    );
}

#[test]
fn what_no_table_has_is_unread() {
    let text =
        r#"{"containerDefinitions": [{"name": "a", "image": "b", "color": "red"}], "size": 3}"#;
    let manifest = lift(json::parse(FILE, text).root, "web.json");
    let unread: Vec<_> = manifest.unread.iter().map(|it| slice(text, it.span)).collect();
    assert_eq!(unread, ["\"red\"", "3"]);
}

#[test]
fn task_definitions_are_known_by_content() {
    let check = |text: &str, expected: bool| {
        assert_eq!(is_task_definition(&json::parse(FILE, text).root), expected, "{text}");
    };
    check(r#"{"containerDefinitions": []}"#, true);
    check(r#"{"containerDefinitions": "x"}"#, false);
    check(r#"{"Resources": {}}"#, false);
    check(r#"[{"name": "a", "image": "b", "memory": 1}]"#, true);
    check(r#"[{"name": "a", "image": "b"}]"#, false);
    check("[]", false);
    check("3", false);
    check("", false);
}

/// What task definitions are made of.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"family\":",
    "\"containerDefinitions\":",
    "\"taskDefinition\":",
    "\"volumes\":",
    "\"efsVolumeConfiguration\":",
    "\"environment\":",
    "\"name\":",
    "\"image\":",
    "\"ä\"",
    "\"${A}\"",
    "\"\":",
    "1",
    "null",
    "true",
    "\"options\":",
    "\"memory\":",
    "\"tags\":",
];

proptest! {
    #[test]
    fn anything_is_read(text in made_of(PIECES)) {
        for text in [format!("{{\"containerDefinitions\":[{{{text}}}]}}"), text] {
            let root = json::parse(FILE, &text).root;
            is_task_definition(&root);
            lift(root, "web.json");
        }
    }
}
