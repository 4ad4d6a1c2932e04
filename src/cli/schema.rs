//! `formwork schema`: the JSON Schemas of the documents we write.

use std::fmt::Write as _;

use schemars::{Schema as JsonSchema, schema_for};

use crate::diag::nearest;
use crate::exchange::comparison::Comparison;
use crate::exchange::diff::Diff;
use crate::exchange::ledger::{Entry, Releases};
use crate::exchange::proof::Proof;
use crate::exchange::{
    Baseline, DeployPlan, Description, Finding, LockFile, Parity, Rehearsals, Release,
};
use crate::lint::config::Config;

use super::arguments::Schema;
use super::explain::Explained;
use super::failure::{Failure, list};
use super::{Outcome, json_text};

/// A document with a schema.
struct Document {
    name: &'static str,
    /// What writes it.
    what: &'static str,
    schema: fn() -> JsonSchema,
}

impl Document {
    /// The schema as JSON, titled by the document's name.
    fn text(&self) -> String {
        let mut schema = (self.schema)();
        schema.insert("title".to_owned(), self.name.into());
        json_text(&schema)
    }
}

/// Every document, by name.
const DOCUMENTS: &[Document] = &[
    Document {
        name: "baseline",
        what: "`lint --write-baseline`",
        schema: || schema_for!(Baseline),
    },
    Document { name: "comparison", what: "`parity --out`", schema: || schema_for!(Comparison) },
    Document {
        name: "deploy-plan",
        what: "deploy-plan.json of `synth`, and `deploy-plan --format json`",
        schema: || schema_for!(DeployPlan),
    },
    Document {
        name: "description",
        what: "`describe` of a crate, for `--description`",
        schema: || schema_for!(Description),
    },
    Document {
        name: "findings",
        what: "`--format json` of `check`, `lint` and `parity`",
        schema: || schema_for!(Vec<Finding>),
    },
    Document {
        name: "formwork-toml",
        what: "formwork.toml, the settings of `lint` and `parity`",
        schema: || schema_for!(Config),
    },
    Document { name: "diff", what: "`diff --format json`", schema: || schema_for!(Diff) },
    Document { name: "lock", what: "formwork.lock", schema: || schema_for!(LockFile) },
    Document { name: "parity", what: "parity.json of `synth`", schema: || schema_for!(Parity) },
    Document { name: "proofs", what: "`prove --format json`", schema: || schema_for!(Vec<Proof>) },
    Document {
        name: "rehearsals",
        what: "`rehearse --format json`",
        schema: || schema_for!(Rehearsals),
    },
    Document { name: "release", what: "release.json of `synth`", schema: || schema_for!(Release) },
    Document {
        name: "release-entry",
        what: "a line of the ledger, and `release record --format json`",
        schema: || schema_for!(Entry),
    },
    Document {
        name: "releases",
        what: "`release list --format json`",
        schema: || schema_for!(Releases),
    },
    Document {
        name: "rules",
        what: "`explain --format json`",
        schema: || schema_for!(Vec<Explained>),
    },
];

/// Prints a schema, or lists them.
pub(super) fn run(arguments: &Schema) -> Result<Outcome, Failure> {
    let Some(wanted) = &arguments.name else { return Ok(Outcome::clean(table())) };
    let names = || DOCUMENTS.iter().map(|it| it.name);
    if let Some(document) = DOCUMENTS.iter().find(|it| it.name == wanted) {
        return Ok(Outcome::clean(document.text()));
    }
    let failure = Failure::new(format!("there is no schema `{wanted}`"));
    Err(match nearest(wanted, names()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help(format!("choose one of {}", list(names()))),
    })
}

fn table() -> String {
    DOCUMENTS.iter().fold(String::new(), |mut text, it| {
        let _ = writeln!(text, "{:15}{}", it.name, it.what);
        text
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a generated document is compared with its file")]
    fn schemas_are_fresh() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
        for document in DOCUMENTS {
            let path = folder.join(format!("{}.schema.json", document.name));
            let schema = document.text();
            if std::env::var_os("FORMWORK_UPDATE").is_some() {
                std::fs::write(&path, &schema).unwrap();
            }
            let written = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                written == schema,
                "schemas/{}.schema.json is stale: run `FORMWORK_UPDATE=1 cargo test`",
                document.name
            );
        }
    }
}
