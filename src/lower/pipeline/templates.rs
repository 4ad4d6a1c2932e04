//! The templates of buildspecs, workflows and scripts in `src/templates`, and the lists of commands
//! that they share.

use handlebars::{Handlebars, no_escape};
use serde_json::Value as Json;

/// What templates include by name. What they name stands in the values of whoever includes them.
const SHARED: &[(&str, &str)] = &[
    ("build", include_str!("../../templates/commands/build.sh.hbs")),
    ("canary", include_str!("../../templates/commands/canary.sh.hbs")),
    ("go-back", include_str!("../../templates/commands/go-back.sh.hbs")),
    ("install-terraform", include_str!("../../templates/commands/install-terraform.sh.hbs")),
    ("keep", include_str!("../../templates/commands/keep.sh.hbs")),
    ("migrate", include_str!("../../templates/commands/migrate.sh.hbs")),
    ("publish", include_str!("../../templates/commands/publish.sh.hbs")),
    ("release", include_str!("../../templates/commands/release.sh.hbs")),
    ("checkout", include_str!("../../templates/workflow/checkout.yml.hbs")),
    ("credentials", include_str!("../../templates/workflow/credentials.yml.hbs")),
];

/// A template of ours, filled in.
pub(super) fn render(template: &str, values: &Json) -> String {
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    templates.register_escape_fn(no_escape);
    for (name, text) in SHARED {
        templates.register_partial(name, text).expect("the template is ours");
    }
    templates.render_template(template, values).expect("the template is ours and names only these")
}

/// A word of the shell.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "/._-".contains(it);
    if text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// Commands, each in a line of its own of a YAML block that is indented so far. A command of several
/// lines stays inside its block.
pub(super) fn block(commands: &[&str], indent: usize) -> String {
    let margin = format!("\n{}", " ".repeat(indent));
    let lines = commands.iter().map(|it| it.trim_end().replace('\n', &margin));
    lines.collect::<Vec<_>>().join(&margin)
}
