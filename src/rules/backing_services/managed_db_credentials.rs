//! A database whose master password passes through the stack.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node};

use crate::rules::lint::{Findings, term};
use crate::rules::{Check, Lint, Rule};

/// `FW0405`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0405",
    name: "managed-db-credentials",
    severity: Severity::Info,
    factor: Factor::BackingServices,
    what: "The master password of an RDS database comes from a literal, a parameter or a resource.",
    why: "the password is in parameters or state, nobody rotates it, and swapping the database means handing a new one round",
    bad: r#"resource "aws_db_instance" "orders" {
  username = "orders"
  password = random_password.orders.result
}"#,
    good: r#"resource "aws_db_instance" "orders" {
  username                    = "orders"
  manage_master_user_password = true
}"#,
    fix: "Set `ManageMasterUserPassword` (`manage_master_user_password`) and drop the password.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, property) in [("rds/instance", "password"), ("rds/cluster", "master_password")] {
        for database in manifest.of(kind) {
            let managed = database.property("manage_master_user_password");
            let may_be_managed = managed.is_some_and(|it| it.bool() != Some(false));
            if may_be_managed || !database.property(property).is_some_and(passes_through) {
                continue;
            }
            findings.at_key(
                database,
                &database.properties,
                property,
                format!("the master password of `{}` passes through the stack", database.address),
                format!(
                    "set {} and drop the password",
                    term(manifest, database, "manage_master_user_password")
                ),
            );
        }
    }
}

/// Whether a password is given to the stack, or made in it. A dynamic reference is read by
/// CloudFormation alone.
fn passes_through(password: &Node) -> bool {
    let mut resolves = false;
    password.walk(&mut |node| {
        resolves |= matches!(&node.data, Data::Text(text) if text.contains("{{resolve:"));
    });
    !resolves
        && match &password.data {
            Data::Text(_)
            | Data::Integer(_)
            | Data::Input(_)
            | Data::Reference(..)
            | Data::Concat(_) => true,
            Data::OneOf(branches) => branches.iter().any(passes_through),
            Data::Absent
            | Data::Bool(_)
            | Data::Decimal(_)
            | Data::List(_)
            | Data::Object(_)
            | Data::Pseudo(_)
            | Data::Import(_)
            | Data::Element(..)
            | Data::Zone(_)
            | Data::Unknown(_) => false,
        }
}
