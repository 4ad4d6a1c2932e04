//! A description says on every day what the program itself would say.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use formwork::exchange::{Description, Finding};
use formwork::prelude::*;
use formwork::run::{Io, run};

environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("greeting", "greeting@hello.example");

/// Errors and warnings, two waivers that end on different days, and one that is of no use.
const APP: App = App::new("hello", ENVIRONMENTS, Repository::github("acme/hello"))
    .services(&[&WEB, &API])
    .waivers(&[
        Waiver::new("FW0802", "web", TEAM, Period::new("2026-11-01", "2026-12-31"))
            .because("not idempotent yet, OPS-1"),
        Waiver::new("FW0905", "api", TEAM, Period::new("2026-11-01", "2026-11-30"))
            .because("OPS-2"),
    ]);

const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(TEAM)
    .tasks(per_env! { dev: Tasks(1, 1), prod: Tasks(1, 1) })
    .env(&[config("DB_PASSWORD", same("hunter2"))]);

const API: Service =
    Service::internal("api", Build::dockerfile("."), Port::http(8080)).tasks(same(Tasks(1, 2)));

fn printed(arguments: &[&str]) -> Vec<u8> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = Io { out: &mut out, err: &mut err, today: || "2026-11-22".to_owned() };
    run(&APP, arguments.iter().map(Into::into), &mut io);
    assert_eq!(String::from_utf8(err).unwrap(), "");
    out
}

#[test]
fn findings_are_those_of_the_program_on_every_day() {
    let described: Description = serde_json::from_slice(&printed(&["describe"])).unwrap();
    let mut counts = Vec::new();
    for day in ["2026-11-01", "2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"] {
        let own = printed(&["check", "--format", "json", "--today", day]);
        let own: Vec<Finding> = serde_json::from_slice(&own).unwrap();
        assert_eq!(described.findings_on(day), own, "{day}");
        counts.push(own.len());
    }
    assert!(counts[0] > 2, "the description was to have findings: {counts:?}");
    let more: Vec<_> = counts.iter().map(|it| it - counts[0]).collect();
    assert_eq!(more, [0, 0, 1, 1, 2]);
}

#[test]
fn there_is_no_plan_while_there_are_errors() {
    let described: Description = serde_json::from_slice(&printed(&["describe"])).unwrap();
    assert_eq!(described.plan, None);
    assert_eq!(described.obstacles, []);
}
