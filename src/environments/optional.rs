//! Keys that the Terraform beside a file of values can do without: it reads them in `try`, `can` or
//! `lookup`, and nowhere else.

use std::collections::BTreeSet;

use crate::ir::lifted::FileId;
use crate::manifest::syntax;
use crate::manifest::terraform::syntax::{Body, Expression, Kind, Step};

/// Functions that go on where a key is missing.
const FORGIVING: [&str; 3] = ["try", "can", "lookup"];

/// The keys that these files read and can do without.
pub fn keys<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let (mut optional, mut needed) = (BTreeSet::new(), BTreeSet::new());
    for text in texts {
        let parsed = syntax::hcl::parse(FileId(0), text);
        collect(&parsed.body, &mut optional, &mut needed);
    }
    optional.difference(&needed).cloned().collect()
}

fn collect(body: &Body, optional: &mut BTreeSet<String>, needed: &mut BTreeSet<String>) {
    for attribute in &body.attributes {
        let mut forgiven: BTreeSet<String> = BTreeSet::new();
        attribute.value.walk(&mut |expression| {
            if let Kind::Call(call) = &expression.kind
                && FORGIVING.contains(&call.name.as_str())
            {
                for argument in &call.arguments {
                    names(argument, &mut forgiven);
                }
            }
        });
        let mut all = BTreeSet::new();
        names(&attribute.value, &mut all);
        // What an attribute reads with `can` it may also read without.
        needed.extend(all.difference(&forgiven).cloned());
        optional.extend(forgiven);
    }
    for block in &body.blocks {
        collect(&block.body, optional, needed);
    }
}

/// The names of the keys that an expression reads.
fn names(expression: &Expression, found: &mut BTreeSet<String>) {
    expression.walk(&mut |expression| match &expression.kind {
        Kind::Path(_, steps) => {
            // The first step is what holds the keys: `local.accounts`.
            for step in steps.iter().skip(1) {
                match step {
                    Step::Name(name) => {
                        found.insert(name.clone());
                    }
                    Step::Index(index) => found.extend(index.text().map(str::to_owned)),
                    Step::Each | Step::EachName => {}
                }
            }
        }
        Kind::Text(text) => {
            found.insert(text.clone());
        }
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn what_is_tried_is_optional() {
        let text = r#"
locals {
  image    = try(local.accounts[local.environment].image, "latest")
  shares   = can(local.accounts.shares) ? local.accounts.shares : []
  timeout  = lookup(local.accounts, "timeout", 30)
  snapshot = try(local.accounts.snapshot, null)
}
resource "aws_db_instance" "db" {
  snapshot_identifier = local.accounts.snapshot
}
"#;
        let found = keys([text].into_iter());
        for key in ["image", "shares", "timeout"] {
            assert!(found.contains(key), "{key}: {found:?}");
        }
        assert!(!found.contains("snapshot"), "{found:?}");
    }
}
