//! Dependencies that are installed without their lockfile.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW0211`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0211",
    name: "lockfile-not-copied",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "A Dockerfile copies a list of dependencies without its lockfile, and installs them.",
    why: "every build takes the newest versions that fit, so two images of one commit differ",
    bad: r"COPY package.json ./
RUN npm install",
    good: r"COPY package.json package-lock.json ./
RUN npm ci",
    fix: "Copy the lockfile too, and install exactly what it says, as with `npm ci`.",
    source: "https://docs.npmjs.com/cli/v11/commands/npm-ci",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[Format::Dockerfile])),
};

/// A tool: its list of dependencies, its lockfiles, and what installs them.
struct Tool {
    list: &'static str,
    locks: &'static [&'static str],
    installs: &'static [&'static str],
}

const TOOLS: [Tool; 4] = [
    Tool {
        list: "package.json",
        locks: &[
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "bun.lockb",
        ],
        installs: &["npm install", "npm i", "yarn install", "yarn", "pnpm install"],
    },
    Tool { list: "composer.json", locks: &["composer.lock"], installs: &["composer install"] },
    Tool { list: "Gemfile", locks: &["Gemfile.lock"], installs: &["bundle install"] },
    Tool { list: "pyproject.toml", locks: &["poetry.lock"], installs: &["poetry install"] },
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for stage in manifest.of("image-stage") {
        for tool in &TOOLS {
            let Some((at, command)) = installed(stage, tool) else { continue };
            let Some(copied) = copied_before(stage, at) else { continue };
            let has = |name: &str| copied.iter().any(|(file, _)| *file == name);
            let list = copied.iter().find(|(file, _)| *file == tool.list);
            let Some((_, node)) = list.filter(|_| !tool.locks.iter().any(|it| has(it))) else {
                continue;
            };
            let message = format!("`{command}` gets `{}` without a lockfile", tool.list);
            let help = format!("copy `{}` too, and install what it says", tool.locks[0]);
            findings.at(stage, node, message, help).related("the installation", at.span);
        }
    }
}

/// The first instruction that installs a tool's list as a whole, and what it says.
fn installed<'m>(stage: &'m Resource, tool: &Tool) -> Option<(&'m Node, &'static str)> {
    let runs = stage.property("run").map(Node::items).unwrap_or_default();
    runs.iter().find_map(|run| {
        let commands = run.text()?.split(['&', ';', '|', '\n']).map(str::trim);
        let found = commands.into_iter().find_map(|it| install_of(it, tool.installs));
        Some((run, found?))
    })
}

/// Which of these a command is: no packages stand behind it, only flags that leave the list alone.
fn install_of(command: &str, installs: &[&'static str]) -> Option<&'static str> {
    installs.iter().copied().find(|install| {
        let Some(rest) = command.strip_prefix(install) else { return false };
        let is_end = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let mut words = rest.split_whitespace();
        is_end && words.all(|it| it.starts_with("--") && it != "--global")
    })
}

/// The files that are copied before an instruction; `None` if there may be others.
fn copied_before<'m>(stage: &'m Resource, at: &Node) -> Option<Vec<(&'m str, &'m Node)>> {
    if stage.property("from_stage").and_then(Node::bool) == Some(true) {
        return None;
    }
    let mut files = Vec::new();
    for copy in stage.property("copy").map(Node::items).unwrap_or_default() {
        if copy.span.start > at.span.start {
            continue;
        }
        if copy.get("from").is_some() {
            return None;
        }
        for source in copy.get("sources").map(Node::items).unwrap_or_default() {
            let file = source.text()?.rsplit('/').next()?;
            // A folder or a pattern may hold the lockfile.
            if !file.contains('.') && file != "Gemfile" || file.contains('*') || file == "." {
                return None;
            }
            files.push((file, source));
        }
    }
    Some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installations() {
        let check = |command, expected: Option<&str>| {
            assert_eq!(install_of(command, TOOLS[0].installs), expected, "{command}");
        };
        check("npm install", Some("npm install"));
        check("npm install --production", Some("npm install"));
        check("npm i", Some("npm i"));
        check("yarn", Some("yarn"));
        check("npm ci", None);
        check("npm install express", None);
        check("npm install -g npm", None);
        check("npm install --global npm", None);
        check("yarn build", None);
    }
}
