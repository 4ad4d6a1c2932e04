//! A table that cannot be put back to what it was.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest};

use crate::rules::lint::{Findings, Safety, is_for_trial, term};
use crate::rules::{Check, Lint, Rule};

/// `FW2151`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2151",
    name: "table-without-recovery",
    severity: Severity::Info,
    factor: Factor::BackingServices,
    what: "A DynamoDB table has no point-in-time recovery.",
    why: "a release that writes nonsense into a table, or deletes from it, cannot be undone",
    bad: r"Orders:
  Type: AWS::DynamoDB::Table",
    good: r"Orders:
  Type: AWS::DynamoDB::Table
  Properties:
    PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}",
    fix: "Switch it on, unless the table holds what can be made again: a cache, a lock.",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).repaired(Safety::Safe)),
};

const PROPERTY: &str = "point_in_time_recovery";

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for table in manifest.of("dynamodb/table").filter(|it| !is_for_trial(manifest, it)) {
        let message = format!("`{}` cannot be put back to an earlier time", table.address);
        let help = format!("enable {}", term(manifest, table, PROPERTY));
        let block = table.property(PROPERTY).map(|it| it.items().first().unwrap_or(it));
        let found = match block.map(|it| it.get("enabled")) {
            Some(Some(node)) if is_off(&node.data) => findings.at(table, node, message, help),
            None if table.properties.lacks(PROPERTY) => {
                findings.missing(table, PROPERTY, message, help)
            }
            Some(_) | None => continue,
        };
        found.set(&[PROPERTY, "enabled"], Data::Bool(true));
    }
}

/// Whether a switch is written as off; a parameter is for each environment to set.
fn is_off(data: &Data) -> bool {
    match data {
        Data::Bool(on) => !on,
        Data::Text(text) => text.eq_ignore_ascii_case("false"),
        _ => false,
    }
}
