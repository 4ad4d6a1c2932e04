//! A shell that stands between ECS and the process.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Service, text};

use crate::rules::image::HOLE;
use crate::rules::lint::{Findings, Form, RELEASES, commands};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0905`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0905",
    name: "shell-wrapped-pid1",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "The command of a service is a shell whose script does not end in `exec`.",
    why: "the shell gets SIGTERM and does not pass it on, so every task is killed in the middle of its work",
    bad: r#".command(&["sh", "-c", "node server.js"])"#,
    good: r#".command(&["node", "server.js"])"#,
    fix: "Write the command without a shell, or start the last one with `exec`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html",
    waivable: true,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Warning, find).in_formats(RELEASES)),
};

/// Whether a command is a shell that stays between the process and its signals.
pub(in crate::rules) const fn is_wrapped(command: &[&str]) -> bool {
    if command.len() < 3 || !text::eq(command[1], "-c") {
        return false;
    }
    let shell = command[0];
    text::ends_with(shell, "sh")
        && !text::contains(command[2], "exec ")
        && !text::contains(command[2], "trap ")
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !is_wrapped(service.arguments()) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(service.name(), "command"),
        service.at(),
        Message::of("service ")
            .code(service.name())
            .text(": the shell in its command keeps SIGTERM to itself"),
        Message::of("write the command without a shell, or put `exec` before the last one"),
    ))
}

/// Judges what runs on; in a Compose file there is nothing to lose.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for command in commands(manifest) {
        let help = match command.form {
            Form::Task => "write the command without a shell, or put `exec` before the last one",
            Form::Image => {
                "write it as a list, as in `CMD [\"node\", \"server.js\"]`, or put `exec` before the last command"
            }
            Form::Passing | Form::Compose => continue,
        };
        let words = command.words();
        let is_known = words.get(2).is_some_and(|script| !script.starts_with(HOLE));
        if is_known && is_wrapped(&words) {
            let message =
                format!("{}: the shell in its command keeps SIGTERM to itself", command.subject());
            findings.at(command.resource, command.node, message, help);
        }
    }
}
