//! A service that migrates its database when it starts.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Service, scan};

use crate::rules::lint::{COMMANDS, Command, Findings, Form, commands, is_served};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW1201`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1201",
    name: "migrate-at-start",
    severity: Severity::Error,
    factor: Factor::AdminProcesses,
    what: "The command of a service runs a migration tool.",
    why: "each task runs it again, several at the same time during a deployment, and a failed migration stops the service",
    bad: r#".command(&["sh", "-c", "alembic upgrade head && exec app"])"#,
    good: r#".command(&["app"])"#,
    fix: "Run the migration as a one-off task of the same image before the release goes out.",
    source: "https://12factor.net/admin-processes",
    waivable: true,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Error, find).in_formats(COMMANDS)),
};

/// What migrates a database.
const MIGRATIONS: [&str; 9] = [
    "db:migrate",
    "manage.py migrate",
    "alembic upgrade",
    "flyway migrate",
    "liquibase update",
    "prisma migrate",
    "knex migrate",
    "sqlx migrate",
    "diesel migration",
];

/// The first of them that a command has: one of its arguments, or a part of a shell's script.
pub(in crate::rules) const fn found(command: &[&str]) -> Option<&'static str> {
    let mut i = 0;
    while i < MIGRATIONS.len() {
        if scan::runs(command, MIGRATIONS[i]) {
            return Some(MIGRATIONS[i]);
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
        Message::of("service ")
            .code(service.name())
            .text(" runs ")
            .code(command)
            .text(" when it starts"),
        Message::of("run it as a one-off task of the same image before the release goes out"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for command in commands(manifest).iter().filter(|it| is_of_service(manifest, it)) {
        if let Some(found) = found(&command.words()) {
            findings.at(
                command.resource,
                command.node,
                format!("{} runs `{found}` when it starts", command.subject()),
                "run it as a one-off task of the same image before the release goes out",
            );
        }
    }
}

/// Whether a command is of a service: one that does nothing else is the one-off task that the rule
/// asks for, unless a service runs it.
fn is_of_service(manifest: &Manifest, command: &Command<'_>) -> bool {
    let goes_on = || command.words.iter().any(|it| it.contains("&&") || it.contains([';', '\n']));
    match command.form {
        Form::Passing => false,
        Form::Task => is_served(manifest, command.resource) || goes_on(),
        Form::Compose | Form::Image => goes_on(),
    }
}
