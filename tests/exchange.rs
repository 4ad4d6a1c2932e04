//! The documents we write: each follows its schema, and a graph survives its document.

#![expect(
    clippy::unwrap_used,
    reason = "a test of files writes and reads files; a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use formwork::backend::cloudformation::ParametersFormat;
use formwork::backend::{Release, Target, cloudformation, terraform};
use formwork::exchange::{Description, graph};
use formwork::ir;
use formwork::ir::{Import, ImportKind, KnobType, Literal, Pseudo, Resource, Stack, Value};
use formwork::prelude::*;
use formwork::run::{Io, run};
use serde_json::Value as Json;

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("team", "team@demo.example");
const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.demo.example", prod: "demo.example" },
    per_env! { dev: "Z0000000000000000DEV", prod: "Z000000000000000PROD" },
);
const DB: Postgres = Postgres::new("orders", PgVersion::V16);
const MAIL: Queue = Queue::new("mail");
const BILLING: Api = Api::http("billing");
const CARDS: Api = Api::external("cards", same("cards.example"));
const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(TEAM)
    .tasks(per_env! { dev: Tasks(1, 2), prod: Tasks(2, 10) })
    .health_check("/healthz")
    .public(Host(per_env! { dev: "www.dev.demo.example", prod: "www.demo.example" }))
    .env(&[secret("SESSION_KEY"), config("LEVEL", per_env! { dev: "debug", prod: "info" })])
    .attach(&[DB.as_env("DATABASE_URL"), MAIL.sends("MAIL_URL")])
    .calls(&[BILLING.timeout_ms(500), CARDS.timeout_ms(900)]);
const PAYMENTS: Service = Service::internal("payments", Build::dockerfile("pay"), Port::http(8080))
    .owner(TEAM)
    .container_check(&["CMD", "/app", "--healthy"])
    .serves(&[BILLING]);
const MAILER: Service = Service::worker("mailer", Build::elsewhere("public.ecr.aws/acme/mailer"))
    .owner(TEAM)
    .container_check(&["CMD", "/app", "--healthy"])
    .attach(&[MAIL.receives("MAIL_URL")]);
const DEMO: App = App::new("demo", ENVIRONMENTS, Repository::github("acme/demo"))
    .zone(ZONE)
    .tags(&[("cost-center", "42")])
    .services(&[&WEB, &PAYMENTS, &MAILER]);

fn command(app: &App<'_>, arguments: &[&str]) -> Vec<u8> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let today = || "2026-11-22".to_owned();
    let mut io = Io { out: &mut out, err: &mut err, today };
    let code = run(app, arguments.iter().map(Into::into), &mut io);
    assert!(code < 2, "{}", String::from_utf8_lossy(&err));
    out
}

/// What `synth` writes, in a folder of this test.
fn synthesized(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exchange").join(name);
    let _ = fs::remove_dir_all(&folder);
    let (out, lock) = (folder.join("out"), folder.join("formwork.lock"));
    let out = out.to_str().unwrap();
    command(&DEMO, &["synth", "--out", out, "--lock", lock.to_str().unwrap()]);
    folder
}

#[track_caller]
fn follows(name: &str, document: &[u8]) {
    let path = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document: Json = serde_json::from_slice(document).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&document)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn documents_follow_their_schemas() {
    let folder = synthesized("schemas");
    for (schema, path) in [
        ("deploy-plan", "out/deploy-plan.json"),
        ("parity", "out/parity.json"),
        ("release", "out/release.json"),
        ("lock", "formwork.lock"),
    ] {
        follows(schema, &fs::read(folder.join(path)).unwrap());
    }
    follows("description", &command(&DEMO, &["describe"]));
    follows("findings", &command(&DEMO, &["check", "--format", "json"]));
}

/// Every file of every stack, in both dialects, with what is resolved.
fn files(graph: &ir::Graph, tags: &[(String, String)], settings: &terraform::Settings) -> Vec<u8> {
    let release = Release::default();
    let (places, app) = (&*graph.places, &*graph.app);
    let target = Target { app, places, tags, terraform: settings, release: &release };
    let mut all = Vec::new();
    for stack in &graph.stacks {
        let files = cloudformation::emit(&target, stack, ParametersFormat::default());
        for file in files.into_iter().chain(terraform::emit(&target, stack)) {
            all.extend(file.path.into_bytes());
            all.extend(file.contents);
        }
        all.extend(cloudformation::resolved(&target, stack, 1).contents);
    }
    all
}

#[test]
fn the_described_graph_is_emitted_as_the_same_files() {
    let folder = synthesized("graph");
    let described: Description = serde_json::from_slice(&command(&DEMO, &["describe"])).unwrap();
    let graph = ir::Graph::try_from(described.graph.as_ref().unwrap()).unwrap();
    let (facts, settings) = (described.facts.as_ref().unwrap(), described.settings().unwrap());
    let release = Release::default();
    let target = Target {
        app: &described.app,
        places: &graph.places,
        tags: &facts.tags,
        terraform: &settings,
        release: &release,
    };
    let mut count = 0;
    for stack in &graph.stacks {
        let templates = cloudformation::emit(&target, stack, ParametersFormat::default());
        let roots = terraform::emit(&target, stack);
        let parts = templates.iter().map(|it| ("cloudformation", it));
        for (part, file) in parts.chain(roots.iter().map(|it| ("terraform", it))) {
            let written = fs::read(folder.join("out").join(part).join(&file.path)).unwrap();
            assert!(written == file.contents, "{part}/{}", file.path);
            count += 1;
        }
    }
    assert!(count > 60, "only {count} files");
}

