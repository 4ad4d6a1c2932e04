//! A container that manages several processes.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Service, scan};

use crate::rules::lint::{COMMANDS, Findings, commands};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0806`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0806",
    name: "process-manager-in-container",
    severity: Severity::Info,
    factor: Factor::Concurrency,
    what: "The command of a service runs a process manager.",
    why: "ECS then sees one process that is always up, and cannot restart, scale or log those inside it",
    bad: r#".command(&["supervisord", "-n"])"#,
    good: r#".command(&["app"])"#,
    fix: "Make each process a service of its own.",
    source: "https://12factor.net/concurrency",
    waivable: true,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Info, find).in_formats(COMMANDS)),
};

/// What manages processes.
const MANAGERS: [&str; 7] =
    ["supervisord", "pm2", "pm2-runtime", "systemd", "foreman", "honcho", "s6-svscan"];

/// The first of them that a command has: one of its arguments, or a part of a shell's script.
pub(in crate::rules) const fn found(command: &[&str]) -> Option<&'static str> {
    let mut i = 0;
    while i < MANAGERS.len() {
        if scan::starts(command, MANAGERS[i]) {
            return Some(MANAGERS[i]);
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
        Message::of("make each process a service of its own"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for command in commands(manifest) {
        if let Some(found) = found(&command.words()) {
            findings.at(
                command.resource,
                command.node,
                format!("{} runs `{found}`", command.subject()),
                "make each process a container of its own, with a service of its own",
            );
        }
    }
}
