//! Compose files.

use formwork::ir::lifted::{Manifest, Span};
use formwork::manifest::compose::{is_compose, lift};
use formwork::manifest::syntax::yaml;
use proptest::prelude::*;

use crate::{FILE, check, lines, made_of, slice};

fn read(text: &str) -> Manifest {
    let parsed = yaml::parse(FILE, text);
    assert!(parsed.problems.is_empty(), "{text}\n{:?}", parsed.problems);
    assert!(is_compose(&parsed.root, "compose.yaml"), "{text}");
    lift(parsed.root, "shop")
}

/// Reads what stands below `services`.
fn reads(services: &str, expected: &str) {
    let text = format!("services:\n{services}");
    let manifest = read(&text);
    let found: Vec<_> = lines(&manifest, &text);
    let found: Vec<_> = found.into_iter().filter(|line| !line.starts_with("  name =")).collect();
    check(services, &found, expected);
}

#[test]
fn services_have_the_names_of_containers() {
    reads(
        "  web:
    image: nginx:1.27
    container_name: w
    user: \"1000\"
    privileged: true
    read_only: true
    init: true
    stop_grace_period: 1m30s
    working_dir: /srv
    restart: unless-stopped
    links: [db]
    profiles: [dev]
    network_mode: host
    shm_size: 64m
    cap_drop: [ALL]
    cap_add:
      - NET_ADMIN
    networks:
      back:
    x-team: shop
    logging: {driver: json-file, options: {max-size: 10m}}
",
        r#"
        web «web»
        image = "nginx:1.27" «nginx:1.27»
        container_name = "w" «w»
        user = "1000" «"1000"»
        privileged = true «true»
        readonly_root_filesystem = true «true»
        linux_parameters.init_process_enabled = true «true»
        linux_parameters.shared_memory_size = 64 «64m»
        linux_parameters.capabilities.drop.0 = "ALL" «ALL»
        linux_parameters.capabilities.add.0 = "NET_ADMIN" «NET_ADMIN»
        stop_timeout = 90 «1m30s»
        working_directory = "/srv" «/srv»
        restart = "unless-stopped" «unless-stopped»
        links.0 = "db" «db»
        profiles.0 = "dev" «dev»
        network_mode = "host" «host»
        networks.0 = "back" «back»
        x-team = "shop" «shop»
        log_configuration.log_driver = "json-file" «json-file»
        log_configuration.options.max-size = "10m" «10m»
        "#,
    );
}

