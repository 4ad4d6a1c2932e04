//! Encryption, TLS or authentication that differs between environments.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Comparison, Differences, Topic};
use crate::rules::{Check, Lint, Rule};

/// `FW1021`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1021",
    name: "security-differs",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "Encryption, a TLS policy, authentication or public access is not the same in every environment.",
    why: "clients and keys are tried in production first, and copies of production data end up where they are not protected",
    bad: r#"# StorageEncrypted in dev.json
"StorageEncrypted": "false"  # and true in prod.json"#,
    good: r#"# StorageEncrypted in every file
"StorageEncrypted": "true""#,
    fix: "Protect every environment alike.",
    source: "https://12factor.net/dev-prod-parity",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

fn judge(_: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    found.tell_topic(Topic::Security, "protect every environment alike");
}
