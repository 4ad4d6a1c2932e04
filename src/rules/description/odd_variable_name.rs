//! A variable that is not named as variables are.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Service};

use crate::rules::{Binding, Check, Finding, Rule};

/// `FW4016`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4016",
    name: "odd-variable-name",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "The name of a variable is not upper case letters, digits and underscores.",
    why: "shells and frameworks drop or cannot read such variables, and its parameter would have no name",
    bad: r#".env(&[config("logLevel", same("info"))])"#,
    good: r#".env(&[config("LOG_LEVEL", same("info"))])"#,
    fix: "Write the name in capitals, with underscores between words.",
    source: "https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/V1_chap08.html",
    waivable: false,
    check: Check::Binding(judge),
    lint: None,
};

/// Judges a variable, whoever sets it.
pub(crate) const fn judge<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    binding: &Binding<'_, 'a>,
) -> Option<Finding<'a>> {
    let Some(name) = binding.name() else { return None };
    if !binding.is_misspelled() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        binding.place(service),
        binding.at(),
        Message::of("service ")
            .code(service.name())
            .text(": ")
            .code(name)
            .text(" is no name for a variable"),
        Message::of("write it in capitals, with underscores between words, as in `LOG_LEVEL`"),
    ))
}
