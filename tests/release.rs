//! `formwork release`: from the first release to a rollback, and everything that is refused.

#![cfg(feature = "cli")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files writes and reads files; a helper that cannot go on fails its test"
)]

#[path = "release/chain.rs"]
mod chain;
#[path = "release/desk.rs"]
mod desk;
#[path = "release/gap.rs"]
mod gap;
#[path = "release/promote.rs"]
mod promote;
#[path = "release/record.rs"]
mod record;
#[path = "release/rollback.rs"]
mod rollback;
#[path = "release/service.rs"]
mod service;
#[path = "release/writers.rs"]
mod writers;

use desk::{DEMO, Desk};
use serde_json::Value as Json;

/// What runs in `dev`, `staging` and `prod`.
fn running(desk: &Desk) -> [Option<String>; 3] {
    let told = desk.json("release list");
    let release = |index: usize| told["running"][index]["release"].as_str().map(str::to_owned);
    [release(0), release(1), release(2)]
}

fn some(ids: [&str; 3]) -> [Option<String>; 3] {
    ids.map(|id| (id != "-").then(|| id.to_owned()))
}

#[test]
fn a_release_goes_through_every_environment_and_back() {
    let desk = Desk::new("story", &DEMO);
    desk.record('1', "--at 2026-11-01T09:00:00Z").clean("`r1` in `dev`: recorded");
    desk.run("release promote --from dev --to staging --out infra --at 2026-11-02T09:00:00Z")
        .clean("`r1` in `staging`: promoted");
    desk.run("release promote --from staging --to prod --out infra --at 2026-11-03T09:00:00Z")
        .clean("`r1` in `prod`: promoted");
    desk.record('2', "--at 2026-11-04T09:00:00Z").clean("`r2` in `dev`: recorded");
    desk.run("release promote --from dev --to staging --out infra --at 2026-11-05T09:00:00Z")
        .clean("entry 5");
    desk.run("release promote --from staging --to prod --out infra --at 2026-11-06T09:00:00Z")
        .clean("entry 6");
    assert_eq!(running(&desk), some(["r2", "r2", "r2"]));
    desk.run(
        "release rollback --to r1 --env prod --out infra --no-synth --at 2026-11-07T09:00:00Z",
    )
    .clean("`r1` in `prod`: rolled back 2026-11-07T09:00:00Z, entry 7");
    assert_eq!(running(&desk), some(["r2", "r2", "r1"]));

    let entries = desk.entries();
    let last = entries.last().unwrap();
    assert_eq!((last.parent, last.source), (Some(6), Some(3)));
    assert_eq!((&last.images, &last.templates), (&entries[0].images, &entries[0].templates));
    assert_eq!(last.parameters, entries[2].parameters);
    let list = desk.run("release list --at 2026-11-10").out();
    assert!(list.contains("prod         r1       2026-11-07T09:00:00Z"), "{list}");
    assert!(list.contains("staging by 1 release from 1 commit, for 4 days"), "{list}");
    assert!(list.contains("rolled back in prod, from r2"), "{list}");
    let page = desk.run("release show r1").out();
    assert!(page.contains("promoted from dev to staging, entry 2\n"), "{page}");
    assert!(page.contains("entry 7, and runs there now"), "{page}");
    desk.run("release verify").clean("7 entries, nothing is changed");
}

#[test]
fn every_document_follows_its_schema() {
    let desk = Desk::new("schemas", &DEMO);
    let added = desk.record('1', "--format json").out();
    desk.run("release promote --from dev --to staging --out infra").clean("");
    let line = std::fs::read_to_string(desk.path("formwork.releases.jsonl")).unwrap();
    let line = line.lines().next().unwrap();
    assert_eq!(
        serde_json::from_str::<Json>(&added).unwrap(),
        serde_json::from_str::<Json>(line).unwrap()
    );
    for (schema, document) in [
        ("release-entry", line.to_owned()),
        ("releases", desk.run("release list --format json").out()),
        ("findings", desk.run("release verify --format json").out()),
    ] {
        let schema = serde_json::from_str(&desk.run(&format!("schema {schema}")).out()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let document = serde_json::from_str(&document).unwrap();
        let errors: Vec<_> = validator.iter_errors(&document).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn a_ledger_that_is_not_there_is_told() {
    let desk = Desk::new("none", &DEMO);
    for command in [
        "list",
        "show r1",
        "verify",
        "promote --from dev --to staging --out infra",
        "rollback --to r1 --env dev --out infra",
    ] {
        desk.run(&format!("release {command}")).refused("there is no release ledger");
    }
    assert!(!desk.path("formwork.releases.jsonl").exists());
}

#[test]
fn the_settings_name_another_ledger() {
    let desk = Desk::new("settings", &DEMO);
    desk.write("formwork.toml", "[release]\nledger = 'where/releases.jsonl'\n");
    std::fs::create_dir_all(desk.path("where")).unwrap();
    desk.record('1', "").clean("`r1` in `dev`");
    assert!(desk.path("where/releases.jsonl").exists());
    desk.run_in("infra", "release verify").clean("1 entry, nothing is changed");
}
