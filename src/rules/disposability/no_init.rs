//! A package manager or a shell as the first process of a container.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Command, Findings, Form, TASKS, commands, container_term, containers_of};
use crate::rules::{Check, Lint, Rule};

/// `FW0904`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0904",
    name: "no-init",
    severity: Severity::Info,
    factor: Factor::Disposability,
    what: "A container starts a package manager or a shell, without an init process.",
    why: "the first process of a container has to forward signals and reap processes that ended: neither of them does, so the app may not hear SIGTERM, and ended processes stay",
    bad: r"ContainerDefinitions:
  - Name: app
    Command: [npm, start]",
    good: r"ContainerDefinitions:
  - Name: app
    Command: [npm, start]
    LinuxParameters: {InitProcessEnabled: true}",
    fix: "Start the process itself, as in `[node, server.js]`, and enable the init process if it starts others.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

/// What starts another process and waits for it.
const WRAPPERS: [&str; 8] = ["npm", "npx", "yarn", "pnpm", "sh", "bash", "ash", "dash"];
/// What forwards signals and reaps processes, if it comes first.
const INITS: [&str; 5] = ["tini", "dumb-init", "catatonit", "s6-", "exec "];

/// What a command starts first, if that is a package manager or a shell.
fn wrapper<'w>(words: &[&'w str]) -> Option<&'w str> {
    let program = words.first()?.rsplit('/').next()?;
    let has_init = words.iter().any(|word| INITS.iter().any(|it| word.contains(it)));
    (WRAPPERS.contains(&program) && !has_init).then_some(program)
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for command in commands(manifest).into_iter().filter(|it| it.form == Form::Task) {
        let words = command.words();
        let Some(program) = wrapper(&words).filter(|_| may_have_init(&command)) else { continue };
        let message = format!("{} starts `{program}` without an init process", command.subject());
        let init = container_term(manifest, "linux_parameters");
        let help = format!("start the app itself, or enable the init process in {init}");
        findings.at(command.resource, command.node, message, help);
    }
}

/// Whether the container of a command surely has no init process, and could have one.
fn may_have_init(command: &Command<'_>) -> bool {
    let task = command.resource;
    let family = task.properties.at("runtime_platform.operating_system_family");
    let is_linux = family.is_none_or(|it| it.text() == Some("LINUX"));
    let starts = |node: Option<&Node>| node.is_some_and(|it| std::ptr::eq(it, command.node));
    let mut containers = containers_of(task).into_iter();
    let container =
        containers.find(|it| starts(it.get("command")) || starts(it.get("entry_point")));
    let lacks_init = container.is_some_and(|it| match it.get("linux_parameters") {
        None => it.node.lacks("linux_parameters"),
        Some(linux) => {
            let enabled = linux.get("init_process_enabled");
            linux.lacks("init_process_enabled")
                || enabled.is_some_and(|it| it.bool() == Some(false))
        }
    });
    is_linux && lacks_init && task.property("pid_mode").is_none()
}

#[cfg(test)]
mod tests {
    use super::wrapper;

    #[test]
    fn wrappers() {
        let check = |words: &[&str], expected| assert_eq!(wrapper(words), expected, "{words:?}");
        check(&["npm", "start"], Some("npm"));
        check(&["/bin/sh", "-c", "node server.js"], Some("sh"));
        check(&["/bin/sh", "-c", "exec node server.js"], None);
        check(&["tini", "--", "npm", "start"], None);
        check(&["sh", "-c", "dumb-init node server.js"], None);
        check(&["node", "server.js"], None);
        check(&[], None);
    }
}
