//! A module whose name is taken, or cannot name its stacks.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Module, text};

use crate::rules::description::reserved_name::is_reserved;
use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW4030`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4030",
    name: "colliding-module",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A module is called like a service, another module or a stack of formwork, or is not in kebab case.",
    why: "a module's name is that of its stack and the beginning of its logical IDs",
    bad: r#"App::new("shop", ENVIRONMENTS, REPOSITORY)
    .services(&[&DOCS_SERVICE]) // called `docs`
    .modules(&[&static_site::module("docs", &HOST)])"#,
    good: r#"App::new("shop", ENVIRONMENTS, REPOSITORY)
    .services(&[&DOCS_SERVICE])
    .modules(&[&static_site::module("docs-site", &HOST)])"#,
    fix: "Choose a name in kebab case that nothing else in the app has.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges every module.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for (position, module) in index.app.module_list().iter().enumerate() {
        let service = index.names.contains_key(&module.hash);
        found.extend(judge(index.app, position, service));
    }
}

/// Judges a module beside those before it; `service` says that a service has its name.
pub(crate) const fn judge<'a>(
    app: &App<'a>,
    position: usize,
    service: bool,
) -> Option<Finding<'a>> {
    let modules = app.module_list();
    let module = modules[position];
    let message = Message::of("module ").code(module.name);
    let message = if service {
        message.text(" is called like a service")
    } else if is_reserved(module.name) {
        message.text(" is named like a stack of formwork")
    } else if !text::is_kebab(module.name) {
        message.text(" is not written in kebab case")
    } else if is_among(modules, position) {
        message.text(" is called like another module")
    } else {
        return None;
    };
    Some(Finding::new(
        &RULE,
        Place::of(module.name),
        module.at,
        message,
        Message::of("choose another name, as in `docs-site`"),
    ))
}

const fn is_among(modules: &[&Module<'_>], position: usize) -> bool {
    let mut i = 0;
    while i < position {
        if modules[i].hash == modules[position].hash {
            return true;
        }
        i += 1;
    }
    false
}
