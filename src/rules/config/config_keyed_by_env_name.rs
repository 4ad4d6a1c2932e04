//! A table of settings whose keys are the environments' names.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Field, Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::name::{is_environment, may_be_environment};
use crate::rules::{Check, Lint, Rule};

/// `FW0305`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0305",
    name: "config-keyed-by-env-name",
    severity: Severity::Warning,
    factor: Factor::Config,
    what: "A mapping, or a map that a variable indexes, has an entry for each of several environments.",
    why: "config that varies by deploy must be outside code: a new environment, or a change to one, edits and redeploys the template of all",
    bad: r"Mappings:
  Size:
    dev: {Count: 1}
    prod: {Count: 4}",
    good: r"Parameters:
  Count:
    Type: Number",
    fix: "Make each value a parameter (variable), and give it in a parameter (variable) file per environment.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// The entries whose keys are names of environments, if the keys say that this is what the table is
/// about: at least two of them, of which one can be nothing else.
fn by_environment(table: &Node) -> Vec<&Field> {
    let fields = table.fields().iter().filter(|field| may_be_environment(&field.key));
    let fields: Vec<&Field> = fields.collect();
    let is_sure = fields.len() > 1 && fields.iter().any(|field| is_environment(&field.key));
    if is_sure { fields } else { Vec::new() }
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for mapping in manifest.of("mapping") {
        let Some(table) = mapping.property("table") else { continue };
        let inner = table.fields().iter().map(|field| &field.value);
        let Some((table, entries)) = std::iter::once(table)
            .chain(inner)
            .map(|table| (table, by_environment(table)))
            .find(|(_, entries)| !entries.is_empty())
        else {
            continue;
        };
        let names: Vec<_> = entries.iter().map(|field| format!("`{}`", field.key)).collect();
        findings.at_key(
            mapping,
            table,
            &entries[0].key,
            format!("a table of settings is keyed by environment: {}", names.join(", ")),
            "make each value a parameter, given in a file per environment",
        );
    }
}