#[test]
fn variables_are_read_in_both_forms() {
    let expected = r#"
        web «web»
        environment.A = "1" «1»
        environment.B = unknown (its value is the host's) «B»
        environment.C = $HOST «${HOST:?}»
        environment.D+0 = "pg://u:p@" «pg://u:p@»
        environment.D+1 = $HOST «$HOST»
        environment.D+2 = "/x" «/x»
        environment.E = $N «a${N:-b}» = "ab" «a${N:-b}»
        environment.F = "$x" «$$x»
        environment_files.0.value = ".env" «.env»
    "#;
    reads(
        "  web:\n    environment:\n      A: '1'\n      B:\n      C: ${HOST:?}\n      D: pg://u:p@$HOST/x\n      E: a${N:-b}\n      F: $$x\n    env_file: .env\n",
        &expected.replace("\"1\" «1»", "\"1\" «'1'»"),
    );
    reads(
        "  web:\n    environment:\n      - A=1\n      - B\n      - \"C=${HOST:?}\"\n      - D=pg://u:p@$HOST/x\n      - E=a${N:-b}\n      - F=$$x\n    env_file: [.env]\n",
        expected,
    );
    reads(
        "  web:\n    environment: {PORT: 80, ON: yes, EMPTY: ''}\n    env_file:\n      - path: a\n        required: false\n    labels: [a=b]\n",
        r#"
        web «web»
        environment.PORT = 80 «80»
        environment.ON = true «yes»
        environment.EMPTY = "" «''»
        environment_files.0.value = "a" «a»
        environment_files.0.required = false «false»
        docker_labels.a = "b" «b»
        "#,
    );
}

#[test]
fn commands_are_words() {
    reads(
        "  web:\n    command: sh -c \"exec ${BIN:-a b} 'x y'\" y\\ z\n    entrypoint: [\"/run\", \"a b\"]\n",
        r#"
        web «web»
        command.0 = "sh" «sh»
        command.1 = "-c" «-c»
        command.2 = $BIN «"exec ${BIN:-a b} 'x y'"» = "exec a b 'x y'" «"exec ${BIN:-a b} 'x y'"»
        command.3 = "y z" «y\ z»
        entry_point.0 = "/run" «"/run"»
        entry_point.1 = "a b" «"a b"»
        "#,
    );
}

#[test]
fn health_checks_have_a_command() {
    reads(
        "  a:\n    healthcheck: {test: curl localhost, interval: 1m, timeout: 500ms, retries: 3}\n  b:\n    healthcheck: {test: [CMD, x]}\n  c:\n    healthcheck: {disable: true}\n",
        r#"
        a «a»
        health_check.command.0 = "CMD-SHELL" «curl localhost»
        health_check.command.1 = "curl localhost" «curl localhost»
        health_check.interval = 60 «1m»
        health_check.timeout = 0.5 «500ms»
        health_check.retries = 3 «3»
        b «b»
        health_check.command.0 = "CMD" «CMD»
        health_check.command.1 = "x" «x»
        c «c»
        health_check.command.0 = "NONE" «true»
        "#,
    );
}

#[test]
fn ports_are_read_in_both_forms() {
    reads(
        "  web:
    expose: ['9000']
    ports:
      - 3000
      - 8080:80
      - '127.0.0.1:${PORT:-81}:81/udp'
      - \"[::1]:1:2\"
      - 5000-5002:6000-6002
      - ${OUT}:90
      - 127.0.0.1::70
      - target: 80
        published: '8080'
        mode: host
",
        r#"
        web «web»
        expose.0 = 9000 «'9000'»
        port_mappings.0.container_port = 3000 «3000»
        port_mappings.1.container_port = 80 «80»
        port_mappings.1.host_port = 8080 «8080»
        port_mappings.2.container_port = 81 «81»
        port_mappings.2.host_port = $PORT «${PORT:-81}» = 81 «81»
        port_mappings.2.host_ip = "127.0.0.1" «127.0.0.1»
        port_mappings.2.protocol = "udp" «udp»
        port_mappings.3.container_port = 2 «2»
        port_mappings.3.host_port = 1 «1»
        port_mappings.3.host_ip = "[::1]" «[::1]»
        port_mappings.4.container_port_range = "6000-6002" «6000-6002»
        port_mappings.4.host_port_range = "5000-5002" «5000-5002»
        port_mappings.5.container_port = 90 «90»
        port_mappings.5.host_port = $OUT «${OUT}»
        port_mappings.6.container_port = 70 «70»
        port_mappings.6.host_ip = "127.0.0.1" «127.0.0.1»
        port_mappings.7.container_port = 80 «80»
        port_mappings.7.host_port = 8080 «'8080'»
        port_mappings.7.mode = "host" «host»
        "#,
    );
}

#[test]
fn volumes_are_read_in_both_forms() {
    reads(
        "  web:
    tmpfs: /run:size=1m
    volumes:
      - /anonymous
      - data:/data
      - ./src:/app:ro,z
      - ${PWD}/x:/x:rw
      - ${DATA:-./d}:/d
      - ${DATA}:/e
      - C:\\a:/b
      - type: bind
        source: /var/run/docker.sock
        target: /var/run/docker.sock
        read_only: true
",
        r#"
        web «web»
        volumes.0.type = "tmpfs" «/run:size=1m»
        volumes.0.target = "/run" «/run»
        volumes.1.type = "volume" «/anonymous»
        volumes.1.target = "/anonymous" «/anonymous»
        volumes.2.type = "volume" «data»
        volumes.2.source = "data" «data»
        volumes.2.target = "/data" «/data»
        volumes.3.type = "bind" «./src»
        volumes.3.source = "./src" «./src»
        volumes.3.target = "/app" «/app»
        volumes.3.read_only = true «ro,z»
        volumes.4.type = "bind" «${PWD}/x»
        volumes.4.source+0 = $PWD «${PWD}»
        volumes.4.source+1 = "/x" «/x»
        volumes.4.target = "/x" «/x»
        volumes.4.read_only = false «rw»
        volumes.5.type = "bind" «${DATA:-./d}»
        volumes.5.source = $DATA «${DATA:-./d}» = "./d" «./d»
        volumes.5.target = "/d" «/d»
        volumes.6.type = unknown (its source is given when it is started) «${DATA}»
        volumes.6.source = $DATA «${DATA}»
        volumes.6.target = "/e" «/e»
        volumes.7.type = "bind" «C:\a»
        volumes.7.source = "C:\\a" «C:\a»
        volumes.7.target = "/b" «/b»
        volumes.8.type = "bind" «bind»
        volumes.8.source = "/var/run/docker.sock" «/var/run/docker.sock»
        volumes.8.target = "/var/run/docker.sock" «/var/run/docker.sock»
        volumes.8.read_only = true «true»
        "#,
    );
}

#[test]
fn resources_are_mebibytes_and_cpu_units() {
    reads(
        "  a:\n    mem_limit: 1.5g\n    mem_reservation: 104857600\n    cpus: 0.5\n  b:\n    mem_limit: 1g\n    deploy: {resources: {limits: {memory: 256M, cpus: '1.25'}, reservations: {memory: 1k}}}\n",
        r#"
        a «a»
        memory = 1536 «1.5g»
        memory_reservation = 100 «104857600»
        cpu = 512 «0.5»
        b «b»
        deploy.resources.limits.memory = "256M" «256M»
        deploy.resources.limits.cpus = "1.25" «'1.25'»
        deploy.resources.reservations.memory = "1k" «1k»
        memory_reservation = 1 «1k»
        memory = 256 «256M»
        cpu = 1280 «'1.25'»
        "#,
    );
}

#[test]
fn other_forms_are_those_of_containers() {
    reads(
        "  a:
    build: .
    depends_on: [db]
    secrets: [token, {source: s, target: t}]
    ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}
  b:
    build: {context: ., target: dev, args: [A=1]}
    depends_on:
      db: {condition: service_healthy}
    dns: 1.1.1.1
",
        r#"
        a «a»
        build.context = "." «.»
        depends_on.0.container_name = "db" «db»
        secrets.0.name = "token" «token»
        secrets.0.value_from = "token" «token»
        secrets.1.name = "t" «t»
        secrets.1.value_from = "s" «s»
        ulimits.0.name = "nproc" «nproc»
        ulimits.0.soft_limit = 5 «5»
        ulimits.0.hard_limit = 5 «5»
        ulimits.1.name = "nofile" «nofile»
        ulimits.1.soft_limit = 1 «1»
        ulimits.1.hard_limit = 2 «2»
        b «b»
        build.context = "." «.»
        build.target = "dev" «dev»
        build.args.A = "1" «1»
        depends_on.0.container_name = "db" «db»
        depends_on.0.condition = "HEALTHY" «service_healthy»
        dns_servers.0 = "1.1.1.1" «1.1.1.1»
        "#,
    );
}

