//! A container that manages several processes.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service, scan};

use super::{Check, Finding, Place, Rule};

/// `FW0806`.
pub(super) static RULE: Rule = Rule {
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
    lint: None,
};

/// What manages processes.
const MANAGERS: [&str; 6] = ["supervisord", "pm2", "systemd", "foreman", "honcho", "s6-svscan"];

/// The first of them that a command has: one of its arguments, or a part of a shell's script.
pub(super) const fn found(command: &[&str]) -> Option<&'static str> {
    let mut i = 0;
    while i < MANAGERS.len() {
        if scan::runs(command, MANAGERS[i]) {
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
