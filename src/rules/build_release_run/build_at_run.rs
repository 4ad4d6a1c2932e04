//! A service that builds or installs something when it starts.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Service, scan};

use crate::rules::lint::{COMMANDS, Command, Findings, Form, commands};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0501`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0501",
    name: "build-at-run",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "The command of a service installs packages, clones a repository or compiles.",
    why: "a start then needs the network and yields another system each time, so what was tested is not what runs",
    bad: r#".command(&["sh", "-c", "npm install && exec node server.js"])"#,
    good: r#".command(&["node", "server.js"])"#,
    fix: "Move it into the image, where it happens once for every environment.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Error, find).in_formats(COMMANDS)),
};

/// What builds or installs.
const BUILDS: [&str; 14] = [
    "npm install",
    "npm ci",
    "yarn install",
    "pnpm install",
    "pip install",
    "bundle install",
    "apt-get install",
    "apk add",
    "yum install",
    "git clone",
    "mvn package",
    "gradle build",
    "cargo build",
    "go build",
];

/// The first of them that a command has: one of its arguments, or a part of a shell's script.
pub(in crate::rules) const fn found(command: &[&str]) -> Option<&'static str> {
    let mut i = 0;
    while i < BUILDS.len() {
        if scan::runs(command, BUILDS[i]) {
            return Some(BUILDS[i]);
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
        Message::of("do it in the Dockerfile, once for every environment"),
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for command in commands(manifest).into_iter().filter(is_release) {
        if let Some(found) = found(&command.words()) {
            findings.at(
                command.resource,
                command.node,
                format!("{} runs `{found}` when it starts", command.subject()),
                "do it in the Dockerfile, once for every environment",
            );
        }
    }
}

/// Whether a command is of something that was released: in a Compose file with folders of its host, it
/// is of somebody at work on the code.
fn is_release(command: &Command<'_>) -> bool {
    match command.form {
        Form::Task | Form::Image => true,
        Form::Passing => false,
        Form::Compose => command.resource.property("volumes").is_none(),
    }
}