/// A stack with every kind of value, knob and import.
fn everything() -> Stack {
    let mut stack =
        Stack::new("all", "Everything there is").scope(ir::Scope::Region("us-east-1".into()));
    stack.tags.push(("owner".into(), "team \"a\"".into()));
    stack.notes.push("first".to_owned());
    let number = |it| Literal::Integer(it);
    let count = stack.vary(
        "all/count",
        "count",
        KnobType::Number(1, 9),
        "How many",
        vec![number(1), number(2)],
    );
    let threshold = stack.vary(
        "all/threshold",
        "threshold",
        KnobType::Decimal,
        "When",
        vec![Literal::Decimal(0.1 + 0.2), Literal::Decimal(1e-7)],
    );
    let class = stack.vary(
        "all/class",
        "size",
        KnobType::Text(vec!["small".into(), "large".into()]),
        "Which",
        vec![Literal::Text("small".into()), Literal::Text("large".into())],
    );
    let on = stack.vary(
        "all/protected",
        "protection",
        KnobType::Bool,
        "Whether",
        vec![Literal::Bool(true), Literal::Bool(false)],
    );
    let image = stack.given("web/image", ir::Given::Image);
    let vpc = stack.import("platform", "vpc-id", ImportKind::VpcId);
    let subnets = stack.import("platform", "subnet-ids", ImportKind::SubnetIds);
    let all = Value::object([
        ("Count", count),
        ("Threshold", threshold),
        ("Class", class),
        ("Protected", on),
        ("Image", image),
        ("Vpc", vpc),
        ("Subnet", Value::Element(Box::new(subnets), 1)),
        ("Zone", Value::Zone(2)),
        ("Arn", Value::concat([Value::from("arn:"), Value::Pseudo(Pseudo::Partition)])),
        ("Suffix", Value::Pseudo(Pseudo::UrlSuffix)),
        ("Account", Value::Pseudo(Pseudo::Account)),
        ("Region", Value::Pseudo(Pseudo::Region)),
        ("List", Value::list([1_i64, 2])),
        ("Fraction", Value::Decimal(0.1 + 0.7)),
        ("Escaped", Value::from("${a} %{b} \u{e9}\u{1f600}\"\\")),
    ]);
    let raw = stack.add(
        Resource::raw(
            "all/raw",
            Some(("AWS::Made::Up".into(), all.clone())),
            Some(("aws_made_up".into(), all)),
        )
        .was(Some("all/earlier".to_owned()))
        .retain(),
    );
    let other = Value::object([("Raw", raw.get("some_attribute"))]);
    let mut second = Resource::raw("all/other", None, Some(("aws_made_up".into(), other)));
    second.recorded_id = Some("Pinned".to_owned());
    stack.add(second.after(raw));
    stack.output("raw", ImportKind::Text, raw.get("some_attribute"));
    stack
}

#[test]
fn every_kind_of_value_survives_its_document() {
    let place = |environment: &str, account: &str| ir::Place {
        environment: environment.to_owned(),
        account: account.to_owned(),
        region: "eu-west-1".to_owned(),
    };
    let graph = ir::Graph {
        app: "demo".to_owned(),
        places: vec![place("dev", "111111111111"), place("prod", "333333333333")],
        stacks: vec![everything()],
    };
    let document = graph::Graph::from(&graph);
    let text = serde_json::to_string(&document).unwrap();
    let read: graph::Graph = serde_json::from_str(&text).unwrap();
    assert_eq!(read, document);
    let again = ir::Graph::try_from(&read).unwrap();
    assert_eq!(graph::Graph::from(&again), document);
    let settings = terraform::Settings { provider: TerraformProvider::V5, state: None };
    assert!(files(&graph, &[], &settings) == files(&again, &[], &settings));
    let _: &Import = &again.stacks[0].imports[0];
}

#[test]
fn names_that_are_not_known_are_told() {
    let described: Description = serde_json::from_slice(&command(&DEMO, &["describe"])).unwrap();
    let graph = described.graph.unwrap();
    let text = serde_json::to_string(&graph).unwrap();
    for (from, to, says) in [
        ("\"ec2/vpc\"", "\"ec2/cloud\"", "there is no kind `ec2/cloud`"),
        ("\"cidr_block\":", "\"range\":", "has no property `range`"),
        ("\"attribute\":\"id\"", "\"attribute\":\"ident\"", "has no attribute `ident`"),
        ("{\"knob\":\"environment\"}", "{\"knob\":\"where\"}", "no knob `where`"),
        (
            "\"resource\":\"platform/vpc\"",
            "\"resource\":\"platform/vpn\"",
            "no resource `platform/vpn`",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        let changed: graph::Graph = serde_json::from_str(&text.replace(from, to)).unwrap();
        let mismatch = ir::Graph::try_from(&changed).unwrap_err().to_string();
        assert!(mismatch.contains(says), "{mismatch}");
    }
}
