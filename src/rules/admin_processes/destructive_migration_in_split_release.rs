//! A migration that breaks the release which still has traffic.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW1209`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1209",
    name: "destructive-migration-in-split-release",
    severity: Severity::Error,
    factor: Factor::AdminProcesses,
    what: "A service whose deployments let two releases share the traffic has a migration that drops or renames what the older one uses.",
    why: "migrations run before traffic shifts: from then on every request that the old release answers fails, and going back to it does not help",
    bad: r#".deploy(Deploy::canary(Share::percent(10), Bake::minutes(10)))
.migrations(&[Migration::new("drop-column", &["/app", "migrate"]).destructive()])"#,
    good: r#".deploy(Deploy::canary(Share::percent(10), Bake::minutes(10)))
.migrations(&[Migration::new("add-column", &["/app", "migrate"])])"#,
    fix: "Expand, deploy, contract: add what is new, release what uses it, and drop what is old in a later release that is deployed with `Deploy::rolling`.",
    source: "https://martinfowler.com/bliki/ParallelChange.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let deploy = service.deployment();
    let migrations = service.migration_list();
    let mut i = 0;
    while i < migrations.len() {
        if deploy.shifts_traffic() && migrations[i].is_destructive() {
            let name = migrations[i].name();
            return Some(Finding::new(
                &RULE,
                Place(service.name(), "migrations", name),
                migrations[i].at(),
                Message::of("service ")
                    .code(service.name())
                    .text(" is deployed with ")
                    .code(deploy.strategy().name())
                    .text(", so its running release meets what ")
                    .code(name)
                    .text(" destroys"),
                Message::of(
                    "drop it in a later release that is deployed with `Deploy::rolling`, once no release uses it",
                ),
            ));
        }
        i += 1;
    }
    None
}
