//! The rules as a page: `docs/rules.md`.

use handlebars::{Handlebars, RenderError, no_escape};
use serde_json::{Value, json};

use crate::diag::code::{CODES, Code};

use super::lint::Safety;
use super::{Check, RULES, Rule};

const TEMPLATE: &str = include_str!("../templates/rules.md.hbs");

/// Every rule as Markdown: a table of all, and a section for each.
///
/// # Errors
/// If the template does not render: a bug in formwork.
pub fn document() -> Result<String, RenderError> {
    let mut handlebars = Handlebars::new();
    handlebars.register_escape_fn(no_escape);
    handlebars.set_strict_mode(true);
    let rules: Vec<Value> = RULES.iter().map(|rule| entry(rule)).collect();
    let codes: Vec<Value> = CODES.iter().map(|code| other(code)).collect();
    handlebars.render_template(TEMPLATE, &json!({ "rules": rules, "codes": codes }))
}

fn other(code: &Code) -> Value {
    let severity = code.severity.name();
    json!({ "id": code.id, "name": code.name, "severity": severity, "what": code.what })
}

fn entry(rule: &Rule) -> Value {
    let factor = match rule.factor.numeral() {
        Some(numeral) => format!("{numeral}. {}", rule.factor.title()),
        None => rule.factor.title().to_owned(),
    };
    let lint = rule.lint.as_ref();
    let in_manifests = lint.map(|lint| {
        let mut formats: Vec<_> = lint.formats.iter().map(|format| format.name()).collect();
        formats.extend(lint.across.map(|_| "environments side by side (`formwork parity`)"));
        json!({
            "severity": lint.severity.name(),
            "default": if lint.default { "on by default" } else { "off unless selected" },
            "formats": formats.join(", "),
            "fix": lint.repair.map(|safety| match safety {
                Safety::Safe => "`--fix` mends it",
                Safety::Unsafe => "`--fix --unsafe-fixes` mends it: look at the result",
            }),
        })
    });
    json!({
        "id": rule.id,
        "name": rule.name,
        "anchor": format!("{}-{}", rule.id.to_lowercase(), rule.name),
        "factor": factor,
        "url": rule.factor.url(),
        "waivable": if rule.waivable { "yes" } else { "no" },
        "what": rule.what,
        "why": rule.why,
        "manifests": match lint {
            Some(lint) if lint.default => lint.severity.name().to_owned(),
            Some(lint) => format!("{}, opt-in", lint.severity.name()),
            None => "–".to_owned(),
        },
        "describes": describes(rule),
        "descriptions": if describes(rule) { rule.severity.name() } else { "–" },
        "inManifests": in_manifests,
        "language": language(rule),
        "bad": rule.bad,
        "good": rule.good,
        "fix": rule.fix,
        "source": rule.source,
    })
}

/// Whether a description can break it.
const fn describes(rule: &Rule) -> bool {
    !matches!(rule.check, Check::Unrepresentable)
}

/// What its examples are written in.
fn language(rule: &Rule) -> &'static str {
    if describes(rule) {
        return "rust";
    }
    match rule.bad.split([' ', ':']).next() {
        Some(
            "FROM" | "RUN" | "CMD" | "ENTRYPOINT" | "ENV" | "ARG" | "VOLUME" | "EXPOSE" | "COPY",
        ) => "dockerfile",
        Some("resource" | "module" | "terraform" | "variable" | "locals" | "data" | "provider") => {
            "hcl"
        }
        _ => "yaml",
    }
}
