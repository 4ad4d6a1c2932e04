//! Rules about waivers. The date is 2027-01-01 in these cases.

use super::*;

/// An app whose service has one task in production only, which the waiver covers.
fn waived(waivers: &[Waiver<'_>], see: &mut dyn FnMut(&App<'_>)) {
    let tasks = per_env! { dev: Tasks(2, 4), staging: Tasks(2, 4), prod: Tasks(1, 4) };
    see(&app().services(&[&web("web").tasks(tasks)]).waivers(waivers));
}

fn waiver<'a>(rule: &'a str, place: &'a str) -> Waiver<'a> {
    let period = Period::new("2026-12-15", "2027-02-15");
    Waiver::new(rule, place, TEAM, period).because("one session at a time, OPS-123")
}

const COVERS: fn() -> Waiver<'static> = || waiver("FW0802", "web/tasks");

pub(super) const CASES: &[Row] = &[
    ("FW0010", "waivers/FW9999/web", "waiver of `FW9999`, which is no rule", |bad, see| {
        waived(&[COVERS(), waiver("FW9999", "web")][..pick(bad, 2, 1)], see);
    }),
    (
        "FW0011",
        "waivers/FW0901/web",
        "waiver of `FW0901` (no-health-check), which cannot be waived",
        |bad, see| {
            waived(&[COVERS(), waiver("FW0901", "web")][..pick(bad, 2, 1)], see);
        },
    ),
    (
        "FW0012",
        "waivers/FW0802/web/tasks",
        "waiver of `FW0802` at `web/tasks` has no reason",
        |bad, see| {
            waived(&[COVERS().because(pick(bad, "", "OPS-123"))], see);
        },
    ),
    (
        "FW0013",
        "waivers/FW0802/web/tasks",
        "waiver of `FW0802` in `production`, which is no environment",
        |bad, see| {
            waived(&[COVERS().in_environments(pick(bad, &["prod", "production"], &["prod"]))], see);
        },
    ),
    (
        "FW0014",
        "waivers/FW0802/web/tasks",
        "waiver of `FW0802` at `web/tasks` ended on `2026-12-15`",
        |bad, see| {
            let over = Waiver::new("FW0802", "web/tasks", TEAM, PERIOD).because("OPS-123");
            waived(&[pick(bad, over, COVERS())], see);
        },
    ),
    (
        "FW0015",
        "waivers/FW1016/web",
        "waiver of `FW1016` at `web` covers no finding",
        |bad, see| {
            waived(&[COVERS(), waiver("FW1016", "web")][..pick(bad, 2, 1)], see);
        },
    ),
    (
        "FW0016",
        "waivers/FW0802/wbe",
        "waiver of `FW0802` at `wbe`, where there is nothing",
        |bad, see| {
            waived(&[COVERS(), waiver("FW0802", "wbe")][..pick(bad, 2, 1)], see);
        },
    ),
];
