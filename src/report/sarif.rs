//! Findings as SARIF 2.1.0, for code scanning.
//!
//! Findings that were set aside are results too, with the reason, so that a service does not take
//! them for mended.
//!
//! Facts: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::diag::Factor;
use crate::diag::code::CODES;
use crate::exchange::Finding;
use crate::exchange::finding::{Range, Severity};
use crate::rules;

/// The schema that a report names.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppression {
    /// Somebody wrote it beside the culprit, with this reason.
    InSource(String),
    /// A baseline has it.
    External,
}

/// One run: findings, and those that do not count.
pub fn document(findings: &[Finding], silenced: &[(Finding, Suppression)]) -> Value {
    let open = findings.iter().map(|finding| (finding, None));
    let silenced = silenced.iter().map(|(finding, why)| (finding, Some(why)));
    let all: Vec<_> = open.chain(silenced).collect();
    let mut ids: Vec<(&str, &str)> =
        all.iter().map(|(it, _)| (it.rule.as_str(), it.name.as_str())).collect();
    ids.sort_unstable();
    ids.dedup();
    let index = |rule: &str| ids.iter().position(|(id, _)| *id == rule);
    let results: Vec<_> =
        all.iter().map(|(finding, why)| result(finding, index(&finding.rule), *why)).collect();
    let rules: Vec<_> = ids.iter().map(|(id, name)| descriptor(id, name)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "formwork",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://docs.rs/formwork",
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A rule, or a finding that belongs to none.
fn descriptor(id: &str, name: &str) -> Value {
    let (what, why, fix, factor, severity) = match rules::find(id) {
        Some(rule) => {
            let severity = rule.lint.map_or(rule.severity, |lint| lint.severity);
            (rule.what, rule.why, rule.fix, rule.factor, severity)
        }
        None => match CODES.iter().find(|code| code.id == id) {
            Some(code) => (code.what, code.why, "", Factor::Description, code.severity),
            None => ("", "", "", Factor::Description, crate::diag::Severity::Error),
        },
    };
    json!({
        "id": id,
        "name": name,
        "shortDescription": { "text": what },
        "fullDescription": { "text": format!("{what} Because {why}.") },
        "help": {
            "text": format!("{what}\n\nWhy: {why}.\n\n{fix}"),
            "markdown": format!("{what}\n\n**Why.** Because {why}.\n\n{fix}"),
        },
        "helpUri": factor.url(),
        "defaultConfiguration": { "level": level(severity.into()) },
        "properties": { "tags": [factor.title()] },
    })
}

fn result(finding: &Finding, index: Option<usize>, why: Option<&Suppression>) -> Value {
    let mut result = Map::new();
    let mut set = |key: &str, value: Value| result.insert(key.to_owned(), value);
    set("ruleId", json!(finding.rule));
    set("ruleIndex", json!(index));
    set("level", json!(level(finding.severity)));
    set("message", json!({ "text": format!("{}: {}", finding.message, finding.help) }));
    let file = finding.file.as_deref();
    set("locations", json!([location(file, finding.span, &finding.path)]));
    let related = finding.related.iter().enumerate().map(|(position, it)| {
        json!({
            "id": position + 1,
            "message": { "text": it.message },
            "physicalLocation": physical(&it.file, Some(it.span)),
        })
    });
    let related: Vec<_> = related.collect();
    if !related.is_empty() {
        set("relatedLocations", json!(related));
    }
    if let Some(fingerprint) = &finding.fingerprint {
        set("partialFingerprints", json!({ "formwork/v1": fingerprint }));
    }
    // An empty list says that the finding counts, its absence that nobody looked.
    set(
        "suppressions",
        match why {
            None => json!([]),
            Some(Suppression::External) => json!([{ "kind": "external" }]),
            Some(Suppression::InSource(reason)) => {
                json!([{ "kind": "inSource", "justification": reason }])
            }
        },
    );
    Value::Object(result)
}

fn location(file: Option<&str>, span: Option<Range>, path: &str) -> Value {
    let logical = json!([{ "fullyQualifiedName": path }]);
    match file {
        Some(file) => {
            json!({ "physicalLocation": physical(file, span), "logicalLocations": logical })
        }
        None => json!({ "logicalLocations": logical }),
    }
}

fn physical(file: &str, span: Option<Range>) -> Value {
    let artifact = json!({ "uri": uri(file) });
    match span {
        Some(Range { start, end }) => json!({
            "artifactLocation": artifact,
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        }),
        None => json!({ "artifactLocation": artifact }),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI: relative, or `file://` if it is absolute.
fn uri(path: &str) -> String {
    let start = if path.starts_with('/') { "file://" } else { "" };
    path.bytes().fold(start.to_owned(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("infra/web.yaml"), "infra/web.yaml");
        assert_eq!(uri("a b/ä:1.tf"), "a%20b/%C3%A4%3A1.tf");
        assert_eq!(uri("/srv/a.tf"), "file:///srv/a.tf");
    }
}