#[test]
fn a_service_has_what_it_extends() {
    reads(
        "  base:
    image: a:1
    command: run
    environment: {A: 1, B: 2}
    ports: [1:1]
    depends_on: [x]
  web:
    extends: {service: base}
    command: serve
    environment: {B: 3}
    ports: [2:2]
  far:
    extends: {file: other.yaml, service: base}
  loop:
    extends: loop
",
        r#"
        base «base»
        image = "a:1" «a:1»
        command.0 = "run" «run»
        environment.A = 1 «1»
        environment.B = 2 «2»
        port_mappings.0.container_port = 1 «1»
        port_mappings.0.host_port = 1 «1»
        depends_on.0.container_name = "x" «x»
        web «web»
        command.0 = "serve" «serve»
        environment.B = 3 «3»
        environment.A = 1 «1»
        port_mappings.0.container_port = 1 «1»
        port_mappings.0.host_port = 1 «1»
        port_mappings.1.container_port = 2 «2»
        port_mappings.1.host_port = 2 «2»
        image = "a:1" «a:1»
        far «far»
        extends.file = "other.yaml" «other.yaml»
        extends.service = "base" «base»
        loop «loop»
        extends.service = "loop" «loop»
        "#,
    );
}

#[test]
fn a_service_is_named_and_stands_somewhere() {
    let text =
        "name: shop\ninclude: [a.yaml]\nservices:\n  web:\n    image: a\n  api: {image: b}\n";
    let manifest = read(text);
    let all = manifest.resources.iter().map(|it| {
        (&*it.address, it.property("name").unwrap().text().unwrap(), slice(text, it.span))
    });
    let expected = [("web", "web", "web:\n    image: a"), ("api", "api", "api: {image: b}")];
    assert_eq!(all.collect::<Vec<_>>(), expected);
    let unread: Vec<&str> = manifest.unread.iter().map(|it| slice(text, it.span)).collect();
    assert_eq!(unread, ["[a.yaml]"]);
    let span: Span = manifest.resources[0].properties.span;
    assert_eq!(slice(text, span), "web:\n    image: a");
}

