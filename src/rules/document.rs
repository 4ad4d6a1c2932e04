//! The rules as a page: `docs/rules.md`.

use handlebars::{Handlebars, RenderError, no_escape};
use serde_json::{Value, json};

use super::{RULES, Rule};

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
    handlebars.render_template(TEMPLATE, &json!({ "rules": rules }))
}

fn entry(rule: &Rule) -> Value {
    let factor = match rule.factor.numeral() {
        Some(numeral) => format!("{numeral}. {}", rule.factor.title()),
        None => rule.factor.title().to_owned(),
    };
    json!({
        "id": rule.id,
        "name": rule.name,
        "anchor": format!("{}-{}", rule.id.to_lowercase(), rule.name),
        "severity": rule.severity.name(),
        "factor": factor,
        "url": rule.factor.url(),
        "waivable": if rule.waivable { "yes" } else { "no" },
        "what": rule.what,
        "why": rule.why,
        "bad": rule.bad,
        "good": rule.good,
        "fix": rule.fix,
        "source": rule.source,
    })
}
