//! How far environments are apart.

use formwork::release::gap::{Limits, findings, gaps};

use super::desk::{DEMO, Desk};

/// Production on the 1st, verification one release further on the 3rd, development two.
fn ledger(name: &str) -> Desk {
    let desk = Desk::new(name, &DEMO);
    let promote = |from: &str, to: &str, day: u32| {
        let at = format!("--at 2026-11-{day:02}T12:00:00Z");
        desk.run(&format!("release promote --from {from} --to {to} --out infra {at}")).clean("");
    };
    let record = |digit, day: u32| {
        desk.record(digit, &format!("--at 2026-11-{day:02}T12:00:00Z")).clean("");
    };
    record('1', 1);
    promote("dev", "staging", 1);
    promote("staging", "prod", 1);
    record('2', 2);
    promote("dev", "staging", 3);
    record('3', 4);
    record('4', 5);
    desk
}

#[test]
fn an_environment_is_behind_since_the_one_before_is_ahead() {
    let desk = ledger("gaps");
    let told = gaps(&desk.entries(), "2026-11-11T11:00:00Z");
    let told: Vec<_> = told
        .iter()
        .map(|it| (&*it.environment, &*it.ahead, &*it.since, it.days, it.releases, it.commits))
        .collect();
    let expected = [
        ("staging", "dev", "2026-11-04T12:00:00Z", 6, 2, 1),
        ("prod", "staging", "2026-11-03T12:00:00Z", 7, 1, 1),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_rest_is_no_gap_and_neither_is_what_was_taken_back() {
    let desk = Desk::new("rest", &DEMO);
    desk.record('1', "--at 2026-01-01T12:00:00Z").clean("");
    let none = |at: &str| assert_eq!(gaps(&desk.entries(), at), []);
    // Nothing ever ran in the other environments.
    none("2026-11-01T12:00:00Z");
    desk.run("release promote --from dev --to staging --out infra --at 2026-01-02T12:00:00Z")
        .clean("");
    none("2026-11-01T12:00:00Z");
    desk.record('2', "--at 2026-11-01T12:00:00Z").clean("");
    assert_eq!(gaps(&desk.entries(), "2026-11-01T13:00:00Z")[0].days, 0);
    desk.run("release rollback --to r1 --env dev --out infra --no-synth --at 2026-11-02T12:00:00Z")
        .clean("");
    none("2026-12-01T12:00:00Z");
    // A release that is older than its own is no reason to wait either.
    desk.record('3', "--at 2026-12-02T12:00:00Z").clean("");
    let told = gaps(&desk.entries(), "2026-12-03T12:00:00Z");
    assert_eq!((told[0].releases, &*told[0].since), (1, "2026-12-02T12:00:00Z"));
}

#[test]
fn limits_are_the_last_that_is_allowed() {
    let desk = ledger("limits");
    let told = gaps(&desk.entries(), "2026-11-11T12:00:00Z");
    let ids = |days, releases| -> Vec<_> {
        let found = findings("demo", &told, Limits { days, releases });
        found.iter().map(|it| (it.rule, it.environments[0].clone())).collect()
    };
    let (staging, prod) = ("staging".to_owned(), "prod".to_owned());
    assert_eq!(ids(8, 2), []);
    assert_eq!(ids(7, 2), [("FW1030", prod.clone())]);
    assert_eq!(ids(8, 1), [("FW1031", staging.clone())]);
    assert_eq!(ids(6, 2), [("FW1030", staging), ("FW1030", prod)]);
}

#[test]
fn the_command_judges() {
    let desk = ledger("judged");
    desk.run("release list --gap --at 2026-11-10").clean("no findings");
    desk.run("release list --gap --at 2026-11-12").found("FW1030");
    desk.run("release list --gap --at 2026-11-12 --format json").found("\"time-gap\"");
    desk.run("release list --gap --at 2026-11-12 --max-days 9").clean("");
    desk.run("release list --gap --at 2026-11-12 --max-days 9 --max-releases 1").found("FW1031");
    desk.write("formwork.toml", "[release]\nmax-days = 9\nmax-releases = 1\n");
    desk.run("release list --gap --at 2026-11-12").found("FW1031");
    desk.run("release list --gap --at 2026-11-12 --max-releases 2").clean("no findings");
    desk.run("release list --max-days 9").refused("--gap");
}
