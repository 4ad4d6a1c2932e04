//! A service that is a scheduler of other work.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Service, scan};

use crate::rules::lint::{Findings, Form, RELEASES, commands};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW1205`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1205",
    name: "cron-in-container",
    severity: Severity::Warning,
    factor: Factor::AdminProcesses,
    what: "The command of a container runs a cron daemon.",
    why: "every task runs every job, and a deployment stops them half way",
    bad: r#".command(&["crond", "-f"])"#,
    good: r#".command(&["app", "work"])"#,
    fix: "Start a task on a schedule with EventBridge Scheduler, or let one worker take jobs from a queue.",
    source: "https://12factor.net/admin-processes",
    waivable: true,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Warning, find).in_formats(RELEASES)),
};

/// What runs jobs by the clock.
const SCHEDULERS: [&str; 3] = ["cron", "crond", "supercronic"];

/// The first of them that a command has: one of its arguments, or a part of a shell's script.
pub(in crate::rules) const fn found(command: &[&str]) -> Option<&'static str> {
    let mut i = 0;
    while i < SCHEDULERS.len() {
        if scan::starts(command, SCHEDULERS[i]) {
            return Some(SCHEDULERS[i]);
        }
        i += 1;
    }
    None
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let Some(command) = found(service.arguments()) else { return None };
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "command"),
        service.at(),
        Message::of("service ").code(service.name()).text(" runs ").code(command),
        Message::of("start a task on a schedule, or take jobs from a queue"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for command in commands(manifest).into_iter().filter(|it| it.form != Form::Compose) {
        if let Some(found) = found(&command.words()) {
            findings.at(
                command.resource,
                command.node,
                format!("{} runs `{found}`", command.subject()),
                "start a task on a schedule with EventBridge Scheduler, or take jobs from a queue",
            );
        }
    }
}
