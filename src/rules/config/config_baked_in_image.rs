//! An image that carries the config of one environment.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Format, Manifest, Node, Resource};
use crate::spec::scan;

use crate::rules::lint::Findings;
use crate::rules::name::may_be_environment;
use crate::rules::{Check, Lint, Rule};

/// `FW0309`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0309",
    name: "config-baked-in-image",
    severity: Severity::Warning,
    factor: Factor::Config,
    what: "The last stage of a Dockerfile sets a variable such as `NODE_ENV` to an environment, or copies a `.env` file.",
    why: "an image is built once for every environment, and what it carries of one is wrong, or readable, in all others",
    bad: r"FROM public.ecr.aws/docker/library/node:22
COPY .env server.js ./",
    good: r"FROM public.ecr.aws/docker/library/node:22
COPY server.js ./",
    fix: "Give it when the container starts: as a variable of the task definition, or from a secret.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[Format::Dockerfile])),
};

/// Whether a path is of a file of variables that is used, not one that shows their names.
fn is_env_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.strip_prefix(".env") {
        Some("" | ".local") => true,
        Some(rest) => rest
            .strip_prefix('.')
            .is_some_and(|rest| may_be_environment(rest.strip_suffix(".local").unwrap_or(rest))),
        None => false,
    }
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let stages = manifest.of("image-stage");
    for stage in stages.filter(|it| it.property("last").and_then(Node::bool) == Some(true)) {
        variables(stage, findings);
        if let Some(copied) = stage.property("copy") {
            files(stage, copied, findings);
        }
    }
}

fn variables(stage: &Resource, findings: &mut Findings<'_>) {
    let variables = stage.property("environment").map(Node::fields).unwrap_or_default();
    for field in variables.iter().filter(|it| scan::names_an_environment_group(&it.key)) {
        // A build argument may be given when the image is built.
        let is_given = matches!(field.value.data, Data::Input(_));
        let value = field.value.text().filter(|it| !is_given && may_be_environment(it));
        if let Some(value) = value {
            findings.at(
                stage,
                &field.value,
                format!("the image is for one environment: `{}` is `{value}`", field.key),
                "set it when the container starts",
            );
        }
    }
}

fn files(stage: &Resource, copied: &Node, findings: &mut Findings<'_>) {
    let mut found = Vec::new();
    copied.walk(&mut |node| found.extend(node.text().map(|text| (node, text))));
    for (node, text) in found {
        if let Some(path) = text.split_whitespace().find(|word| is_env_file(word)) {
            findings.at(
                stage,
                node,
                format!("the image carries `{path}`"),
                "list it in `.dockerignore`, and give its variables when the container starts",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_variables() {
        for path in [".env", "./app/.env", ".env.production", ".env.local", ".env.dev.local"] {
            assert!(is_env_file(path), "{path}");
        }
        for path in [".env.example", ".env.sample", ".environment", ".envrc", "env", ".env.d/x"] {
            assert!(!is_env_file(path), "{path}");
        }
    }
}