#[test]
fn compose_files_are_known_by_name_or_content() {
    let check = |name: &str, text: &str, expected: bool| {
        assert_eq!(is_compose(&yaml::parse(FILE, text).root, name), expected, "{name}: {text}");
    };
    check("stack.yaml", "services: {a: {image: b}}", true);
    check("stack.yaml", "services: {a: {image: b}, c: {environment: {}}}", false);
    check("dir/docker-compose.dev.yml", "services: {a: {environment: {}}}", true);
    check("compose.yaml", "include: [x]", true);
    check("compose.yaml", "services: [a]", false);
    check("compose.yaml", "{}", false);
    check("ci.yml", "services: [docker:dind]", false);
    check("stack.yaml", "services: {}", false);
    check("a.yaml", "Resources: {}\nservices: {a: {image: b}}", false);
}

#[test]
fn hostile_files_are_read_in_time() {
    let check = |text: &str| {
        let root = yaml::parse(FILE, text).root;
        is_compose(&root, "compose.yaml");
        lines(&lift(root, "shop"), text);
    };
    let many: String = (0..3000).map(|it| format!("  s{it}: {{extends: s{}}}\n", it + 1)).collect();
    check(&format!("services:\n{many}"));
    let variables: String = (0..2000).map(|it| format!("      A{it}: ${{B:-1}}\n")).collect();
    let users: String = (0..2000).map(|it| format!("  s{it}: {{extends: base}}\n")).collect();
    check(&format!("services:\n  base:\n    environment:\n{variables}{users}"));
    check(&format!("services: {{a: {{command: \"{}\"}}}}", "${A:-".repeat(20_000)));
    check(&format!("services: {{a: {{ports: [\"{}\"]}}}}", ":${A".repeat(20_000)));
    check(
        "services: {a: [], b: 3, c: , d: {ports: 1, volumes: {a: b}, environment: 1, healthcheck: 2}}",
    );
    check(
        "services: {a: {deploy: {resources: 3}, build: [], ulimits: [], secrets: {a: }, cap_add: 1}}",
    );
    check(
        "services: {a: {mem_limit: 99999999999999999999g, cpus: 99999999999999999999.9é, tmpfs: 1}}",
    );
    check("services: {a: {volumes: 3, tmpfs: [a]}, b: {volumes: [':', '::', 'é:/x', 'a:']}}");
}

/// What Compose files are made of.
const PIECES: &[&str] = &[
    "services:\n",
    "  a:\n",
    "  b:\n",
    "    image: ",
    "    ports:\n",
    "    volumes:\n",
    "    environment:\n",
    "    command: ",
    "    extends: ",
    "    mem_limit: ",
    "    cpus: ",
    "    healthcheck:\n",
    "      test: ",
    "      - ",
    "a",
    "b",
    "80",
    ":",
    "/",
    "${A:-",
    "$",
    "}",
    "=",
    "\n",
    "\"",
    "'",
    "ä",
    "\\",
    "1.5",
    "g",
    "-",
    ".",
    " ",
    "{",
    "[",
    "]",
    ",",
    "    deploy: {resources: {limits: {cpus: ",
];

proptest! {
    #[test]
    fn anything_is_read(text in made_of(PIECES)) {
        let text = format!("services:\n  a:\n{text}");
        let root = yaml::parse(FILE, &text).root;
        is_compose(&root, "compose.yaml");
        lift(root, "shop");
    }
}
