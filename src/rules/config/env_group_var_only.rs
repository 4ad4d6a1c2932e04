//! A variable that switches a group of settings by environment.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Service, Source, Variable, Vary, scan};

use crate::rules::lint::{CONTAINERS, Findings, containers, in_list};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0307`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0307",
    name: "env-group-var-only",
    severity: Severity::Warning,
    factor: Factor::Config,
    what: "A variable such as `NODE_ENV` differs between environments, holds the name of one, or is all that configures a container.",
    why: "code that branches on the name of its environment runs paths in production that ran nowhere before",
    bad: r#".env(&[config("APP_ENV", per_env! { dev: "dev", prod: "prod" })])"#,
    good: r#".env(&[config("APP_ENV", same("production")), config("LOG_LEVEL", per_env! { dev: "debug", prod: "info" })])"#,
    fix: "Give it the same value everywhere, and a variable of its own to each setting that differs.",
    source: "https://12factor.net/config",
    waivable: true,
    check: Check::Variable(judge),
    lint: Some(Lint::new(Severity::Info, find).in_formats(CONTAINERS)),
};

/// Judges a variable.
pub(crate) fn judge<'a>(
    app: &App<'a>,
    service: &Service<'a>,
    variable: &Variable<'a>,
) -> Option<Finding<'a>> {
    let Source::Plain(value) = variable.source() else { return None };
    if !variable.traits().environment_group || !groups(app, value) {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(service.name(), "env", variable.name()),
        variable.at(),
        Message::of("service ")
            .code(service.name())
            .text(": ")
            .code(variable.name())
            .text(" switches a group of settings by environment"),
        Message::of("give it one value everywhere, and each setting that differs its own variable"),
    ))
}

/// Whether a value differs between environments, or names one.
fn groups(app: &App<'_>, value: &Vary<&str>) -> bool {
    let values: Vec<_> = (0..app.environment_count()).filter_map(|e| value.at(e)).collect();
    values.windows(2).any(|pair| pair[0] != pair[1])
        || values.iter().any(|value| app.environment(value).is_some())
}

/// Judges containers whose only setting is the name of an environment.
fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for container in containers(manifest) {
        let Some(list) = container.get("environment") else { continue };
        let variables = in_list(container.resource, container.name(), list);
        let others = ["secrets", "environment_files", "env_file"];
        let [only] = &variables[..] else { continue };
        let is_group = scan::names_an_environment_group(only.name);
        if is_group && others.iter().all(|it| container.get(it).is_none()) {
            findings.at(
                container.resource,
                only.value,
                format!("`{}`: `{}` is all that configures it", only.user, only.name),
                "give each setting that differs a variable of its own",
            );
        }
    }
}
